import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../src/resources/json.ts';
import { kinds } from '../../src/schema/compiled/kinds.js';
import { root } from '../support/run.ts';

const folder = join(root, 'schemas');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .sort();
const schemas = new Map(
  files.map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as JsonObject]),
);

interface Place {
  /** JSON Pointer. */
  readonly pointer: string;
  readonly node: JsonObject;
}

/** Keywords whose value is a map of names to schemas. */
const named = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas']);
/** Keywords whose value is no schema. */
const data = new Set([
  'const',
  'enum',
  'required',
  'default',
  'examples',
  'x-kubernetes-crd',
  'x-kubernetes-validations',
]);
const escaped = (step: string) => step.replaceAll('~', '~0').replaceAll('/', '~1');

/** Every schema within a schema. */
function placesIn(value: Json | undefined, pointer = ''): Place[] {
  if (Array.isArray(value)) return value.flatMap((one: Json, i) => placesIn(one, `${pointer}/${i}`));
  if (!isObject(value)) return [];
  const inner = Object.entries(value)
    .filter(([key]) => !data.has(key))
    .flatMap(([key, one]) =>
      named.has(key)
        ? Object.entries(one as JsonObject).flatMap(([name, part]) =>
            placesIn(part, `${pointer}/${key}/${escaped(name)}`),
          )
        : placesIn(one, `${pointer}/${key}`),
    );
  return [{ pointer, node: value }, ...inner];
}

/** What a `$ref` in `file` means. */
function target(ref: string, file: string): JsonObject {
  const [other = '', pointer = ''] = ref.split('#');
  const home = other === '' ? file : new URL(other, `file:///${file}`).pathname.slice(1);
  let node: Json | undefined = schemas.get(home);
  for (const step of pointer.split('/').slice(1)) node = (node as JsonObject)[step];
  return node as JsonObject;
}

/** A description of the node's own, or of what it stands for. */
function descriptionOf(node: JsonObject, file: string): Json | undefined {
  if (node.description !== undefined || typeof node.$ref !== 'string') return node.description;
  return descriptionOf(target(node.$ref, file), file);
}

describe.each(files)('schemas/%s', (file) => {
  const schema = schemas.get(file)!;
  const places = placesIn(schema);

  it('says what it is', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: basename(file),
      description: expect.stringMatching(/\S\.$/),
    });
    // A file of nothing but definitions has no name that people would see.
    const isMore = ['$ref', 'properties', 'type'].some((key) => key in schema);
    expect(typeof schema.title).toBe(isMore ? 'string' : 'undefined');
  });

  it('is finished', () => {
    expect(places.filter(({ node }) => /TODO|FIXME|XXX/.test(String(node.description))).length).toBe(0);
    expect(JSON.stringify(schema)).not.toMatch(/TODO|FIXME/);
  });

  it('describes every field', () => {
    const mute = places.flatMap(({ pointer, node }) =>
      Object.entries((node.properties ?? {}) as JsonObject)
        // These two say what they are; `true` stands for a field that is taken and not looked at.
        .filter(([name, field]) => isObject(field) && !(pointer === '' && ['apiVersion', 'kind'].includes(name)))
        .filter(([, field]) => !/\S/.test(String(descriptionOf(field as JsonObject, file) ?? '')))
        .map(([name]) => `${pointer}/properties/${name}`),
    );
    expect(mute).toEqual([]);
  });

  it('has a message for every rule', () => {
    const rules = places.flatMap(({ pointer, node }) =>
      ((node['x-kubernetes-validations'] ?? []) as JsonObject[]).map((rule) => ({ pointer, ...rule })),
    );
    expect(rules.filter((rule) => !/^[^A-Z].*[^.]$/s.test(String((rule as JsonObject).message ?? '')))).toEqual([]);
  });
});

describe('defaults and examples', () => {
  const wholes: [string, () => Promise<JsonObject>][] = Object.entries(kinds).map(([id, { source }]) => [
    id,
    async () => (await source()).default,
  ]);
  wholes.push(['meshwright.schema.json', async () => schemas.get('meshwright.schema.json')!]);

  it.each(wholes)('of %s are as their schema says', async (_, load) => {
    const { $id, ...schema } = await load();
    const ajv = new Ajv2020({ strict: false, validateFormats: false, inlineRefs: false });
    ajv.addSchema(schema, 'whole');
    const wrong = placesIn(schema).flatMap(({ pointer, node }) => {
      const values = [...('default' in node ? [node.default] : []), ...((node.examples ?? []) as Json[])];
      if (values.length === 0) return [];
      const check = ajv.compile({ $ref: `whole#${encodeURI(pointer)}` });
      return values
        .filter((value) => !check(value))
        .map((value) => `${pointer} ${JSON.stringify(value)}: ${ajv.errorsText(check.errors)}`);
    });
    expect(wrong).toEqual([]);
  });
});
