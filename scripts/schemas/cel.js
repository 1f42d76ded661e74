// CEL rules (x-kubernetes-validations) as JavaScript, ahead of time: an evaluator takes 30 ms to load and 10 µs a rule, too
// long for each of ten thousand resources. @bufbuild/cel parses; what its tree means is written here for the part of CEL
// that schemas/ uses, and a rule outside it stops the build. test/schema/cel compares both on values made at random.
import { parse } from '@bufbuild/cel';

const call = (name) => (args) => `cel.${name}(${args.join(', ')})`;
const infix =
  (operator) =>
  ([left, right]) =>
    `(${left} ${operator} ${right})`;
const method = (name) => (args) => `${args[0]}.${name}(${args.slice(1).join(', ')})`;

/** CEL function → how it is written, given its arguments; of a method, the first is what it is called on. */
const functions = {
  '_+_': infix('+'),
  '_<_': infix('<'),
  '_<=_': infix('<='),
  '_>_': infix('>'),
  '_>=_': infix('>='),
  '_==_': call('equal'),
  '_!=_': (args) => `!${call('equal')(args)}`,
  '!_': ([value]) => `!${value}`,
  '@in': call('isIn'),
  size: call('size'),
  int: call('int'),
  duration: call('duration'),
  url: call('url'),
  isURL: call('isURL'),
  getScheme: method('getScheme'),
  substring: call('substring'),
  contains: method('includes'),
  startsWith: method('startsWith'),
  endsWith: method('endsWith'),
};
/** These never are an error, whatever their arguments, when none of those is one. */
const safe = new Set([
  '_+_',
  '_<_',
  '_<=_',
  '_>_',
  '_>=_',
  '_==_',
  '_!=_',
  '!_',
  '@in',
  'size',
  'contains',
  'startsWith',
  'endsWith',
  'isURL',
  'matches',
  '_?_:_',
]);

/** The JavaScript expression for a CEL rule, with `self` for its own; `cel` is to be src/schema/cel/functions.ts. */
export const toJavaScript = (rule, self = 'self') => write(parse(rule).expr, { self });

/** True for a rule that can be no error. */
export const isSafe = (rule) => isSafeNode(parse(rule).expr);

/** @param names what stands for each of CEL's variables; none where they keep their own names, to compare expressions */
function write({ exprKind: { case: kind, value } }, names) {
  const inner = (node) => write(node, names);
  switch (kind) {
    case 'constExpr':
      return writeConstant(value.constantKind);
    case 'identExpr':
      if (names === undefined) return value.name;
      if (!Object.hasOwn(names, value.name)) throw new Error(`no JavaScript for CEL's ${value.name}`);
      return names[value.name];
    case 'selectExpr':
      return `cel.${value.testOnly ? 'has' : 'select'}(${inner(value.operand)}, ${JSON.stringify(value.field)})`;
    case 'listExpr':
      return `[${value.elements.map(inner).join(', ')}]`;
    case 'structExpr':
      if (value.entries.length === 0) return '{}';
      break;
    case 'callExpr':
      return writeCall(value, names);
    case 'comprehensionExpr':
      return writeMacro(value, names);
  }
  throw new Error(`no JavaScript for CEL's ${kind}`);
}

function writeConstant({ case: kind, value }) {
  if (kind === 'stringValue' || kind === 'boolValue') return JSON.stringify(value);
  if (kind === 'int64Value' && Number.isSafeInteger(Number(value))) return String(value);
  throw new Error(`no JavaScript for CEL's ${kind} ${value}`);
}

function writeCall({ function: name, target, args: given }, names) {
  const all = target === undefined ? given : [target, ...given];
  const field = fieldOr(name, all);
  if (field !== undefined) {
    const { operand, field: key } = field;
    return `cel.fieldOr(${write(operand, names)}, ${JSON.stringify(key)}, ${write(all[2], names)})`;
  }
  const args = all.map((node) => write(node, names));
  if (name === '_?_:_') return `(${args[0]} ? ${args[1]} : ${args[2]})`;
  if (name === '_&&_' || name === '_||_') {
    const both = `${args[0]} ${name.slice(1, 3)} ${args[1]}`;
    return isSafeNode(all[0])
      ? `(${both})`
      : `cel.${name === '_&&_' ? 'and' : 'or'}(() => ${args[0]}, () => ${args[1]})`;
  }
  if (name === 'matches') return `${regex(all[1])}.test(${args[0]})`;
  const how = functions[name];
  if (how === undefined) throw new Error(`no JavaScript for CEL's ${name}`);
  return how(args);
}

/** The field of `has(a.b) ? a.b : c`, which is how CEL writes that c stands for what is not there. */
function fieldOr(name, [test, then]) {
  const field = test?.exprKind.value;
  if (name !== '_?_:_' || test.exprKind.case !== 'selectExpr' || !field.testOnly) return undefined;
  const select = { exprKind: { case: 'selectExpr', value: { ...field, testOnly: false } } };
  return write(then) === write(select) ? field : undefined;
}

/** Only what RE2 and JavaScript read alike. */
function regex({ exprKind: { value } }) {
  const pattern = value.constantKind?.value;
  if (typeof pattern !== 'string' || /\\|\(\?[^:]|\[\[/.test(pattern)) throw new Error(`no JavaScript for ${pattern}`);
  return new RegExp(pattern, 'u').toString();
}

function writeMacro(loop, names) {
  const { name, test } = macro(loop);
  const inner = names && { ...names, [loop.iterVar]: loop.iterVar };
  return `cel.${name}(${write(loop.iterRange, names)}, (${loop.iterVar}) => ${write(test, inner)})`;
}

/** `all`, `exists` and `exists_one`, which the parser has turned into loops: told apart by what they start from. */
function macro({ accuInit, loopStep }) {
  const start = accuInit.exprKind.value.constantKind;
  const { args } = loopStep.exprKind.value;
  if (start?.case === 'boolValue') return { name: start.value ? 'all' : 'exists', test: args[1] };
  if (start?.case === 'int64Value') return { name: 'existsOne', test: args[0] };
  throw new Error("no JavaScript for CEL's map and filter");
}

/** True when an expression can be no error. */
function isSafeNode({ exprKind: { case: kind, value } }) {
  if (kind === 'selectExpr') return value.testOnly && isSafeNode(value.operand);
  if (kind === 'listExpr') return value.elements.every(isSafeNode);
  if (kind === 'comprehensionExpr') return isSafeNode(value.iterRange) && isSafeNode(macro(value).test);
  if (kind !== 'callExpr') return true;
  const args = value.target === undefined ? value.args : [value.target, ...value.args];
  const field = fieldOr(value.function, args);
  if (field !== undefined) return isSafeNode(field.operand) && isSafeNode(args[2]);
  return (safe.has(value.function) || ['_&&_', '_||_'].includes(value.function)) && args.every(isSafeNode);
}
