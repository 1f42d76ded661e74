import { expect, it } from 'vitest';
import { analyze } from '../../src/analysis/analyze.ts';
import type { Validate } from '../../src/analysis/schema-validation.ts';
import { toResources } from '../../src/resources/to-resources.ts';

const { resources } = toResources({
  name: 'cart.yaml',
  text: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart]
  timout: 5s
`,
});

/** Stands for the schemas, which are still to come: this tests their seat. */
const validate: Validate = ({ spec }) => [
  ...('timout' in spec ? [{ path: ['spec', 'timout'], problem: 'unknown field' }] : []),
  { path: ['spec', 'hosts', 0], problem: 'short name', isWarning: true },
];

it('reports what validation finds, where it is, as errors and warnings', () => {
  const { findings } = analyze(resources, { validate });
  expect(findings.map(({ code, level, message, position }) => [code, level, message, position?.line])).toEqual([
    ['IST0133', 'Warning', 'short name', 5],
    ['IST0106', 'Error', 'unknown field', 6],
  ]);
});

it('validates nothing by itself', () => {
  expect(analyze(resources).findings).toEqual([]);
});
