import { dumpYaml } from '../output/dump-yaml.ts';
import { listYaml, mapYaml } from '../output/manifest-yaml.ts';
import { objectJson, resourceJson, resourceListJson } from '../output/resources-json.ts';
import { escapeInvisible } from '../output/visible.ts';
import type { SourceFile } from '../resources/document.ts';
import type { Json, JsonObject } from '../resources/json.ts';
import type { Io } from './io.ts';

/** Writes resources as a list. `each` gives what a function makes of them: one is written before the next is made. */
export async function writeResourceList(
  io: Io,
  format: 'json' | 'yaml',
  each: (view: (resource: JsonObject) => string) => readonly string[],
): Promise<void> {
  if (format === 'json') await io.write(resourceListJson(each(resourceJson)));
  else await io.write(each((resource) => listYaml([resource])).join('') || listYaml([]));
}

/** Writes one object. */
export const writeObject = (io: Io, format: 'json' | 'yaml', object: JsonObject): Promise<void> =>
  io.write(format === 'json' ? objectJson(object) : mapYaml(object));

/** Writes a dump as it is, or as YAML. */
export async function writeDump(io: Io, format: 'json' | 'yaml', { name, text }: SourceFile): Promise<void> {
  if (format === 'json') await io.write(escapeInvisible(text.endsWith('\n') ? text : `${text}\n`));
  else await io.write(dumpYaml({ name, text }));
}

/** Writes objects as a list, each as `record` has it. */
export const writeRecordList = (
  io: Io,
  format: 'json' | 'yaml',
  objects: readonly JsonObject[],
  record: (value: JsonObject) => Json | undefined,
): Promise<void> => writeResourceList(io, format, (view) => objects.map((one) => view(record(one) as JsonObject)));
