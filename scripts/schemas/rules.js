// The CEL rules of a schema, and what else ajv does not check, as one JavaScript function for each of its definitions that
// holds any. What they say costs nothing until something is wrong: a place is made only to report it.
import { isSafe, toJavaScript } from './cel.js';

/**
 * @param schema self-contained, as `bundle` gives it
 * @param entry the definition to start from
 * @param from the folder of CEL's functions, src/schema/cel, as the module is to import it
 * @returns the text of a module that exports `checkRules`, which reports on the value of a field
 */
export function ruleModule(schema, entry, from) {
  const holds = definitionsWithRules(schema);
  const done = new Map();
  const queue = [entry];
  for (const name of queue) {
    if (done.has(name)) continue;
    const writer = new FunctionWriter(holds, (to) => {
      queue.push(to);
      return functionName(to);
    });
    const lines = writer.node(schema.$defs[name], 'self', []);
    done.set(name, `function ${functionName(name)}(self, field) {\n${lines.join('\n')}\n}`);
  }
  const head = `import * as cel from '${from}/functions.ts';\nimport { base64, eachOnce, fail, holds, int32, int64 } from '${from}/report.ts';`;
  return `${head}\n\n${[...done.values()].join('\n\n')}\n\nexport const checkRules = ${functionName(entry)};\n`;
}

const functionName = (definition) => `check${definition.replace(/\W/g, '_')}`;

/** Writes the statements that check one definition; variables are numbered, since blocks nest. */
class FunctionWriter {
  #variables = 0;

  constructor(holds, refer) {
    this.holds = holds;
    this.refer = refer;
  }

  /**
   * Statements for a node of the schema, none where nothing in it holds a rule.
   *
   * @param self the variable that holds the value
   * @param steps the JavaScript of the steps that lead to it from `field`
   */
  node(node, self, steps) {
    const field = steps.length === 0 ? 'field' : `field.at(${steps.join(', ')})`;
    const lines = [];
    if (node.$ref !== undefined && this.holds.has(nameOf(node))) {
      lines.push(`${this.refer(nameOf(node))}(${self}, ${field});`);
    }
    for (const { rule, message } of node['x-kubernetes-validations'] ?? [])
      lines.push(check(rule, message, self, field));
    const keys = node['x-kubernetes-list-map-keys'];
    const reader = readerOf(node);
    if (reader !== undefined) lines.push(`${reader}(${self}, ${field});`);
    if (keys !== undefined) lines.push(`eachOnce(${self}, ${field}, ${JSON.stringify(keys)});`);
    for (const [name, one] of Object.entries(node.properties ?? {})) {
      const key = JSON.stringify(name);
      const value = this.#variable();
      const inner = this.node(one, value, [...steps, key]);
      if (inner.length === 0) continue;
      lines.push(
        `const ${value} = ${self}[${key}];`,
        `if (${value} !== undefined && ${value} !== null) {`,
        ...inner,
        '}',
      );
    }
    return [
      ...lines,
      ...this.#each(node.items, self, steps, false),
      ...this.#each(node.additionalProperties, self, steps, true),
    ];
  }

  #each(part, self, steps, isMap) {
    if (typeof part !== 'object') return [];
    const [key, value] = [this.#variable(), this.#variable()];
    const inner = this.node(part, value, [...steps, key]);
    if (inner.length === 0) return [];
    const loop = isMap ? `const ${key} in ${self}` : `let ${key} = 0; ${key} < ${self}.length; ${key}++`;
    return [`for (${loop}) {`, `const ${value} = ${self}[${key}];`, ...inner, '}'];
  }

  #variable() {
    return `v${this.#variables++}`;
  }
}

/** A rule that can be no error needs no net under it. */
function check(rule, message, self, field) {
  const expression = toJavaScript(rule, self);
  const test = isSafe(rule) ? expression : `holds(() => ${expression})`;
  return `if (!${test}) fail(${JSON.stringify(message)}, ${self}, ${field});`;
}

const nameOf = ({ $ref }) => $ref.slice($ref.lastIndexOf('/') + 1);

/** Formats that are checked here, and by what. */
const formats = { byte: 'base64', int32: 'int32' };
/** Of numbers without any other upper bound, that of what an API server takes for an integer. */
const readerOf = ({ type, format, minimum, maximum }) =>
  type === 'integer' && minimum !== undefined && (maximum ?? format) === undefined ? 'int64' : formats[format];
/** Keywords that are checked here. */
const own = ['x-kubernetes-validations', 'x-kubernetes-list-map-keys'];

/** The names of the definitions that hold a rule, themselves or in what they refer to. */
function definitionsWithRules({ $defs }) {
  const holds = new Set();
  const has = (node) => {
    if (typeof node !== 'object' || node === null) return false;
    if (Array.isArray(node)) return node.some(has);
    if (
      own.some((keyword) => keyword in node) ||
      readerOf(node) !== undefined ||
      (node.$ref !== undefined && holds.has(nameOf(node)))
    )
      return true;
    return Object.values(node).some(has);
  };
  for (let before = -1; before < holds.size; ) {
    before = holds.size;
    for (const [name, node] of Object.entries($defs)) if (has(node)) holds.add(name);
  }
  return holds;
}
