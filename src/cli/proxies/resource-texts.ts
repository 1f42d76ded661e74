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
  if (format === 'json') return [escapeInvisible(text.endsWith('\n') ? text : `${text}\n`)];
  return dumpYaml({ name, text });
}

/** Objects as a list, each as `record` has it. */
export const recordList = (
  format: 'json' | 'yaml',
  objects: readonly JsonObject[],
  record: (value: JsonObject) => Json | undefined,
): Pieces => resourceList(format, (view) => objects.map((one) => view(record(one) as JsonObject)));
