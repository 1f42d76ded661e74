import { FunctionError } from '../../template/errors.ts';
import { joined } from '../../template/model/text.ts';
import type { Value } from '../../template/model/values.ts';
import { jsonEntries, jsonValue } from './json-value.ts';

export interface JsonStyle {
  /** What `<`, `>` and `&` are written as escapes for. */
  readonly escapesHtml?: boolean;
  /** The indentation of a level; undefined writes all on one line. */
  readonly indent?: string;
}

const deepest = 1000;
const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};
/** Bytes that are no UTF-8 are among them, as lone surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes them
const special = /["\\\0-\x1f\u2028\u2029]|[\ud800-\udfff]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes them
const specialInHtml = /["\\\0-\x1f\u2028\u2029<>&]|[\ud800-\udfff]/gu;

const escaped = (character: string): string =>
  escapes[character] ??
  (/[\ud800-\udfff]/u.test(character) ? '\\ufffd' : undefined) ??
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A string as Go's encoding/json writes it; `escapesHtml` for `<`, `>` and `&`. */
export const jsonString = (text: string, escapesHtml = true): string =>
  `"${joined(text).replace(escapesHtml ? specialInHtml : special, escaped)}"`;

/** A number as encoding/json writes it: exponents as JavaScript has them. */
export const jsonNumber = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/**
 * A value as Go's package encoding/json writes it: keys sorted by byte.
 * @throws FunctionError for what JSON has no words for
 */
export function writeJson(value: Value, style: JsonStyle = {}): string {
  const { escapesHtml = true, indent } = style;
  const write = (content: Value, depth: number): string => {
    if (depth > deepest) throw new FunctionError('json: unsupported value: values lie too deep within each other');
    const plain = jsonValue(content);
    if (plain === null) return 'null';
    if (typeof plain === 'string') return jsonString(plain, escapesHtml);
    if (typeof plain === 'number') return jsonNumber(plain);
    if (typeof plain === 'boolean' || typeof plain === 'bigint') return String(plain);
    if (plain instanceof Map) {
      const colon = indent === undefined ? ':' : ': ';
      return block(
        '{',
        jsonEntries(plain).map(([key, entry]) => `${jsonString(key, escapesHtml)}${colon}${write(entry, depth + 1)}`),
        '}',
        depth,
      );
    }
    return block(
      '[',
      plain.map((item) => write(item, depth + 1)),
      ']',
      depth,
    );
  };
  const block = (open: string, parts: readonly string[], close: string, depth: number): string => {
    if (parts.length === 0 || indent === undefined) return open + parts.join(',') + close;
    const line = `\n${indent.repeat(depth)}`;
    return `${open}${line}${indent}${parts.join(`,${line}${indent}`)}${line}${close}`;
  };
  return write(value, 0);
}
