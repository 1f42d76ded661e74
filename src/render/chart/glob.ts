/** What one character must be. */
type Test = (character: string) => boolean;

/** A part of a pattern: one character, any number of them, or one of several patterns. */
type Part = { readonly test: Test; readonly isMany: boolean } | { readonly either: readonly Part[][] };

/**
 * Whether paths match a pattern, as the library gobwas/glob has it for Helm: `*` and `?` stop at slashes, `**` does not,
 * `[a-z]`, `[!a]`, `{this,that}`, and a backslash takes the meaning away. What is no pattern matches all.
 *
 * Takes time by the lengths of both: all places of the pattern that a path's start may lead to are followed at once.
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  const parts = parse(pattern);
  if (parts === undefined) return () => true;
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

const notSlash: Test = (character) => character !== '/';
const any: Test = () => true;
const one = (test: Test): Part => ({ test, isMany: false });
const exactly = (wanted: string): Part => one((character) => character === wanted);

/** The parts of a pattern; undefined for what is none. */
function parse(pattern: string): Part[] | undefined {
  const characters = Array.from(pattern);
  let parts: Part[] = [];
  /** For each brace that is open, the patterns that it holds up to here, and what stands before it. */
  const open: { readonly before: Part[]; readonly either: Part[][] }[] = [];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i]!;
    const inner = open.at(-1);
    if (character === '\\') parts.push(exactly(characters[++i] ?? '\\'));
    else if (character === '*') {
      const start = i;
      while (characters[i + 1] === '*') i++;
      parts.push({ test: i > start ? any : notSlash, isMany: true });
    } else if (character === '?') parts.push(one(notSlash));
    else if (character === '{') {
      open.push({ before: parts, either: [] });
      parts = [];
    } else if (character === '}' && inner !== undefined) {
      open.pop();
      parts = [...inner.before, { either: [...inner.either, parts] }];
    } else if (character === ',' && inner !== undefined) {
      inner.either.push(parts);
      parts = [];
    } else if (character === '[') {
      const end = characters.indexOf(']', i);
      const test = setOf(characters.slice(i + 1, Math.max(i, end)));
      if (test === undefined) return undefined;
      parts.push(one(test));
      i = end;
    } else parts.push(exactly(character));
  }
  return open.length === 0 ? parts : undefined;
}

/** Characters between brackets; undefined where there are none, and for a range from its end to its start. */
function setOf(characters: readonly string[]): Test | undefined {
  const isNegated = characters[0] === '!' && characters.length > 1;
  const all = isNegated ? characters.slice(1) : characters;
  const [from = '', dash, to = ''] = all;
  if (from === '') return undefined;
  if (all.length !== 3 || dash !== '-') return (character) => all.includes(character) !== isNegated;
  const [least, most] = [from.codePointAt(0)!, to.codePointAt(0)!];
  if (least > most) return undefined;
  return (character) => {
    const point = character.codePointAt(0)!;
    return (point >= least && point <= most) !== isNegated;
  };
}
