import { RE2JS, RE2JSException } from 're2js';

/**
 * Whether paths match a pattern, as the library gobwas/glob has it for Helm: `*` and `?` stop at slashes, `**` does not,
 * `[a-z]`, `[!a]`, `{this,that}`, and a backslash takes the meaning away. What is no pattern matches all.
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  const expression = compiled(pattern);
  return expression === undefined ? () => true : (path) => expression.matches(path);
}

function compiled(pattern: string): RE2JS | undefined {
  const source = translated(pattern);
  if (source === undefined) return undefined;
  try {
    return RE2JS.compile(source, RE2JS.DOTALL);
  } catch (error) {
    if (error instanceof RE2JSException) return undefined;
    throw error;
  }
}

const quoted = (character: string): string => character.replace(/[\\.+*?()|[\]{}^$]/, '\\$&');

function translated(pattern: string): string | undefined {
  let source = '';
  let depth = 0;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i]!;
    if (character === '\\') source += quoted(pattern[++i] ?? '\\');
    else if (character === '*') {
      let end = i;
      while (pattern[end + 1] === '*') end++;
      source += end > i ? '.*' : '[^/]*';
      i = end;
    } else if (character === '?') source += '[^/]';
    else if (character === '{') {
      source += '(?:';
      depth++;
    } else if (character === '}' && depth > 0) {
      source += ')';
      depth--;
    } else if (character === ',' && depth > 0) source += '|';
    else if (character === '[') {
      const match = /^\[(!?)([^\]]+)\]/.exec(pattern.slice(i));
      if (match === null) return undefined;
      const isRange = /^.-.$/su.test(match[2]!);
      const set = isRange ? match[2]!.replace(/[\\\]^]/g, '\\$&') : match[2]!.replace(/[\\\]^-]/g, '\\$&');
      source += `[${match[1] === '' ? '' : '^'}${set}]`;
      i += match[0].length - 1;
    } else source += quoted(character);
  }
  return depth === 0 ? source : undefined;
}
