import { expect, it } from 'vitest';
import { analyze } from '../../src/analysis/analyze.ts';
import { enough, firstFew } from '../../src/analysis/first-few.ts';
import { toResources } from '../../src/resources/to-resources.ts';

it('is true for the first few of each resource', () => {
  const isNew = firstFew();
  const [a, b] = [{}, {}];
  expect(Array.from({ length: enough + 2 }, () => isNew(a)).filter(Boolean)).toHaveLength(enough);
  expect(isNew(b)).toBe(true);
});

it('keeps a conflict over many Pods readable', () => {
  const named = (kind: string, apiVersion: string, name: string, rest: string) =>
    `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: shop, labels: {app: cart}}\n${rest}\n`;
  const sidecar = 'spec: {workloadSelector: {labels: {app: cart}}}';
  const text = [
    ...['one', 'two'].map((name) => named('Sidecar', 'networking.istio.io/v1', name, sidecar)),
    ...Array.from({ length: 50 }, (_, i) => named('Pod', 'v1', `cart-${i}`, 'spec: {}')),
  ].join('');
  const { resources } = toResources({ name: 'a.yaml', text });
  const { findings } = analyze(resources, { closedWorld: true, analyzers: ['sidecar.SelectorAnalyzer'] });
  expect(findings.map(({ code }) => code)).toEqual(Array(2 * enough).fill('IST0110'));
});
