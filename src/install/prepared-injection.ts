import { createHash } from 'node:crypto';
import type { Tree } from '../render/template/parser/nodes.ts';
import { preparedTrees, type TreePlaces, treesAt } from '../render/template/parser/prepared.ts';

/** What injection templates were parsed to ahead of time, by a digest of name and text. */
export type PreparedInjection = Readonly<Record<string, TreePlaces>>;

export const digest = (name: string, text: string): string =>
  createHash('sha256').update(`${name}\0${text}`).digest('base64');

/**
 * The trees of an injection template that was prepared: for `Template.add`, instead of `parse`. Undefined for any other.
 * @param all the trees of all that were prepared
 */
export function preparedInjection(
  prepared: PreparedInjection,
  all: string,
  name: string,
  text: string,
): Tree[] | undefined {
  const places = prepared[digest(name, text)];
  return places && preparedTrees({ text, trees: treesAt(places, all) }, name);
}
