import { describe, expect, it } from 'vitest';
import { findingRecord, findingRecords } from '../../../src/output/findings/finding-record.ts';
import { toResources } from '../../../src/resources/to-resources.ts';
import { makeFinding } from '../awkward-report.ts';

const file = { name: 'a.yaml', text: 'one: 1\ntwo: 2\nthree: 3\n' };

describe('findingRecord', () => {
  it('takes the place from the resource', () => {
    const text = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  gateways:
  - public
`;
    const resource = toResources({ name: 'k8s/cart.yaml', text }).resources[0]!;
    const path = ['spec', 'gateways', 0];
    expect(
      findingRecord({ code: 'IST0101', level: 'Error', message: 'gone', analyzer: 'a.One', resource, path }),
    ).toEqual({
      code: 'IST0101',
      level: 'Error',
      message: 'gone',
      origin: 'VirtualService shop/cart',
      reference: 'k8s/cart.yaml:6',
      file: 'k8s/cart.yaml',
      line: 6,
      column: 5,
      endLine: 6,
      endColumn: 11,
      path: 'spec.gateways[0]',
      analyzer: 'a.One',
      documentationUrl: 'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
    });
  });
  it('has no page for codes that are not Istio’s, and the cluster where there is one', () => {
    const record = findingRecord(makeFinding({ file, code: 'MW0001', cluster: 'east' }));
    expect(record.documentationUrl).toBeUndefined();
    expect(record.cluster).toBe('east');
  });
});

describe('findingRecords', () => {
  it('keeps the order that analyze gave', () => {
    const made = [makeFinding({ file, at: 'three' }), makeFinding({ file, at: '1' })];
    expect(findingRecords(made).map(({ reference }) => reference)).toEqual(['a.yaml:3', 'a.yaml:1']);
  });
});
