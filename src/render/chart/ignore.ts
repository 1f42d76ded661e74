import { base } from '../functions/paths.ts';
import { decode } from '../template/model/text.ts';
import { ChartError, type ChartFile } from './chart.ts';

interface Rule {
  readonly pattern: RegExp;
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
  const pattern = fileName(text.replace(/^\//, ''));
  if (pattern === undefined) throw new ChartError(`${place}: syntax error in pattern ${JSON.stringify(line)}`);
  return [{ pattern, negated, foldersOnly, byName: !text.includes('/') }];
}

function isIgnored(rules: readonly Rule[], path: string, isFolder: boolean): boolean {
  for (const { pattern, negated, foldersOnly, byName } of rules) {
    const matches = pattern.test(byName ? base(path) : path);
    if (negated) {
      if ((foldersOnly && !isFolder) || !matches) return true;
    } else if (matches && (!foldersOnly || isFolder)) return true;
  }
  return false;
}

/** Go's filepath.Match: `*` and `?` stop at slashes. Undefined for what is no pattern. */
function fileName(pattern: string): RegExp | undefined {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i]!;
    if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '[') {
      const match = /^\[(\^?)((?:\\.|[^\]\\])+)\]/s.exec(pattern.slice(i));
      if (match === null) return undefined;
      source += `[${match[1]}${match[2]!.replace(/[[^]/g, '\\$&')}]`;
      i += match[0].length - 1;
    } else if (character === '\\') {
      if (++i === pattern.length) return undefined;
      source += pattern[i]!.replace(/[^\w\s]/, '\\$&');
    } else source += character.replace(/[.+()|{}^$\]/-]/, '\\$&');
  }
  try {
    return new RegExp(`^${source}$`, 's');
  } catch {
    return undefined;
  }
}
