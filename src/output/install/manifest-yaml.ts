import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { joinedText, type WrittenText, writtenText } from '../../resources/written-object.ts';
import { oneLine, simpleValue, textValue } from '../../resources/yaml/scalar-writing.ts';

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
export const manifestYaml = (objects: readonly JsonObject[]): string => joinedText(manifestPieces(objects));

/** The same in pieces: what is bytes already, as a megabyte of definitions may be, need not be copied. */
export function manifestPieces(objects: readonly JsonObject[]): WrittenText {
  const pieces: (string | Uint8Array)[] = [];
  let text = '';
  for (const [i, object] of objects.entries()) {
    if (i > 0) text += '---\n';
    for (const piece of writtenText(object) ?? [documentYaml(object)]) {
      if (typeof piece === 'string') text += piece;
      else {
        pieces.push(text, piece);
        text = '';
      }
    }
  }
  return [...pieces, text];
}

function documentYaml(object: JsonObject): string {
  const first = leading.filter((key) => object[key] !== undefined);
  const rest = keysOf(object).filter((key) => !leading.includes(key));
  return mapText(object, [...first, ...rest], '');
}

/** A map's lines, of which the first goes on where the text before it ends. */
function mapText(map: JsonObject, keys: readonly string[], indent: string): string {
  let out = '';
  for (const key of keys) out += `${out && indent}${oneLine(key)}:${afterMark(map[key]!, indent)}`;
  return out;
}

/** What follows a key or a dash, up to the end of its last line. */
function afterMark(value: Json, indent: string): string {
  if (typeof value === 'string') return ` ${textValue(value, `${indent}  `)}\n`;
  if (typeof value !== 'object' || value === null) return ` ${simpleValue(value)}\n`;
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

/** Any list as YAML, in the same way. */
export const listYaml = (items: readonly Json[]): string => (items.length === 0 ? '[]\n' : itemsText(items, ''));

/** Any map as YAML, in the same way: all of its fields by the alphabet. */
export function mapYaml(map: JsonObject): string {
  const keys = keysOf(map);
  return keys.length === 0 ? '{}\n' : mapText(map, keys, '');
}

/** A list or map as YAML, in the same way. */
export const valueYaml = (value: Json): string =>
  Array.isArray(value) ? listYaml(value) : isObject(value) ? mapYaml(value) : `${JSON.stringify(value)}\n`;
