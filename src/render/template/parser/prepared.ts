import type { StatementNode, Tree } from './nodes.ts';

/** A text that was parsed ahead of time, in JSON's terms. */
export interface PreparedText {
  readonly text: string;
  /** The templates that it defines, in their order: each with the statements of its tree as JSON, to be read when needed. */
  readonly trees: readonly (readonly [name: string, root: string])[];
}

/** Where the trees of one text are among those of many. */
export type TreePlaces = readonly (readonly [name: string, start: number, end: number])[];

/** Trees of many texts in one, as JSON, so that those that are not needed need not even be taken apart. */
export class CollectedTrees {
  all = '';

  add(trees: Iterable<Tree>): TreePlaces {
    return Array.from(trees, ({ name, root }) => {
      const start = this.all.length;
      this.all += ascii(JSON.stringify(root, withoutDefaults));
      return [name, start, this.all.length] as const;
    });
  }
}

/** The trees of one text, out of those of all. */
export const treesAt = (places: TreePlaces, all: string): PreparedText['trees'] =>
  places.map(([name, start, end]) => [name, all.slice(start, end)] as const);

/** JSON without characters beyond ASCII: its strings take half the room, and nothing need be decoded. */
export const ascii = (json: string): string =>
  json.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Half of all nodes are pipelines without variables. */
const withoutDefaults = (key: string, value: unknown): unknown =>
  (key === 'variables' && (value as readonly string[]).length === 0) || (key === 'isAssignment' && value === false)
    ? undefined
    : value;

/**
 * The trees of a text that was prepared. Most templates of a set are not executed in a run, so that most trees are never read.
 * @param parseName the name that the text was parsed under
 */
export const preparedTrees = ({ text, trees }: PreparedText, parseName: string): Tree[] =>
  trees.map(([name, root]) => new PreparedTree(name, parseName, text, root));

class PreparedTree implements Tree {
  #root: readonly StatementNode[] | undefined;

  constructor(
    readonly name: string,
    readonly parseName: string,
    readonly text: string,
    private readonly json: string,
  ) {}

  get root(): readonly StatementNode[] {
    this.#root ??= JSON.parse(this.json) as readonly StatementNode[];
    return this.#root;
  }
}
