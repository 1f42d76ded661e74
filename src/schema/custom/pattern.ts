import { RE2JS } from 're2js';
import { quote } from '../values/value.ts';

const known = new Map<string, RE2JS | Error>();

/** Go's regular expressions, which the API server uses, run in time linear in the text; JavaScript's can run for ever. */
function compile(pattern: string): RE2JS | Error {
  let compiled = known.get(pattern);
  if (compiled === undefined) {
    try {
      compiled = RE2JS.compile(pattern);
    } catch (error) {
      compiled = error as Error;
    }
    known.set(pattern, compiled);
  }
  return compiled;
}

/** True when `pattern` is found somewhere in `text`; false for what is no regular expression. */
export function matchesPattern(pattern: string, text: string): boolean {
  const compiled = compile(pattern);
  return !(compiled instanceof Error) && compiled.matcher(text).find();
}

/** Why a pattern is none of RE2's, in its words; undefined where it is one. */
export function regexSyntaxProblem(pattern: string): string | undefined {
  const compiled = compile(pattern);
  return compiled instanceof Error
    ? `${quote(pattern)} is no regular expression in RE2's syntax: ${compiled.message}`
    : undefined;
}
