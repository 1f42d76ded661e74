/**
 * The tree of a template: plain data, which JSON holds as it is. `at` is where errors say that a node is: an offset into the
 * text.
 */
export type Node = StatementNode | PipeNode | CommandNode | OperandNode;

/** What stands on its own in a template. */
export type StatementNode =
  | { readonly type: 'text'; readonly at: number; readonly text: string }
  | { readonly type: 'action'; readonly at: number; readonly pipe: PipeNode }
  | BranchNode
  | { readonly type: 'template'; readonly at: number; readonly name: string; readonly pipe?: PipeNode | undefined }
  | { readonly type: 'break' | 'continue'; readonly at: number };

export interface BranchNode {
  readonly type: 'if' | 'range' | 'with';
  readonly at: number;
  readonly pipe: PipeNode;
  readonly list: readonly StatementNode[];
  readonly elseList?: readonly StatementNode[] | undefined;
}

export interface PipeNode {
  readonly type: 'pipe';
  readonly at: number;
  /** Variables that get the value, if any; those of an assignment exist already. */
  readonly variables?: readonly string[] | undefined;
  readonly isAssignment?: boolean | undefined;
  readonly commands: readonly CommandNode[];
}

export interface CommandNode {
  readonly type: 'command';
  readonly at: number;
  /** What is called, or is the value, and its arguments. */
  readonly operands: readonly OperandNode[];
}

export type OperandNode =
  | PipeNode
  | { readonly type: 'identifier'; readonly at: number; readonly name: string }
  | { readonly type: 'field'; readonly at: number; readonly fields: readonly string[] }
  | { readonly type: 'variable'; readonly at: number; readonly name: string; readonly fields: readonly string[] }
  | ChainNode
  | { readonly type: 'dot' | 'nil'; readonly at: number }
  | { readonly type: 'bool'; readonly at: number; readonly value: boolean }
  | NumberNode
  | { readonly type: 'string'; readonly at: number; readonly quoted: string; readonly value: string };

/** Fields of a parenthesized pipeline's, or of a function's, value. */
export interface ChainNode {
  readonly type: 'chain';
  readonly at: number;
  readonly of: PipeNode | Extract<OperandNode, { type: 'identifier' }>;
  readonly fields: readonly string[];
}

/** A number, or a character in its marks: `numberOf` (literals.ts) says what it is. */
export interface NumberNode {
  readonly type: 'number';
  readonly at: number;
  readonly text: string;
}

export type OperandOf<T extends OperandNode['type']> = Extract<OperandNode, { type: T }>;
export type StatementOf<T extends StatementNode['type']> = Extract<StatementNode, { type: T }>;

/** A template as it was parsed. */
export interface Tree {
  readonly name: string;
  /** Of the text that it is part of. */
  readonly parseName: string;
  readonly text: string;
  readonly root: readonly StatementNode[];
}

/** True for a template of nothing but blanks. */
export const isEmpty = (root: readonly StatementNode[]): boolean =>
  root.every((node) => node.type === 'text' && /^\p{White_Space}*$/u.test(node.text));
