// Schemas as TypeScript: an interface for each of `$defs`. Whoever reads a value that its schema took may trust them, but for
// this: any field may be absent, since what the schema refused is taken out first.
import { posix } from 'node:path';
import { checkedAs, resolve } from './load.js';

const scalars = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' };
const key = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

/** The declarations of one schema file; `jsonTypes` is how this one imports src/resources/json.ts. */
export function declarations(file, schema, jsonTypes) {
  const imports = new Map();
  const taken = new Set(Object.keys(schema.$defs ?? {}));
  /** What a definition of another file is called here: by its own name, unless that is taken. */
  const imported = (from, name) => {
    const id = `${from} ${name}`;
    if (!imports.has(id)) {
      const alias = taken.has(name) ? `${posix.basename(from, '.json')}${name}` : name;
      if (taken.has(alias)) throw new Error(`schemas/${file}: two definitions would be called ${alias}`);
      taken.add(alias);
      imports.set(id, { from, name, alias });
    }
    return imports.get(id).alias;
  };
  const type = (node) => {
    if (node[checkedAs] !== undefined) return 'JsonObject';
    if (node.$ref !== undefined) {
      const target = resolve(node.$ref, file);
      const name = target.name === '' ? 'Root' : target.name;
      return target.file === file ? name : imported(target.file, name);
    }
    if (node.enum !== undefined) return node.enum.map((value) => JSON.stringify(value)).join(' | ');
    if (node.anyOf !== undefined && node.type === undefined) return [...new Set(node.anyOf.map(type))].join(' | ');
    return (
      [node.type ?? []]
        .flat()
        .map((one) => ofType(one, node))
        .join(' | ') || 'Json'
    );
  };
  const ofType = (one, node) => {
    if (one === 'array') return `readonly ${wrapped(type(node.items ?? {}))}[]`;
    if (one !== 'object') return scalars[one];
    if (node.properties !== undefined) return fields(node);
    const values = node.additionalProperties;
    return typeof values === 'object' ? `Readonly<Record<string, ${type(values)}>>` : 'JsonObject';
  };
  const wrapped = (text) => (/^[\w$]+$/.test(text) ? text : `(${text})`);
  const fields = (node) => {
    const lines = Object.entries(node.properties).map(([name, one]) => `readonly ${key(name)}?: ${type(one)};`);
    return `{ ${lines.join(' ')} }`;
  };
  const body = Object.entries(schema.$defs ?? {}).map(([name, node]) => `export type ${name} = ${type(node)};`);
  const heads = [...imports.values()].map(({ from, name, alias }) => {
    const path = posix.relative(posix.dirname(file), from).replace(/\.json$/, '.js');
    const what = name === alias ? name : `${name} as ${alias}`;
    return `import type { ${what} } from '${path.startsWith('.') ? path : `./${path}`}';`;
  });
  return [`import type { Json, JsonObject } from '${jsonTypes}';`, ...heads, '', ...body, ''].join('\n');
}
