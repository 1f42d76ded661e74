import { listYaml, mapYaml } from '../../output/install/manifest-yaml.ts';
import { dumpYaml } from '../../output/proxy/dump-yaml.ts';
import { objectJson, resourceJson, resourceListJson } from '../../output/proxy/resources-json.ts';
import { escapeInvisible } from '../../output/text/visible.ts';
import type { SourceFile } from '../../resources/document.ts';
import type { Json, JsonObject } from '../../resources/json.ts';

/** A result, in pieces that may be made when they are asked for. */
export type Pieces = Iterable<string>;

/** Resources as a list. `each` gives what a function makes of them: one is written before the next is made. */
export function resourceList(
  format: 'json' | 'yaml',
  each: (view: (resource: JsonObject) => string) => readonly string[],
): Pieces {
  if (format === 'json') return resourceListJson(each(resourceJson));
  const items = each((resource) => listYaml([resource]));
  return items.length === 0 ? [listYaml([])] : items;
}

/** One object. */
export const objectText = (format: 'json' | 'yaml', object: JsonObject): Pieces => [
  format === 'json' ? objectJson(object) : mapYaml(object),
];

/** A dump as it is, or as YAML. */
export function dumpText(format: 'json' | 'yaml', { name, text }: SourceFile): Pieces {
  return format === 'json' ? jsonPieces(text) : dumpYaml({ name, text });
}

/** Characters of a dump that are written at once. */
const pieceLength = 2 ** 16;

/** A text of JSON as it is, and a line's end. */
function* jsonPieces(text: string): Generator<string> {
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = Math.min(start + pieceLength, text.length);
    // A character of two units stays whole, and each piece ends in the middle of a line.
    while (end < text.length && (text[end - 1] === '\n' || text.codePointAt(end - 1)! > 0xffff)) end++;
    yield escapeInvisible(text.slice(start, end));
  }
  if (!text.endsWith('\n')) yield '\n';
}

/** Objects as a list, each as `record` has it. */
export const recordList = (
  format: 'json' | 'yaml',
  objects: readonly JsonObject[],
  record: (value: JsonObject) => Json | undefined,
): Pieces => resourceList(format, (view) => objects.map((one) => view(record(one) as JsonObject)));
