// The schemas as editors take them, self-contained: one for each kind, and one that checks any resource by its apiVersion and
// kind. Resources of other groups pass that one untouched, so that it may be set for files that mix them with Istio's.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { bundle } from './bundle.js';
import { mapSchemas, schemas } from './load.js';

const combinedFile = 'istio.json';

/** Writes `<group>/<Kind>.json` and `istio.json` to `folder`. */
export function writeSchemas(folder) {
  const kinds = [...schemas].filter(([file, { title }]) => file.includes('/') && title !== undefined);
  for (const [file] of kinds) write(folder, file, bundle(file));
  write(folder, combinedFile, combined());
}

/** The schema of any resource: each kind's own is behind an `if`, so that errors and hints are about the kind at hand. */
export function combined() {
  const groups = new Map();
  for (const [file, { properties }] of schemas) {
    if (properties?.apiVersion === undefined) continue;
    const group = posix.dirname(file);
    groups.set(group, [...(groups.get(group) ?? []), file]);
  }
  return bundle(combinedFile, {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: combinedFile,
    title: 'Istio',
    description: 'A resource of Istio: `apiVersion` and `kind` say which. Resources of other groups pass unchecked.',
    allOf: [...groups].map(([group, files]) =>
      when(
        'apiVersion',
        { type: 'string', pattern: `^${group.replaceAll('.', '\\.')}/` },
        {
          properties: { kind: { enum: files.map(kindOf) } },
          allOf: files.map((file) => when('kind', { const: kindOf(file) }, named(file))),
        },
      ),
    ),
  });
}

/** `result` for objects whose `field` is as `schema` says. */
const when = (field, schema, result) => ({
  if: { type: 'object', properties: { [field]: schema }, required: [field] },
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema's word
  then: result,
});

/** A kind's schema, with its name for what is below, and its description on the field that names it, too. */
const named = (file) => ({
  title: schemas.get(file).title,
  properties: { kind: { description: schemas.get(file).description } },
  allOf: [{ $ref: file }],
});

const kindOf = (file) => posix.basename(file, '.json');

function write(folder, file, schema) {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(withMarkdown(schema))}\n`);
}

/** VS Code's own keyword beside `description`, which editors show as plain text, backticks and all. */
export const withMarkdown = (schema) =>
  mapSchemas(schema, (node) =>
    /[`*]/.test(node.description) ? { ...node, markdownDescription: node.description } : node,
  );
