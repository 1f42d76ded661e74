// A schema with all that it refers to in its own `$defs`, so that it can be used alone.
import { posix } from 'node:path';
import { checkedAs, mapSchemas, resolve, schemas } from './load.js';

/**
 * The schema in `file`, self-contained: every `$ref` is `#/$defs/<name>`. A definition keeps its name; where two files
 * have one of the same name, the foreign one gets its file's before its own.
 *
 * @param own the schema, where it is in no file; what it refers to is found as from `file`
 * @param isWhole false to leave open what is checked by itself
 */
export function bundle(file, own = schemas.get(file), isWhole = true) {
  const names = new Map(Object.keys(own.$defs ?? {}).map((name) => [`${file}#/$defs/${name}`, name]));
  const defs = {};
  const local = (node, home) =>
    mapSchemas(node, ({ $ref, ...rest }) => {
      if ($ref === undefined) return rest;
      return checkedAs in rest && !isWhole ? { type: 'object' } : { $ref: `#/$defs/${take($ref, home)}`, ...rest };
    });
  const take = ($ref, home) => {
    const target = resolve($ref, home);
    const id = `${target.file}#${target.pointer}`;
    if (!names.has(id)) {
      names.set(id, freeName(target, new Set(names.values())));
    }
    const name = names.get(id);
    if (!(name in defs)) {
      defs[name] = {};
      const { $schema, $id, $defs, title, ...node } = target.node;
      defs[name] = local(node, target.file);
    }
    return name;
  };
  const { $defs, ...top } = own;
  const root = local(top, file);
  return { ...root, ...(Object.keys(defs).length > 0 && { $defs: defs }) };
}

/** A definition's own name; else with its file's before it; else numbered, where two groups have a kind of one name. */
function freeName({ file, name }, taken) {
  const prefix = posix.basename(file, '.json');
  const plain = name || prefix;
  if (!taken.has(plain)) return plain;
  let long = `${prefix}${plain}`;
  for (let n = 2; taken.has(long); n++) long = `${prefix}${plain}${n}`;
  return long;
}
