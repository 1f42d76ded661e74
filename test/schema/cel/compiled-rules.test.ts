import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject, type Path } from '../../../src/resources/json.ts';
import { kinds } from '../../../src/schema/compiled/kinds.js';
import { customResourceDefinition } from '../../../src/schema/crd.ts';
import { rulesCheck } from '../../../src/schema/custom/rules.ts';
import { readStructural, type Structural } from '../../../src/schema/custom/structural.ts';
import { Field, type RuleProblem } from '../../../src/schema/rules/rule.ts';

/** Texts on both sides of what the rules ask for. */
const texts = (
  ' |*|a*|a|ab-c|-a|HTTP|HTTPS|http|80|0|65535|65536|x1|a/b|/a|1ms|0s|999us|1h|-1s|1|1d|unix:///x|unix://@x|unix://x|' +
  'unix:///x/|http://a|https://a/b|ftp://a|oci://a:1/b|file:///x|//x|a b|http://a b|UPSERT|REMOVE|HOST|STATIC|NONE|ä'
).split('|');
const keys = ['a', '', '*', 'a*b', '80', '0', '65536', 'x', `${'k'.repeat(62)}`, 'k'.repeat(63), '-a'];

/** Values of the types that a schema asks for; nothing else of it is kept to. */
function valuesOf(node: Structural, depth: number): fc.Arbitrary<Json> {
  const { type, limits, properties, values, items } = node;
  if (Array.isArray(limits.enum)) return fc.constantFrom(...(limits.enum as readonly Json[]));
  if (type === 'string') return fc.constantFrom(...texts);
  if (type === 'integer' || type === 'number') return fc.constantFrom(-1, 0, 1, 80, 65_535, 65_536);
  if (type === 'boolean') return fc.boolean();
  if (type === 'array') return fc.array(valuesOf(items!, depth - 1), { maxLength: depth > 0 ? 3 : 0 });
  if (properties !== undefined && depth > 0) {
    const fields = [...properties].map(([name, one]) => [name, valuesOf(one, depth - 1)] as const);
    return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  }
  if (isObject(values) && depth > 0) return fc.dictionary(fc.constantFrom(...keys), valuesOf(values as Structural, 0));
  return fc.constant({});
}

/** Each node that rules stand at, with what puts a value of it where it belongs in a resource. */
function* nodesWithRules(
  node: Structural,
  wrap: (value: Json) => Json,
  path: Path,
): Generator<{ node: Structural; wrap: (value: Json) => Json; path: Path }> {
  if (node.rules.length > 0) yield { node, wrap, path };
  for (const [name, one] of node.properties ?? []) {
    yield* nodesWithRules(one, (value) => wrap({ [name]: value }), [...path, name]);
  }
  if (node.items !== undefined) yield* nodesWithRules(node.items, (value) => wrap([value]), [...path, 0]);
  if (isObject(node.values)) {
    yield* nodesWithRules(node.values as Structural, (value) => wrap({ k: value }), [...path, 'k']);
  }
}

/** What is said after a rule's own message: the value, or that a rule without an answer is broken like others. */
const besides = /, but is .*$|\. The rule has no answer: .*$/s;
const sorted = (problems: readonly { path: Path; message: string }[]): string[] =>
  problems.map(({ path, message }) => JSON.stringify([path, message.replace(besides, '')])).sort();

const ids = Object.keys(kinds).filter((id) => !/^(mesh|install)\./.test(id));

describe('compiled rules', () => {
  it.each(ids)('%s: agree with @bufbuild/cel', async (id) => {
    const { checkRules } = await kinds[id]!.load!();
    const crd = customResourceDefinition((await kinds[id]!.source()).default);
    const [version] = (crd.spec as { versions: readonly [{ schema: { openAPIV3Schema: JsonObject } }] }).versions;
    const refused: string[] = [];
    const report = (path: Path, message: string) => refused.push(`${path.join('.')}: ${message}`);
    const schema = readStructural(version.schema.openAPIV3Schema, [], report)!;
    const evaluate = rulesCheck(schema, report);
    expect(refused).toEqual([]);
    let broken = 0;
    for (const { node, wrap } of nodesWithRules(schema, (value) => value, [])) {
      const property = fc.property(valuesOf(node, 3), (value) => {
        const resource = wrap(value) as JsonObject;
        const found: RuleProblem[] = [];
        checkRules(resource.spec as Json, new Field('schema', found).at('spec'));
        // The keys of lists are checked in the same go, and are no rules.
        const ours = found.filter(({ message }) => !message.includes('no two may have the same'));
        broken += ours.length;
        expect(sorted(ours)).toEqual(sorted(evaluate(resource)));
      });
      fc.assert(property, { seed: 11, numRuns: 40 });
    }
    expect(broken).toBeGreaterThan(0);
  });
});
