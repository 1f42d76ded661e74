/** How much a text may ask of the reader. What goes beyond is refused with a problem that names the limit. */
export interface Limits {
  /** Maps and lists inside each other. */
  readonly nestingDepth: number;
  /** Values that one document's aliases and merge keys stand for, taken together. */
  readonly aliasedValues: number;
  /** UTF-16 units of one document. */
  readonly documentSize: number;
}

/** Far beyond any manifest, and far below what would hurt: Kubernetes itself refuses objects over a few MiB. */
export const defaultLimits: Limits = {
  nestingDepth: 100,
  aliasedValues: 100_000,
  documentSize: 64 * 1024 * 1024,
};

/** The messages for texts that go beyond a limit. */
export const overLimit = {
  nestingDepth: ({ nestingDepth }: Limits) =>
    `maps and lists are nested more than ${nestingDepth} deep (limit nestingDepth): flatten them`,
  aliasedValues: ({ aliasedValues }: Limits) =>
    `aliases and merge keys stand for more than ${aliasedValues} values (limit aliasedValues): write them out`,
  documentSize: ({ documentSize }: Limits) =>
    `this document is longer than ${documentSize} characters (limit documentSize): split it with ---`,
};
