import { isObject, type Json } from '../json.ts';
import { escaped, oneLine, simpleValue } from '../yaml/scalar-writing.ts';
import { keysOf } from './equal.ts';

/** How collections in brackets are written. */
export interface FlowStyle {
  /** True for JSON's way: texts and keys in double quotes. */
  readonly isJson: boolean;
  /** What follows a key, `: ` or `:`. */
  readonly colon: string;
  /** What parts entries on one line, `, ` or `,`. */
  readonly comma: string;
}

/** The style of a collection by its text, from the bracket that opens it. */
export function flowStyleOf(text: string): FlowStyle {
  const isJson = /^[[{\s]*"/.test(text);
  const isTight = isJson && /^[^:]*":\S/.test(text);
  return { isJson, colon: isTight ? ':' : ': ', comma: isTight ? ',' : ', ' };
}

/** Where entries stand on lines of their own: the blanks before the line of the opening bracket, and one step more. */
export interface Indent {
  readonly outer: string;
  readonly step: string;
}

/** Words that mean the same within brackets as elsewhere. */
const flowWord = /^[\w./][\w./ -]*$/;

/** A value in brackets. With `indent`, collections in it that are not empty have a line for each entry. */
export function flowText(value: Json, style: FlowStyle, indent?: Indent): string {
  if (typeof value === 'string') return flowString(value, style);
  if (typeof value !== 'object' || value === null) return simpleValue(value);
  const inner = indent && { ...indent, outer: indent.outer + indent.step };
  const isMap = isObject(value);
  const entries = isMap
    ? keysOf(value).map((key) => fieldText(key, value[key]!, style, inner))
    : value.map((item) => flowText(item, style, inner));
  const [open, close] = isMap ? '{}' : '[]';
  if (entries.length === 0) return `${open}${close}`;
  if (indent === undefined || inner === undefined) return `${open}${entries.join(style.comma)}${close}`;
  return `${open}\n${entries.map((entry) => inner.outer + entry).join(',\n')}\n${indent.outer}${close}`;
}

/** A field of a map in brackets. */
export const fieldText = (key: string, value: Json, style: FlowStyle, indent?: Indent): string =>
  `${flowString(key, style)}${style.colon}${flowText(value, style, indent)}`;

function flowString(value: string, { isJson }: FlowStyle): string {
  const written = isJson ? escaped(value) : oneLine(value);
  return written === value && !flowWord.test(value) ? escaped(value) : written;
}
