// Schemas as TypeScript: an interface for each of `$defs`. Whoever reads a value that its schema took may trust them, but for
// this: any field may be absent, since what the schema refused is taken out first.
import { posix } from 'node:path';
import { checkedAs, resolve } from './load.js';

const scalars = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' };
const key = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

/** The declarations of one schema file; `jsonTypes` is how this one imports src/resources/json.ts. */
export function declarations(file, schema, jsonTypes) {
  const definitions = Object.entries(schema.$defs ?? {});
  const imports = new Imports(
    file,
    definitions.map(([name]) => name),
  );
  const body = definitions.map(([name, node]) => `export type ${name} = ${typeOf(node, file, imports)};`);
  return [`import type { Json, JsonObject } from '${jsonTypes}';`, ...imports.lines(), '', ...body, ''].join('\n');
}

/** The type of a schema's values. */
function typeOf(node, file, imports) {
  const inner = (one) => typeOf(one, file, imports);
  if (node[checkedAs] !== undefined) return 'JsonObject';
  if (node.$ref !== undefined) {
    const target = resolve(node.$ref, file);
    const name = target.name === '' ? 'Root' : target.name;
    return target.file === file ? name : imports.nameOf(target.file, name);
  }
  if (node.enum !== undefined) return node.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (node.anyOf !== undefined && node.type === undefined) return [...new Set(node.anyOf.map(inner))].join(' | ');
  const types = [node.type ?? []].flat().map((type) => {
    if (type === 'array') return `readonly ${wrapped(inner(node.items ?? {}))}[]`;
    return type === 'object' ? objectType(node, inner) : scalars[type];
  });
  return types.join(' | ') || 'Json';
}

const wrapped = (text) => (/^[\w$]+$/.test(text) ? text : `(${text})`);

function objectType({ properties, additionalProperties: values }, inner) {
  if (properties === undefined) {
    return typeof values === 'object' ? `Readonly<Record<string, ${inner(values)}>>` : 'JsonObject';
  }
  const fields = Object.entries(properties).map(([name, one]) => `readonly ${key(name)}?: ${inner(one)};`);
  return `{ ${fields.join(' ')} }`;
}

/** What the declarations of one file take from other files. */
class Imports {
  #file;
  #taken;
  #imports = new Map();

  constructor(file, ownNames) {
    this.#file = file;
    this.#taken = new Set(ownNames);
  }

  /** What a definition of another file is called here: by its own name, unless that is taken. */
  nameOf(from, name) {
    const id = `${from} ${name}`;
    if (!this.#imports.has(id)) {
      const alias = this.#taken.has(name) ? `${posix.basename(from, '.json')}${name}` : name;
      if (this.#taken.has(alias)) throw new Error(`schemas/${this.#file}: two definitions would be called ${alias}`);
      this.#taken.add(alias);
      this.#imports.set(id, { from, name, alias });
    }
    return this.#imports.get(id).alias;
  }

  lines() {
    return [...this.#imports.values()].map(({ from, name, alias }) => {
      const path = posix.relative(posix.dirname(this.#file), from).replace(/\.json$/, '.js');
      const what = name === alias ? name : `${name} as ${alias}`;
      return `import type { ${what} } from '${path.startsWith('.') ? path : `./${path}`}';`;
    });
  }
}
