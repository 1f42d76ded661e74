/**
 * What a check of one value says: what is wrong with it and what is allowed, in words that follow the field's path and a
 * colon; undefined when nothing is.
 */
export type Problem = string | undefined;

const longest = 80;

/** A text as messages show it: quoted, and cut where it is long. */
export const quote = (text: string): string =>
  JSON.stringify(text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
