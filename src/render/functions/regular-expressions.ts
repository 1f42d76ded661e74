import { RE2JS, RE2JSException } from 're2js';
import { FunctionError } from '../template/errors.ts';
import { type Functions, type GoFunction, goFunction } from '../template/model/function.ts';
import { boolType, intType, stringType } from '../template/model/types.ts';
import { List, stringListType, strings } from '../template/model/values.ts';

const compiled = new Map<string, RE2JS>();
const kept = 500;

/**
 * A pattern of RE2's syntax.
 * @throws FunctionError where it is none
 */
function compile(pattern: string): RE2JS {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    try {
      expression = RE2JS.compile(pattern);
    } catch (error) {
      if (!(error instanceof RE2JSException)) throw error;
      throw new FunctionError(error.message);
    }
    if (compiled.size >= kept) compiled.clear();
    compiled.set(pattern, expression);
  }
  return expression;
}

interface Match {
  readonly start: number;
  readonly end: number;
  group(name: number | string): string;
}

/** Matches from left to right; an empty one right after another does not count. */
function* matches(expression: RE2JS, text: string): Generator<Match> {
  const matcher = expression.matcher(text);
  let [from, last] = [0, -1];
  while (from <= text.length && matcher.find(from)) {
    const [start, end] = [matcher.start(), matcher.end()];
    if (start !== end || start !== last) {
      const group = (name: number | string): string => {
        const isKnown = typeof name === 'number' ? name <= matcher.groupCount() : name in expression.namedGroups();
        return isKnown ? (matcher.group(name as never) ?? '') : '';
      };
      yield { start, end, group };
      last = end;
    }
    from = end > start ? end : start + (text.codePointAt(start)! > 0xffff ? 2 : 1);
  }
}

const taken = function* <T>(values: Iterable<T>, count: number): Generator<T> {
  if (count === 0) return;
  for (const value of values) {
    yield value;
    if (--count === 0) return;
  }
};

/** At most `count` of them, all when that is negative; Go gives nil for none. */
function findAll(pattern: string, text: string, count: bigint): List {
  const found = [...taken(matches(compile(pattern), text), Number(count))].map(({ start, end }) =>
    text.slice(start, end),
  );
  return found.length === 0 ? new List(stringListType, null) : strings(found);
}

function find(pattern: string, text: string): string {
  for (const { start, end } of matches(compile(pattern), text)) return text.slice(start, end);
  return '';
}

function replaceAll(pattern: string, text: string, replacement: (match: Match) => string): string {
  let result = '';
  let at = 0;
  for (const match of matches(compile(pattern), text)) {
    result += text.slice(at, match.start) + replacement(match);
    at = match.end;
  }
  return result + text.slice(at);
}

/** `$1`, `${1}` and `$name` stand for groups, `$$` for a dollar; the longest name counts. */
const expanded = (template: string) => (match: Match) =>
  template.replace(/\$(?:\$|(\w+)|\{(\w+)\})/g, (all, name?: string, braced?: string) => {
    if (all === '$$') return '$';
    const group = name ?? braced!;
    return match.group(/^\d+$/.test(group) ? Number(group) : group);
  });

function split(pattern: string, text: string, count: bigint): List {
  const limit = Number(count);
  if (limit === 0) return new List(stringListType, null);
  if (pattern !== '' && text === '') return strings(['']);
  const parts: string[] = [];
  let [from, end] = [0, 0];
  for (const match of taken(matches(compile(pattern), text), limit)) {
    if (limit > 0 && parts.length === limit - 1) break;
    end = match.start;
    if (match.end !== 0) parts.push(text.slice(from, end));
    from = match.end;
  }
  if (end !== text.length) parts.push(text.slice(from));
  return strings(parts);
}

const both = (name: string, fn: GoFunction): Functions => ({
  [`regex${name}`]: fn,
  [`mustRegex${name}`]: fn,
});

/**
 * True where a pattern of RE2's syntax matches somewhere in a text.
 * @throws FunctionError for what is no pattern
 */
export function isMatch(pattern: string, text: string): boolean {
  return compile(pattern).matcher(text).find();
}

export const regexFunctions: Functions = {
  ...both(
    'FindAll',
    goFunction({ takes: [stringType, stringType, intType], gives: stringListType }, ([pattern, text, count]) =>
      findAll(pattern, text, count),
    ),
  ),
  ...both(
    'Find',
    goFunction({ takes: [stringType, stringType], gives: stringType }, ([pattern, text]) => find(pattern, text)),
  ),
  ...both(
    'ReplaceAll',
    goFunction({ takes: [stringType, stringType, stringType], gives: stringType }, ([pattern, text, by]) =>
      replaceAll(pattern, text, expanded(by)),
    ),
  ),
  ...both(
    'ReplaceAllLiteral',
    goFunction({ takes: [stringType, stringType, stringType], gives: stringType }, ([pattern, text, by]) =>
      replaceAll(pattern, text, () => by),
    ),
  ),
  ...both(
    'Split',
    goFunction({ takes: [stringType, stringType, intType], gives: stringListType }, ([pattern, text, count]) =>
      split(pattern, text, count),
    ),
  ),
  regexMatch: goFunction({ takes: [stringType, stringType], gives: boolType }, ([pattern, text]) => {
    try {
      return isMatch(pattern, text);
    } catch (error) {
      if (error instanceof FunctionError) return false;
      throw error;
    }
  }),
  mustRegexMatch: goFunction({ takes: [stringType, stringType], gives: boolType }, ([pattern, text]) =>
    isMatch(pattern, text),
  ),
  regexQuoteMeta: goFunction({ takes: [stringType], gives: stringType }, ([text]) =>
    text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&'),
  ),
};
