import type { Tree } from '../render/template/parser/nodes.ts';
import { preparedTrees, type TreePlaces, treesAt } from '../render/template/parser/prepared.ts';

/** What injection templates were parsed to ahead of time, by a digest of name and text. */
export type PreparedInjection = Readonly<Record<string, TreePlaces>>;

/**
 * Tells an injection template from any other: its name, length, and 64 bits of its text (FNV-1a, twice). A cryptographic one
 * would be no better, as the text is the user's own, and loading Node's takes 4 ms of a start of 90.
 */
export function digest(name: string, text: string): string {
  let [low, high] = [0x811c9dc5, 0x050c5d1f];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code ^ (low >>> 13), 0x01000193);
  }
  return `${name} ${text.length} ${low >>> 0} ${high >>> 0}`;
}

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
