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

/** Stands for the schemas, which are a layer of their own. */
const validate: Validate = ({ spec }) => [
  ...('timout' in spec ? [{ path: ['spec', 'timout'], message: 'unknown field', isIstios: false }] : []),
  { path: ['spec', 'hosts', 0], message: 'short name', isWarning: true },
];

it('reports what validation finds, where it is, as errors and warnings', () => {
  const { findings } = analyze(resources, { validate });
  expect(findings.map(({ code, level, message, position }) => [code, level, message, position?.line])).toEqual([
    ['IST0133', 'Warning', 'spec.hosts[0]: short name', 5],
    ['MW0004', 'Error', 'spec.timout: unknown field', 6],
  ]);
});

it('validates nothing by itself', () => {
  expect(analyze(resources).findings).toEqual([]);
});

it('passes over what is defined again, in a List too', () => {
  const item = (name: string, host: string) => `- apiVersion: networking.istio.io/v1
  kind: VirtualService
  metadata: {name: ${name}, namespace: shop}
  spec: {hosts: [${host}]}
`;
  const list = `apiVersion: v1\nkind: List\nitems:\n${item('cart', 'a')}${item('menu', 'b')}${item('cart', 'c')}`;
  const { findings } = analyze(toResources({ name: 'list.yaml', text: list }).resources, { validate });
  expect(findings.map(({ code, path, position }) => [code, path.join('.'), position?.line])).toEqual([
    ['MW0001', 'metadata.name', 6],
    ['IST0133', 'spec.hosts.0', 11],
    ['IST0133', 'spec.hosts.0', 15],
  ]);
});
