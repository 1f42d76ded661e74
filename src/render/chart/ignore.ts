import { base } from '../functions/paths.ts';
import { decode } from '../template/model/text.ts';
import { ChartError, type ChartFile } from './chart.ts';
import { exactly, notSlash, one, type Part, pathMatcher, type Test } from './path-matcher.ts';

interface Rule {
  readonly matches: (path: string) => boolean;
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  /** Only the last name of a path counts. */
  readonly byName: boolean;
}

/** What Helm always leaves out: hidden files among templates. */
const always = 'templates/.?*';

/**
 * A chart's files without those that its .helmignore names, which has Go's file patterns, one a line.
 * @throws ChartError for patterns that Helm refuses
 */
export function withoutIgnored(files: readonly ChartFile[], origin: string): ChartFile[] {
  const file = files.find(({ path }) => path === '.helmignore');
  const lines = file === undefined ? [] : decode(file.bytes).split('\n');
  const rules = [...lines, always].flatMap((line) => ruleOf(line.trim(), `${origin}/.helmignore`));
  return files.filter(({ path }) => {
    const parts = path.split('/');
    // A folder that is left out takes all in it along.
    return !parts.some((_, i) => isIgnored(rules, parts.slice(0, i + 1).join('/'), i < parts.length - 1));
  });
}

function ruleOf(line: string, place: string): Rule[] {
  if (line === '' || line.startsWith('#')) return [];
  if (line.includes('**')) throw new ChartError(`${place}: double-star (**) syntax is not supported`);
  const negated = line.startsWith('!');
  const foldersOnly = line.endsWith('/');
  const text = line.slice(negated ? 1 : 0, foldersOnly ? -1 : undefined);
  const matches = fileMatcher(text.replace(/^\//, ''));
  if (matches === undefined) throw new ChartError(`${place}: syntax error in pattern ${JSON.stringify(line)}`);
  return [{ matches, negated, foldersOnly, byName: !text.includes('/') }];
}

function isIgnored(rules: readonly Rule[], path: string, isFolder: boolean): boolean {
  for (const { matches, negated, foldersOnly, byName } of rules) {
    const isMatch = matches(byName ? base(path) : path);
    if (negated) {
      if ((foldersOnly && !isFolder) || !isMatch) return true;
    } else if (isMatch && (!foldersOnly || isFolder)) return true;
  }
  return false;
}

/** Go's filepath.Match: `*` and `?` stop at slashes. Undefined for what is no pattern. */
function fileMatcher(pattern: string): ((path: string) => boolean) | undefined {
  const characters = Array.from(pattern);
  const parts: Part[] = [];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i]!;
    if (character === '*') parts.push({ test: notSlash, isMany: true });
    else if (character === '?') parts.push(one(notSlash));
    else if (character === '[') {
      const set = readSet(characters, i + 1);
      if (set === undefined) return undefined;
      parts.push(one(set.test));
      i = set.end;
    } else if (character === '\\') {
      if (++i === characters.length) return undefined;
      parts.push(exactly(characters[i]!));
    } else parts.push(exactly(character));
  }
  return pathMatcher(parts);
}

/** The characters and ranges from `start` up to a bracket, which is at `end`; undefined where they are no set. */
function readSet(characters: readonly string[], start: number): { test: Test; end: number } | undefined {
  const isNegated = characters[start] === '^';
  let at = isNegated ? start + 1 : start;
  /** A hyphen or a bracket stands for itself behind a backslash only. */
  const next = (): number | undefined => {
    if (characters[at] === '\\') at++;
    else if (characters[at] === '-' || characters[at] === ']') return undefined;
    return characters[at++]?.codePointAt(0);
  };
  const ranges: [from: number, to: number][] = [];
  while (ranges.length === 0 || characters[at] !== ']') {
    const from = next();
    const isRange = from !== undefined && characters[at] === '-';
    if (isRange) at++;
    const to = isRange ? next() : from;
    if (from === undefined || to === undefined) return undefined;
    ranges.push([from, to]);
  }
  const test: Test = (character) => {
    const point = character.codePointAt(0)!;
    return ranges.some(([from, to]) => from <= point && point <= to) !== isNegated;
  };
  return { test, end: at };
}
