import { expect, it } from 'vitest';
import { manifestYaml } from '../../src/output/install/manifest-yaml.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { type Unfold, writtenDefinitions, writtenText } from '../../src/resources/written-object.ts';

const writtenDefinition = (document: string, unfold?: Unfold): JsonObject | undefined =>
  writtenDefinitions([document], unfold)[0];

const head = 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n';
const text = `${head}metadata:
  annotations:
    team: shop

  name: carts.shop.example.com
spec:
  group: shop.example.com # ours
  versions:
    - name: v1
`;

it('a definition is read when it is asked for, and written as it was', () => {
  const object = writtenDefinition(text)!;
  expect(object).toMatchObject({ metadata: { name: 'carts.shop.example.com', annotations: { team: 'shop' } } });
  expect(object.spec).toEqual({ group: 'shop.example.com', versions: [{ name: 'v1' }] });
  expect(manifestYaml([object, object])).toBe(`${text}---\n${text}`);
});

it('once it is changed, its text is not its own any more', () => {
  const changed: JsonObject = { ...writtenDefinition(text)!, metadata: { name: 'other' } };
  expect(writtenText(changed)).toBeUndefined();
  expect(manifestYaml([changed])).toContain('  group: shop.example.com\n');
});

it.each([
  ['another kind', text.replace('CustomResourceDefinition', 'ConfigMap')],
  ['a field beside spec', `${text}status: {}\n`],
  ['another order', `${head}spec:\n  a: b\nmetadata:\n  name: x\n`],
  ['no spec', `${head}metadata:\n  name: x\n`],
  ['a comment at the left', text.replace('  versions', '# versions\n  versions')],
])('of %s it knows nothing', (_, document) => {
  expect(writtenDefinition(document)).toBeUndefined();
});

it('what is folded is written, and read, as what it stands for', () => {
  const [start] = text.split('  group');
  const body = Buffer.from(text.slice(start!.length));
  const unfold = (folded: string) => (folded === '  folded: 1\n' ? [body] : undefined);
  const object = writtenDefinition(`${start}  folded: 1\n`, unfold)!;
  expect(object.spec).toEqual({ group: 'shop.example.com', versions: [{ name: 'v1' }] });
  expect(manifestYaml([object])).toBe(text);
  expect(writtenDefinition(`${start}  folded: 2\n`, unfold)!.spec).toEqual({ folded: 2 });
});
