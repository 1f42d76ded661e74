import { distance } from 'fastest-levenshtein';
import { listNames } from './list-names.ts';

/**
 * The candidate that a mistyped `word` most likely means, or undefined when none is close.
 *
 * @param most how many letters may be wrong: a third of them, unless it says otherwise
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  most = Math.max(1, Math.floor(word.length / 3)),
): string | undefined {
  let best: string | undefined;
  let bestDistance = most + 1;
  for (const candidate of candidates) {
    // The distance is at least the difference in length: a word of a megabyte is compared with nothing.
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const [a, b] = [word.toLowerCase(), candidate.toLowerCase()];
    const d = isSwap(a, b) ? 1 : distance(a, b);
    if (d < bestDistance) [best, bestDistance] = [candidate, d];
  }
  return best;
}

/** True where two neighbours changed places: of all slips the commonest. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at + 1 < a.length && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** ` Did you mean "x"?`, or nothing: to end a sentence about an unknown word. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const guess = nearest(word, candidates);
  return guess === undefined ? '' : ` Did you mean "${guess}"?`;
}

/** ` Did you mean "x"?`, or what there is to choose from: to end a sentence about an unknown name. */
export function ratherOneOf(word: string, names: Iterable<string>): string {
  const all = [...names];
  return didYouMean(word, all) || (all.length === 0 ? '' : ` There is ${listNames(all)}.`);
}
