import { expect, it } from 'vitest';
import { unreadableRecord, validationRecord } from '../../../src/output/findings/validation-record.ts';
import { apiServerProblem, type ResourceProblem } from '../../../src/schema/problem.ts';
import { resourceIn } from '../../support/problems.ts';

const resource = resourceIn(`# first
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts:
    - cart
`);
const warning: ResourceProblem = {
  path: ['spec', 'hosts', 0],
  message: 'is short',
  source: 'semantic',
  isIstios: true,
  rule: 'VirtualService/hosts',
  isWarning: true,
};

it('a resource with a problem in each field, each where it is', () => {
  expect(validationRecord(resource, [warning, apiServerProblem(['spec', 'http', 0, 'a.b'], 'is odd')])).toEqual({
    origin: 'VirtualService shop/cart',
    file: 'test.yaml',
    line: 2,
    valid: false,
    errors: [{ source: 'schema', path: 'spec.http[0]["a.b"]', message: 'is odd', line: 5, column: 1 }],
    warnings: [{ source: 'semantic', path: 'spec.hosts[0]', message: 'is short', line: 7, column: 7 }],
  });
});

it('a resource with warnings alone is valid', () => {
  expect(validationRecord(resource, [warning])).toMatchObject({ valid: true, errors: [] });
  expect(validationRecord(resource, [])).toMatchObject({ valid: true, errors: [], warnings: [] });
});

it('a document that cannot be read', () => {
  expect(unreadableRecord({ file: 'a.yaml', document: 2, line: 7, column: 3, message: 'is odd' })).toEqual({
    origin: '',
    file: 'a.yaml',
    line: 7,
    valid: false,
    errors: [{ source: 'syntax', path: '', message: 'is odd', line: 7, column: 3 }],
    warnings: [],
  });
  expect(unreadableRecord({ file: 'a.yaml', message: 'is no text' }).errors).toMatchObject([{ line: 1, column: 1 }]);
});
