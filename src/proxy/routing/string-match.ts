import { RE2JS } from 're2js';
import { remembered } from '../../base/remembered.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';

/** An expression of RE2; one that cannot be read matches nothing, for istiod refuses it. */
const compiled = remembered((pattern: string): RE2JS | undefined => {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
});

/** True where the expression is for the whole text (Envoy, RegexMatcher). */
export const matchesWhole = (pattern: string, text: string): boolean => compiled(pattern)?.matches(text) ?? false;

/** Replaces all that the expression finds; `\1` is its first group (Envoy, RegexMatchAndSubstitute). */
export function substitute(pattern: string, substitution: string, text: string): string {
  const found = compiled(pattern);
  if (found === undefined) return text;
  const replacement = substitution.replaceAll('$', '$$$$').replace(/\\(\d)/g, '$$$1');
  return found.matcher(text).replaceAll(replacement);
}

/** A StringMatch of Istio: `exact`, `prefix` or `regex`. */
export const stringMatch = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

/** One that says nothing, and the expression `*`, ask only that something is there (istiod's canBeConvertedToPresentMatch). */
export const isPresence = ({ exact, prefix, regex }: JsonObject): boolean =>
  regex === '*' || [exact, prefix, regex].every((one) => typeof one !== 'string');

/** Whether a value is as a StringMatch says, which is none of mere presence. */
export function matchesString({ exact, prefix, regex }: JsonObject, value: string): boolean {
  if (typeof exact === 'string') return value === exact;
  if (typeof prefix === 'string') return value.startsWith(prefix);
  return typeof regex === 'string' && matchesWhole(regex, value);
}
