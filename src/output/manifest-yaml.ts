import { remembered } from '../base/remembered.ts';
import type { Json, JsonObject } from '../resources/json.ts';
import { writtenText } from '../resources/written-object.ts';
import { resolve } from '../resources/yaml/scalars.ts';

/** Keys that come before others: what an object is, before what it says. */
const leading = ['apiVersion', 'kind', 'metadata'];

/**
 * Kubernetes objects as YAML documents with `---` between them, for people to read and compare: what an object is comes
 * first, then its fields by the alphabet; lists are indented like the field that holds them, as kubectl does it; texts of
 * several lines are blocks, and no line is folded. The same objects always give the same bytes. An object that is as it was
 * read is written as it was.
 *
 * Its own writer: the libraries `yaml` and js-yaml fold lines or quote by rules of their own.
 */
export const manifestYaml = (objects: readonly JsonObject[]): string =>
  objects.map((object) => writtenText(object) ?? documentYaml(object)).join('---\n');

function documentYaml(object: JsonObject): string {
  const first = leading.filter((key) => object[key] !== undefined);
  const rest = keysOf(object).filter((key) => !leading.includes(key));
  return mapText(object, [...first, ...rest], '');
}

/** A map's lines, of which the first goes on where the text before it ends. */
function mapText(map: JsonObject, keys: readonly string[], indent: string): string {
  let out = '';
  for (const key of keys) out += `${out && indent}${scalar(key)}:${afterMark(map[key]!, indent)}`;
  return out;
}

/** What follows a key or a dash, up to the end of its last line. */
function afterMark(value: Json, indent: string): string {
  if (typeof value === 'string') return ` ${text(value, indent)}\n`;
  if (typeof value !== 'object' || value === null) return ` ${plain(value)}\n`;
  if (Array.isArray(value)) return value.length === 0 ? ' []\n' : `\n${itemsText(value, indent)}`;
  const keys = keysOf(value as JsonObject);
  const inner = `${indent}  `;
  return keys.length === 0 ? ' {}\n' : `\n${inner}${mapText(value as JsonObject, keys, inner)}`;
}

/** A list's lines. A map in it starts beside its dash; a list does not, and is indented. */
function itemsText(items: readonly Json[], indent: string): string {
  const inner = `${indent}  `;
  let out = '';
  for (const item of items) {
    out += `${indent}-`;
    if (typeof item !== 'object' || item === null) out += afterMark(item, indent);
    else if (Array.isArray(item)) out += item.length === 0 ? ' []\n' : `\n${itemsText(item, inner)}`;
    else {
      const keys = keysOf(item as JsonObject);
      out += keys.length === 0 ? ' {}\n' : ` ${mapText(item as JsonObject, keys, inner)}`;
    }
  }
  return out;
}

const keysOf = (map: JsonObject): string[] => {
  const keys = Object.keys(map).filter((key) => map[key] !== undefined);
  return keys.length < 2 ? keys : keys.sort();
};

function plain(value: null | boolean | number): string {
  const written = String(value);
  // YAML 1.1 takes 1e+21 for a text.
  return typeof value === 'number' ? written.replace(/^(-?\d+)e/, '$1.0e') : written;
}

/** A text that no reader of YAML can take for anything else: most are. */
const surelyText = /^[A-Za-z/][\w./-]{5,}$/;
const special = /^[-?:](?:\s|$)|^[,[\]{}#&*!|>'"%@`=]|: |:$| #|^\s|\s$|^(?:---|\.\.\.)/;
/** What some readers of YAML 1.1 take for a date, or for a number: to the base of 60, with underscores, or a bare dot. */
const oldNumber =
  /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$|^\d{4}-\d\d?-\d\d?|^[-+]?[\d_]*\.?[\d_]*(?:[eE][-+]?[\d_]+)?$/;
/** Characters that are written as they are; others need double quotes. */
const printable = /^[\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;

function text(value: string, indent: string): string {
  if (!value.includes('\n')) return scalar(value);
  const isBlank = /^\s*$/.test(value);
  if (isBlank || !printable.test(value) || /^\n*\t/.test(value)) return escaped(value);
  const inner = `${indent}  `;
  const end = value.endsWith('\n\n') ? '+' : value.endsWith('\n') ? '' : '-';
  const width = /^\n* /.test(value) ? '2' : '';
  const lines = value.replace(/\n$/, '').split('\n');
  return `|${width}${end}\n${lines.map((line) => line && `${inner}${line}`).join('\n')}`;
}

/** A key, or a text on one line. */
const scalar = (value: string): string => (surelyText.test(value) ? value : quoted(value));

const quoted = remembered((value) => {
  const isPlain = printable.test(value) && !/[\t\n]/.test(value) && !special.test(value) && !oldNumber.test(value);
  if (isPlain && resolve(value).type === 'string' && value !== '<<') return value;
  const isSingle = /["\\]/.test(value) && printable.test(value) && !/['\t\n]/.test(value);
  return isSingle ? `'${value}'` : escaped(value);
});

/** JSON's escapes are YAML's too; what JSON leaves as it is and YAML does not take is escaped as well. */
const escaped = (value: string): string =>
  JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
