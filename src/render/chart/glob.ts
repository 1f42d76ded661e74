import { exactly, notSlash, one, type Part, pathMatcher, type Test } from './path-matcher.ts';

/**
 * Whether paths match a pattern, as the library gobwas/glob has it for Helm: `*` and `?` stop at slashes, `**` does not,
 * `[a-z]`, `[!a]`, `{this,that}`, and a backslash takes the meaning away. What is no pattern matches all.
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  const parts = parse(pattern);
  return parts === undefined ? () => true : pathMatcher(parts);
}

const any: Test = () => true;

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
