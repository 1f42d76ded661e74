import { JsonSlices, type Slice } from '../../proxy/json-slices.ts';
import type { SourceFile } from '../../resources/document.ts';
import { listYaml, mapYaml, valueYaml } from '../install/manifest-yaml.ts';

/** Lists within lists that are written item by item: a dump is a list of sections, and these hold lists of resources. */
const levels = 2;

/**
 * A file of JSON as YAML, in pieces of whole lines, each made when it is asked for. Throws InputError before the first where the
 * file is no JSON.
 */
export function dumpYaml(file: SourceFile): Iterable<string> {
  const json = new JsonSlices(file);
  const whole = json.whole();
  if (!json.isObject(whole)) return [valueYaml(json.parse(whole))];
  for (const slice of leaves(json, whole, levels)) json.parse(slice);
  return mapPieces(json, whole, levels);
}

/** What is written in one piece. */
function* leaves(json: JsonSlices, map: Slice, deeper: number): Generator<Slice> {
  for (const entry of json.entries(map)) {
    if (deeper === 0 || !json.isList(entry)) yield entry;
    else {
      for (const item of json.items(entry)) {
        if (json.isObject(item)) yield* leaves(json, item, deeper - 1);
        else yield item;
      }
    }
  }
}

/** A map's lines, in pieces that each end with a line. */
function* mapPieces(json: JsonSlices, map: Slice, deeper: number): Generator<string> {
  const entries = [...json.entries(map)].sort((a, b) => (a.key < b.key ? -1 : 1));
  if (entries.length === 0) yield mapYaml({});
  for (const { key, ...slice } of entries) {
    const items = deeper > 0 && json.isList(slice) ? [...json.items(slice)] : [];
    if (items.length === 0) yield mapYaml({ [key]: json.parse(slice) });
    else yield mapYaml({ [key]: [] }).replace(/ \[\]\n$/, '\n');
    for (const item of items) {
      if (json.isObject(item)) yield* asItem(mapPieces(json, item, deeper - 1));
      else yield listYaml([json.parse(item)]);
    }
  }
}

function* asItem(pieces: Iterable<string>): Generator<string> {
  let isFirst = true;
  for (const piece of pieces) {
    const indented = piece.replace(/^(?=.)/gm, '  ');
    yield isFirst ? `- ${indented.slice('- '.length)}` : indented;
    isFirst = false;
  }
}
