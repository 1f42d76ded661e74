// What a chunk takes from another becomes a constant of its own. esbuild's way from ES modules to CommonJS asks the other chunk
// each time a name is used, by a getter: in code that has just been loaded, half of the time that reading YAML takes.

/** Imports of other chunks, which esbuild writes before all else. */
const imports = /^(?:import (?:\{[^}]*\} from )?"\.\/[^"]+";\n)+/;
/** What a chunk exports, which it writes at the end. */
const exports = /^export \{\n([^}]*)\};\n(?:\/\/# .*\n?)?$/m;

/**
 * @param code of an ES module that esbuild made
 * @param name of the chunk, for errors
 * @returns the same with its imports and exports of chunks as CommonJS
 */
export function withLocalBindings(code, name) {
  const [head = ''] = imports.exec(code) ?? [];
  const required = head.replaceAll(/import (?:(\{[^}]*\}) from )?("\.\/[^"]+");/g, (_, names, path) =>
    names === undefined ? `require(${path});` : `const ${names.replaceAll(' as ', ': ')} = require(${path});`,
  );
  // A whole package of CommonJS that is loaded on demand.
  const body = code
    .slice(head.length)
    .replace(/^export default (.*);$/m, 'const whole = $1;\nexport {\n  whole as default\n};');
  const last = exports.exec(body);
  const rest = last === null ? body : body.slice(0, last.index);
  if (/^(?:import [^(]*? from "\.\/[^"]+";|export [{*])/m.test(rest))
    throw new Error(`${name}: an import or export is not where it was`);
  const exported = (last?.[1] ?? '').split(/,?\n/).filter((line) => line !== '');
  const fields = exported.map((line) => {
    const [local, as = local] = line.trim().split(' as ');
    refuseChanging(local, rest, name);
    return `${as}: ${local}`;
  });
  const onDemand = rest.replaceAll(/\bimport\(("\.\/[^"]+")\)/g, 'Promise.resolve().then(() => require($1))');
  return `${required}${onDemand}module.exports = { ${fields.join(', ')} };\n`;
}

/** Who imports a variable would not see that it changes later. */
function refuseChanging(local, code, name) {
  const assignments =
    code.match(new RegExp(`(?<![\\w$.])${local.replaceAll('$', '\\$')} (?:[-+*/|&?]{0,2})=(?!=) `, 'g')) ?? [];
  if (assignments.length > 1) throw new Error(`${name}: ${local} is exported and may change`);
}
