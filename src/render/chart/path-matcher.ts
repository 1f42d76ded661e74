/** What one character must be. */
export type Test = (character: string) => boolean;

/** A part of a pattern: one character, any number of them, or one of several patterns. */
export type Part = { readonly test: Test; readonly isMany: boolean } | { readonly either: readonly Part[][] };

export const notSlash: Test = (character) => character !== '/';
export const one = (test: Test): Part => ({ test, isMany: false });
export const exactly = (wanted: string): Part => one((character) => character === wanted);

/**
 * A test whether a whole path is as the parts say, one after the other. It takes time by the lengths of both: all places of
 * the pattern that a path's start may lead to are followed at once.
 */
export function pathMatcher(parts: readonly Part[]): (path: string) => boolean {
  const end: Place = { test: undefined, isMany: false, next: [] };
  const start = placesOf(parts, end);
  return (path) => {
    let reached = new Set<Place>();
    reach(start, reached);
    for (const character of path) {
      const next = new Set<Place>();
      for (const place of reached) {
        if (place.test?.(character)) reach(place.isMany ? place : place.next[0]!, next);
      }
      reached = next;
    }
    return reached.has(end);
  };
}

/** A place in a pattern: before a character, or where it goes on in several ways. */
interface Place {
  readonly test: Test | undefined;
  readonly isMany: boolean;
  readonly next: readonly Place[];
}

const placesOf = (parts: readonly Part[], end: Place): Place =>
  parts.reduceRight<Place>(
    (next, part) =>
      'either' in part
        ? { test: undefined, isMany: false, next: part.either.map((one) => placesOf(one, next)) }
        : { ...part, next: [next] },
    end,
  );

/** Adds a place, and those that are reached from it without a character. */
function reach(place: Place, reached: Set<Place>): void {
  if (reached.has(place)) return;
  reached.add(place);
  if (place.test === undefined || place.isMany) for (const next of place.next) reach(next, reached);
}
