// Turns the JSON Schemas into JavaScript that checks a value, ahead of time: compiling them at each start would take longer
// than most runs do. For each schema of a kind, src/schema/compiled/ gets a module of the same name that exports the check as
// default, its CEL rules as `checkRules`, and `schema()`, without prose, to explain errors by; its TypeScript types; and the
// schema itself, self-contained, as a module beside it (the built program reads the file that it gives editors). `kinds.js` there is the table of them all,
// and `profiles.js` that of the profiles of installations.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { buildSync } from 'esbuild';
import { bundle } from './schemas/bundle.js';
import { withMarkdown } from './schemas/combined.js';
import { checkedAs, mapSchemas, root, schemas, withoutProse } from './schemas/load.js';
import { ruleModule } from './schemas/rules.js';
import { declarations } from './schemas/types.js';

const target = join(root, 'src/schema/compiled');
/** Files that only others refer to. */
const definitionsOnly = new Set(['common.json', 'install.istio.io/kubernetes.json']);
/** Schemas that people may ask for, and that are checked as a part of another. */
const partsOnly = new Set(['install.istio.io/Values.json']);
const kindTypes = `import type { KindModules } from '../validate.ts';

export const kinds: Readonly<Record<string, KindModules>>;
`;

// Bounds say what `format: int32` would; date-time stands in status only, which the API server takes from nobody else.
const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  inlineRefs: false,
  validateFormats: false,
  code: { source: true, esm: true },
});
ajv.addVocabulary([
  checkedAs,
  'x-kubernetes-crd',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-validations',
]);

rmSync(target, { recursive: true, force: true });
const kinds = [];
for (const [file, schema] of schemas) {
  const up = posix.relative(posix.join('src/schema/compiled', posix.dirname(file)), 'src');
  const types = declarations(file, schema, `${up}/resources/json.ts`);
  const out = file.replace(/\.schema\.json$|\.json$/, '');
  write(`${out}.d.ts`, types);
  if (definitionsOnly.has(file)) continue;
  const whole = bundle(file);
  write(`${out}.schema.js`, `export default JSON.parse(${JSON.stringify(JSON.stringify(withMarkdown(whole)))});\n`);
  if (file.includes('/')) kinds.push({ id: out, whole, isPart: partsOnly.has(file) });
  if (partsOnly.has(file)) continue;
  write(`${out}.js`, module(file, bundle(file, schema, false), `${up}/schema/cel`));
  write(`${out}.d.ts`, `${types}${exported(up)}`);
}
write('kinds.js', kindTable());
write('kinds.d.ts', kindTypes);
write('profiles.js', `export const profiles = ${JSON.stringify(profileSummaries(), null, 2)};\n`);
write('profiles.d.ts', 'export const profiles: Readonly<Record<string, string>>;\n');

/** Every kind's modules, by `group/Kind`, to be loaded when the kind is met. */
function kindTable() {
  const lines = kinds.map(({ id, whole, isPart }) => {
    const apiVersions = whole.properties?.apiVersion?.enum ?? [];
    const isFile = apiVersions.length > 0 && whole['x-kubernetes-crd'] === undefined;
    const facts = `apiVersions: ${JSON.stringify(apiVersions)}, isFile: ${isFile}`;
    const load = isPart ? '' : `load: () => import('./${id}.js'), `;
    return `  '${id}': { ${facts}, ${load}source: () => import('./${id}.schema.js') },`;
  });
  return `export const kinds = {\n${lines.join('\n')}\n};\n`;
}

/** What each profile is for, by its name: its file's first line. */
function profileSummaries() {
  const names = readdirSync(join(root, 'profiles')).flatMap((file) => /^(.*)\.yaml$/.exec(file)?.[1] ?? []);
  return Object.fromEntries(names.sort().map((name) => [name, summaryOf(`profiles/${name}.yaml`)]));
}

function summaryOf(file) {
  const [, summary] = /^# (.+?)\.?\r?\n/.exec(readFileSync(join(root, file), 'utf8')) ?? [];
  if (summary === undefined) throw new Error(`${file}: the first line is to say what it is for, behind "# "`);
  return summary;
}

/** The module for one schema file; of a custom resource the check is of its `spec`. */
function module(file, checked, cel) {
  refuseReferencesInAlternatives(file, checked);
  const { $defs = {}, ...top } = withoutProse(checked);
  const entry = top.properties?.spec?.$ref ?? top.$ref;
  const { $schema, $id, ...rest } = top;
  const schema = { ...(entry === undefined ? rest : { $ref: entry }), $defs };
  const check = inLinearTime(standalone.default(ajv, ajv.compile(schema)));
  const rules =
    entry === undefined
      ? 'export const checkRules = () => {};'
      : ruleModule({ $defs }, entry.slice(entry.lastIndexOf('/') + 1), cel);
  // Parsed when an error has to be explained, which is rare; a text costs nothing until then.
  const contents = `${check}\n${rules}\nexport const needsSpec = ${(top.required ?? []).includes('spec')};\nlet parsed;\nexport const schema = () => (parsed ??= JSON.parse(${JSON.stringify(JSON.stringify(schema))}));`;
  // ajv leaves `require` calls for its helpers in ES modules; bundled, the module needs nothing but the CEL functions.
  const built = buildSync({
    stdin: { contents, resolveDir: root, sourcefile: file },
    bundle: true,
    external: [`${cel}/*`],
    format: 'esm',
    platform: 'node',
    target: 'node20',
    write: false,
    logLevel: 'warning',
  });
  return built.outputFiles[0].text;
}

/**
 * ajv copies the errors found so far for each item of a list that holds one more: 100,000 would take a minute. Each function
 * fills a list of its own, so adding to that of the first is as good.
 */
function inLinearTime(code) {
  const joining = /vErrors === null \? (validate\d+)\.errors : vErrors\.concat\(\1\.errors\)/g;
  const linear = code.replace(joining, 'joined(vErrors, $1.errors)');
  if (linear.includes('vErrors.concat')) throw new Error('ajv joins errors in a way that is not known here');
  return `${linear}
function joined(all, more) {
  if (all === null) return more;
  for (const error of more) all.push(error);
  return all;
}`;
}

/** ajv starts an error's path anew in each definition, so that nothing would tell which alternative it belongs to. */
function refuseReferencesInAlternatives(file, schema) {
  mapSchemas(schema, (node) => {
    const alternatives = [...(node.anyOf ?? []), ...(node.oneOf ?? [])];
    if (alternatives.some(({ $ref }) => $ref !== undefined))
      throw new Error(`schemas/${file}: an alternative is a $ref`);
    return node;
  });
}

function exported(up) {
  return `
import type { CompiledKind } from '${up}/schema/validate.ts';

export const schema: CompiledKind['schema'];
export const checkRules: CompiledKind['checkRules'];
export const needsSpec: CompiledKind['needsSpec'];
declare const validate: CompiledKind['default'];
export default validate;
`;
}

function write(file, text) {
  const path = join(target, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
