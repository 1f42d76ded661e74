import { expect, it } from 'vitest';
import { planRemoval } from '../../../src/install/tags/remove-tag.ts';
import { namespacesThatAsk, tagRows } from '../../../src/install/tags/tag-list.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const object = (name: string, labels: JsonObject): JsonObject => ({ kind: 'X', metadata: { name, labels } });
const webhook = (revision: string, tag?: string) =>
  object(tag ?? revision, { 'istio.io/rev': revision, ...(tag && { 'istio.io/tag': tag }) });
const namespaces = [
  object('web', { 'istio.io/rev': 'prod' }),
  object('shop', { 'istio.io/rev': 'prod', 'istio-injection': 'enabled' }),
  object('old', { 'istio-injection': 'enabled' }),
  object('off', { 'istio-injection': 'disabled' }),
  object('own', { 'istio.io/rev': 'canary' }),
  object('none', {}),
];

it('lists tags by revision, and revisions that have none', () => {
  const webhooks = [webhook('default'), webhook('canary'), webhook('b', 'z'), webhook('b', 'prod'), webhook('b')];
  const services = [webhook('default', 'default'), webhook('b', 'z')];
  expect(tagRows({ webhooks, services }, namespaces)).toEqual([
    { tag: 'prod', revision: 'b', namespaces: ['shop', 'web'] },
    { tag: 'z', revision: 'b', namespaces: [] },
    { tag: '', revision: 'canary', namespaces: ['own'] },
    { tag: 'default', revision: 'default', namespaces: ['old'] },
  ]);
  expect(tagRows({ webhooks: [], services: [] }, namespaces)).toEqual([]);
});

it.each([
  ['prod', ['shop', 'web']],
  ['default', ['old']],
  ['nothing', []],
])('namespaces ask for %s by their labels', (name, expected) => {
  expect(namespacesThatAsk(name, namespaces)).toEqual(expected);
});

it('removes what stands for a tag, and nothing else', () => {
  const [first, second] = [webhook('b', 'prod'), webhook('b', 'prod')];
  const revisions = { webhooks: [webhook('b'), first], services: [second, webhook('prod')] };
  expect(planRemoval(revisions, 'prod')).toEqual([first, second]);
  expect(() => planRemoval(revisions, 'prd')).toThrow(
    'the cluster has no tag prd: there are prod. Did you mean "prod"?',
  );
  expect(() => planRemoval(revisions, 'b')).toThrow('no tag b');
});
