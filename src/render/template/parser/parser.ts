import { quote } from '../fmt/quote.ts';
import { lex } from '../lexer/lexer.ts';
import type { Token } from '../lexer/token.ts';
import type { BranchNode, PipeNode } from './nodes.ts';
import { isEmpty, type StatementNode, type Tree } from './nodes.ts';
import { parsePipeline, parseString } from './pipeline.ts';
import { deepest, type Source, State } from './state.ts';
import { Tokens } from './tokens.ts';

/** What ends a list of statements. */
type Terminator = 'end' | 'else';

export interface ParseOptions {
  readonly left: string;
  readonly right: string;
  isFunction(name: string): boolean;
}

/**
 * The templates that a text defines, with the text itself under `name`.
 * @throws ParseError
 */
export function parse(name: string, text: string, options: ParseOptions): ReadonlyMap<string, Tree> {
  const source: Source = {
    name,
    text,
    tokens: new Tokens(lex(text, options)),
    trees: new Map(),
    isFunction: options.isFunction,
  };
  const state: State = new State(source, 0);
  const root: StatementNode[] = [];
  while (source.tokens.peek().type !== 'eof') {
    if (skipDefine(state)) continue;
    const node = parseStatement(state);
    if (isTerminator(node)) state.fail(`unexpected {{${node}}}`);
    root.push(node);
  }
  add(state, name, root);
  return source.trees;
}

const isTerminator = (node: StatementNode | Terminator): node is Terminator => typeof node === 'string';

/** A template of that name, unless one is there that is not empty. */
function add(state: State, name: string, root: readonly StatementNode[]): void {
  const { trees, name: parseName, text } = state.source;
  const before = trees.get(name);
  if (before === undefined || isEmpty(before.root)) trees.set(name, { name, parseName, text, root });
  else if (!isEmpty(root)) state.fail(`template: multiple definition of template ${quote(name)}`);
}

/** Reads a `define`, which may only stand at the top; false where there is none. */
function skipDefine(state: State): boolean {
  const { tokens } = state;
  if (tokens.peek().type !== 'leftDelimiter') return false;
  const mark = tokens.mark;
  tokens.next();
  if (tokens.nextNonSpace().type !== 'define') {
    tokens.back(mark);
    return false;
  }
  const inner = new State(state.source, 0);
  const context = 'define clause';
  const name = parseString(inner, inner.expect(['string', 'rawString'], context));
  inner.expect(['rightDelimiter'], context);
  parseBody(inner, name, context);
  return true;
}

function parseBody(state: State, name: string, context: string): void {
  const [root, terminator] = parseList(state);
  if (terminator !== 'end') state.fail(`unexpected {{${terminator}}} in ${context}`);
  add(state, name, root);
}

function parseList(state: State): readonly [readonly StatementNode[], Terminator] {
  const { tokens } = state;
  const nodes: StatementNode[] = [];
  while (!tokens.nextIs('eof')) {
    const node = parseStatement(state);
    if (isTerminator(node)) return [nodes, node];
    nodes.push(node);
  }
  return state.fail('unexpected EOF');
}

function parseStatement(state: State): StatementNode | Terminator {
  const token = state.tokens.nextNonSpace();
  switch (token.type) {
    case 'text':
      return { type: 'text', at: token.at, text: token.text };
    case 'leftDelimiter': {
      state.actionLine = token.line;
      const node = parseAction(state);
      state.actionLine = 0;
      return node;
    }
    default:
      return state.unexpected(token, 'input');
  }
}

function parseAction(state: State): StatementNode | Terminator {
  const { tokens } = state;
  const token = tokens.peekNonSpace();
  switch (token.type) {
    case 'if':
    case 'range':
    case 'with':
      tokens.next();
      return parseBranch(state, token.type);
    case 'block':
      tokens.next();
      return parseBlock(state);
    case 'template':
      tokens.next();
      return parseTemplate(state);
    case 'break':
    case 'continue':
      tokens.next();
      return parseJump(state, token, token.type);
    case 'else':
      tokens.next();
      if (!tokens.nextIs('if') && !tokens.nextIs('with')) state.expect(['rightDelimiter'], 'else');
      return 'else';
    case 'end':
      tokens.next();
      state.expect(['rightDelimiter'], 'end');
      return 'end';
    default:
      return { type: 'action', at: token.at, pipe: parsePipeline(state, 'command', 'rightDelimiter') };
  }
}

function parseJump(state: State, { at }: Token, type: 'break' | 'continue'): StatementNode {
  const token = state.tokens.nextNonSpace();
  if (token.type !== 'rightDelimiter') state.unexpected(token, `{{${type}}}`);
  if (state.rangeDepth === 0) state.fail(`{{${type}}} outside {{range}}`);
  return { type, at };
}

function parseBranch(state: State, type: BranchNode['type']): BranchNode {
  const { tokens } = state;
  const scope = state.variables.length;
  if (++state.blockDepth > deepest.blocks) state.fail(`blocks are nested more than ${deepest.blocks} deep`);
  const pipe = parsePipeline(state, type, 'rightDelimiter');
  if (type === 'range') state.rangeDepth++;
  const [list, terminator] = parseList(state);
  if (type === 'range') state.rangeDepth--;
  const elseList = terminator === 'else' ? parseElse(state, type) : undefined;
  state.blockDepth--;
  state.variables.length = scope;
  return { type, at: pipe.at, pipe, list, elseList };

  /** What `else` leads to: its list, or the `if` or `with` that goes on in the same action and has the same end. */
  function parseElse(state: State, type: BranchNode['type']): readonly StatementNode[] {
    const next = tokens.peek().type;
    if ((next === 'if' || next === 'with') && next === type) {
      tokens.next();
      return [parseBranch(state, next)];
    }
    const [list, terminator] = parseList(state);
    if (terminator !== 'end') state.fail('expected end; found {{else}}');
    return list;
  }
}

function parseBlock(state: State): StatementNode {
  const context = 'block clause';
  const token = state.tokens.nextNonSpace();
  const name = parseTemplateName(state, token, context);
  const pipe = parsePipeline(state, context, 'rightDelimiter');
  parseBody(new State(state.source, state.blockDepth + 1), name, context);
  return { type: 'template', at: token.at, name, pipe };
}

function parseTemplate(state: State): StatementNode {
  const { tokens } = state;
  const context = 'template clause';
  const token = tokens.nextNonSpace();
  const name = parseTemplateName(state, token, context);
  let pipe: PipeNode | undefined;
  if (tokens.nextIs('rightDelimiter')) tokens.next();
  else pipe = parsePipeline(state, context, 'rightDelimiter');
  return { type: 'template', at: token.at, name, pipe };
}

function parseTemplateName(state: State, token: Token, context: string): string {
  if (token.type !== 'string' && token.type !== 'rawString') state.unexpected(token, context);
  return parseString(state, token);
}
