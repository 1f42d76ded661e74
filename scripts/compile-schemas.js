// Turns JSON Schemas into JavaScript that checks a value, ahead of time: compiling them at each start would take longer
// than most runs do. Each module exports the check as default, and `schema()`, without prose, to explain errors by.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { buildSync } from 'esbuild';

/** Schema file → module in src/schema/compiled/. A schema may refer to any other here, by its file name. */
const table = {
  'schemas/meshwright.schema.json': 'meshwright',
};

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, 'src/schema/compiled');

const ajv = new Ajv2020({ allErrors: true, strict: true, code: { source: true, esm: true } });
const schemas = new Map(
  Object.keys(table).map((file) => [basename(file), withoutProse(JSON.parse(readFileSync(join(root, file), 'utf8')))]),
);

rmSync(target, { recursive: true, force: true });
for (const [file, name] of Object.entries(table)) {
  const { $defs, $id, ...schema } = inlined(schemas.get(basename(file)), basename(file), []);
  const check = standalone.default(ajv, ajv.compile(schema));
  const literal = JSON.stringify(schema);
  // Where the check needs the schema itself, it holds it already.
  const held = check.includes(literal)
    ? /const (\w+) = $/.exec(check.slice(0, check.indexOf(literal)))?.[1]
    : undefined;
  // ajv leaves `require` calls for its helpers in ES modules; bundled, the module needs nothing but itself.
  const contents = `${check}\nexport const schema = () => (${held ?? literal});`;
  const built = buildSync({
    stdin: { contents, resolveDir: root, sourcefile: `${name}.js` },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    treeShaking: true,
    write: false,
    logLevel: 'warning',
  });
  write(join(target, `${name}.js`), built.outputFiles[0].text);
  write(join(target, `${name}.d.ts`), types(dirname(join(target, name))));
}

function types(folder) {
  const from = (file) => relative(folder, join(root, file)).replaceAll('\\', '/');
  return `import type { JsonObject } from '${from('src/resources/json.ts')}';
import type { Validate } from '${from('src/schema/validate.ts')}';

export const schema: () => JsonObject;
declare const validate: Validate;
export default validate;
`;
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/**
 * The schema with what each `$ref` means in its place, so that the path in the schema that ajv gives with an error leads
 * there from the root.
 */
function inlined(node, file, within) {
  if (Array.isArray(node)) return node.map((item) => inlined(item, file, within));
  if (typeof node !== 'object' || node === null) return node;
  const { $ref, ...own } = node;
  const rest = Object.fromEntries(Object.entries(own).map(([key, value]) => [key, inlined(value, file, within)]));
  if (typeof $ref !== 'string') return node.$ref === undefined ? rest : { ...rest, $ref: inlined($ref, file, within) };
  const [named, pointer = ''] = $ref.split('#');
  const home = named === '' ? file : basename(named);
  const id = `${home}#${pointer}`;
  if (within.includes(id)) throw new Error(`${file}: ${[...within, id].join(' → ')} goes in a circle`);
  let meant = schemas.get(home);
  for (const step of pointer.split('/').slice(1)) meant = meant?.[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  if (meant === undefined) throw new Error(`${file}: there is no ${$ref}`);
  const target = inlined(meant, home, [...within, id]);
  const both = Object.keys(rest).filter((key) => key in target);
  if (both.length > 0) throw new Error(`${file}: ${both} stands beside ${$ref} and in it: use allOf`);
  return { ...target, ...rest };
}

/** The schema without what only people and editors read. */
function withoutProse(schema) {
  if (Array.isArray(schema)) return schema.map(withoutProse);
  if (typeof schema !== 'object' || schema === null) return schema;
  const prose = new Set(['title', 'description', 'examples', 'default', '$comment']);
  const data = new Set(['const', 'enum', 'required']);
  const named = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas']);
  const clean = (key, value) => {
    if (data.has(key)) return value;
    if (!named.has(key)) return withoutProse(value);
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutProse(inner)]));
  };
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) => (prose.has(key) ? [] : [[key, clean(key, value)]])),
  );
}
