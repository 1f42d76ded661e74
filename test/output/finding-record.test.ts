import { describe, expect, it } from 'vitest';
import { findingRecord, findingRecords } from '../../src/output/finding-record.ts';
import { toResources } from '../../src/resources/to-resources.ts';
import { makeFinding } from './awkward-report.ts';

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
    expect(Object.hasOwn(record, 'documentationUrl')).toBe(false);
    expect(record.cluster).toBe('east');
  });
});

describe('findingRecords', () => {
  it('keeps the order of files and sorts by place within each', () => {
    const other = { name: 'A.yaml', text: file.text };
    const made = [
      makeFinding({ file, at: 'three' }),
      makeFinding({ file: other, at: '1' }),
      makeFinding({ file, at: '1' }),
      makeFinding({ file: other, at: 'one' }),
      makeFinding({ file, at: 'two' }),
    ];
    expect(findingRecords(made).map(({ reference, column }) => `${reference}:${column}`)).toEqual([
      'a.yaml:1:6',
      'a.yaml:2:1',
      'a.yaml:3:1',
      'A.yaml:1:1',
      'A.yaml:1:6',
    ]);
  });
});
