import { quote } from '../fmt/quote.ts';
import type { Token, TokenType } from '../lexer/token.ts';
import { numberOf, unquote } from './literals.ts';
import { nodeText } from './node-text.ts';
import type { CommandNode, OperandNode, PipeNode } from './nodes.ts';
import { deepest, type State } from './state.ts';

const startsOperand = new Set<TokenType>([
  'bool',
  'charConstant',
  'complex',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'rawString',
  'string',
  'variable',
  'leftParen',
]);
/** What can only be the first command of a pipeline: it takes no argument. */
const isNotExecutable = new Set<OperandNode['type']>(['bool', 'dot', 'nil', 'number', 'string']);

/** Commands and what they are assigned to, up to and with the token `end`. `context` is for messages. */
export function parsePipeline(state: State, context: string, end: 'rightDelimiter' | 'rightParen'): PipeNode {
  const { tokens } = state;
  const { at } = tokens.peekNonSpace();
  const { variables, isAssignment } = parseVariables(state, context);
  const commands: CommandNode[] = [];
  for (let token = tokens.peekNonSpace(); token.type !== end; token = tokens.peekNonSpace()) {
    if (startsOperand.has(token.type)) commands.push(parseCommand(state));
    else {
      tokens.next();
      state.unexpected(token, context);
    }
  }
  tokens.next();
  if (commands.length === 0) state.fail(`missing value for ${context}`);
  const stage = commands.findIndex(({ operands }, i) => i > 0 && isNotExecutable.has(operands[0]!.type));
  if (stage > 0) state.fail(`non executable command in pipeline stage ${stage + 1}`);
  return { type: 'pipe', at, variables, isAssignment, commands };
}

function parseVariables(state: State, context: string): Pick<PipeNode, 'variables' | 'isAssignment'> {
  const { tokens } = state;
  const variables: string[] = [];
  while (tokens.nextIs('variable')) {
    const mark = tokens.mark;
    const { text: name } = tokens.next();
    const next = tokens.peekNonSpace();
    const isComma = next.type === 'char' && next.text === ',';
    if (next.type !== 'assign' && next.type !== 'declare' && !isComma) {
      tokens.back(mark);
      break;
    }
    tokens.next();
    variables.push(name);
    state.variables.push(name);
    if (!isComma) return { variables, isAssignment: next.type === 'assign' };
    if (context !== 'range' || variables.length > 1) state.fail(`too many declarations in ${context}`);
    if (!['variable', 'rightDelimiter', 'rightParen'].includes(tokens.peekNonSpace().type)) {
      state.fail('range can only initialize variables');
    }
  }
  return { variables, isAssignment: false };
}

/** Operands with spaces between them, up to and with a `|`, or up to the end of the pipeline. */
function parseCommand(state: State): CommandNode {
  const { tokens } = state;
  const { at } = tokens.peekNonSpace();
  const operands: OperandNode[] = [];
  for (;;) {
    tokens.peekNonSpace();
    const operand = parseOperand(state);
    if (operand !== undefined) operands.push(operand);
    const mark = tokens.mark;
    const token = tokens.next();
    if (token.type === 'space') continue;
    if (token.type === 'rightDelimiter' || token.type === 'rightParen') tokens.back(mark);
    else if (token.type !== 'pipe') state.unexpected(token, 'operand');
    break;
  }
  if (operands.length === 0) state.fail('empty command');
  return { type: 'command', at, operands };
}

/** A term with the fields that follow it. */
function parseOperand(state: State): OperandNode | undefined {
  const { tokens } = state;
  const term = parseTerm(state);
  if (term === undefined || tokens.peek().type !== 'field') return term;
  const { at } = tokens.peek();
  const fields: string[] = [];
  while (tokens.peek().type === 'field') fields.push(tokens.next().text.slice(1));
  switch (term.type) {
    case 'field':
    case 'variable':
      return { ...term, at, fields: [...term.fields, ...fields] };
    case 'pipe':
    case 'identifier':
      return { type: 'chain', at, of: term, fields };
    default:
      return state.fail(`unexpected . after term ${quote(nodeText(term))}`);
  }
}

function parseTerm(state: State): OperandNode | undefined {
  const { tokens } = state;
  const mark = tokens.mark;
  const token = tokens.nextNonSpace();
  const { at, text } = token;
  switch (token.type) {
    case 'identifier':
      if (!state.source.isFunction(text)) state.fail(`function ${quote(text)} not defined`);
      return { type: 'identifier', at, name: text };
    case 'dot':
    case 'nil':
      return { type: token.type, at };
    case 'variable':
      if (!state.variables.includes(text)) state.fail(`undefined variable ${quote(text)}`);
      return { type: 'variable', at, name: text, fields: [] };
    case 'field':
      return { type: 'field', at, fields: [text.slice(1)] };
    case 'bool':
      return { type: 'bool', at, value: text === 'true' };
    case 'charConstant':
    case 'number':
    case 'complex':
      // Only for its errors: what it says is read again by whoever compiles it.
      state.literal(() => numberOf(text));
      return { type: 'number', at, text };
    case 'leftParen':
      return parseParenthesized(state);
    case 'string':
    case 'rawString':
      return { type: 'string', at, quoted: text, value: parseString(state, token) };
    default:
      tokens.back(mark);
      return undefined;
  }
}

function parseParenthesized(state: State): PipeNode {
  if (state.parenthesisDepth >= deepest.parentheses) state.fail('max expression depth exceeded');
  state.parenthesisDepth++;
  const pipe = parsePipeline(state, 'parenthesized pipeline', 'rightParen');
  state.parenthesisDepth--;
  return pipe;
}

/** What a string's token stands for, quoted in either way. */
export const parseString = (state: State, token: Token): string => state.literal(() => unquote(token.text));
