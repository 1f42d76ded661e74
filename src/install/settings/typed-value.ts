import type { Json } from '../../resources/json.ts';
import type { FieldTypes } from './field-types.ts';

/**
 * The value that a flag's text stands for: read as istioctl reads it, that is as a number or a boolean where Go's strconv
 * takes it for one, unless the field takes strings only. Beyond istioctl, which has no way to write them, a list may be
 * `{a,b}` or JSON, a map JSON, and `null` nothing, where a string would be refused.
 */
export function typedValue(text: string, { types, items }: FieldTypes): Json {
  const takesAll = types.size === 0;
  if (!takesAll && !types.has('string')) {
    if (text === 'null') return null;
    if (types.has('array') || types.has('object')) return structure(text, items) ?? text;
  }
  const read = readScalar(text);
  if (takesAll || !types.has('string') || takes(types, read, text)) return read;
  return literal(text);
}

/** True when a field that takes strings too takes this instead. Of `1.20`, which is a tag, a number would lose the zero. */
const takes = (types: ReadonlySet<string>, value: Json, text: string): boolean =>
  typeof value === 'number'
    ? String(value) === text && (types.has('number') || (types.has('integer') && Number.isInteger(value)))
    : types.has(typeof value);

/** `\,` is a comma, as it was when commas parted flags. */
const literal = (text: string): string => text.replaceAll('\\,', ',');

const decimal = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
/** https://pkg.go.dev/strconv#ParseBool; 1 and 0 are numbers first. */
const booleans: Readonly<Record<string, boolean>> = {
  ...{ t: true, T: true, true: true, True: true, TRUE: true },
  ...{ f: false, F: false, false: false, False: false, FALSE: false },
};

function readScalar(text: string): Json {
  // Plus 0, for strconv knows no -0.
  if (decimal.test(text) && Number.isFinite(Number(text))) return Number(text) + 0;
  return Object.hasOwn(booleans, text) ? booleans[text]! : literal(text);
}

function structure(text: string, items: FieldTypes = { types: new Set() }): Json | undefined {
  if (!/^[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    const [, inner] = /^\{(.*)\}$/s.exec(text) ?? [];
    return inner?.split(/(?<!\\),/).map((item) => typedValue(item.trim(), items));
  }
}
