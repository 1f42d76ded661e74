import { JsonSlices, type Slice } from '../proxy/json-slices.ts';
import type { SourceFile } from '../resources/document.ts';
import { listYaml, mapYaml, valueYaml } from './manifest-yaml.ts';

/** Lists within lists that are written item by item: a dump is a list of sections, and these hold lists of resources. */
const levels = 2;

/** A file of JSON as YAML, a piece at a time, so that a large dump needs little memory. */
export function dumpYaml(file: SourceFile): string {
  const json = new JsonSlices(file);
  const whole = json.whole();
  return json.isObject(whole) ? mapPieces(json, whole, levels).join('') : valueYaml(json.parse(whole));
}

/** A map's lines, in pieces that each end with a line. */
function mapPieces(json: JsonSlices, map: Slice, deeper: number): string[] {
  const entries = [...json.entries(map)].sort((a, b) => (a.key < b.key ? -1 : 1));
  if (entries.length === 0) return [mapYaml({})];
  return entries.flatMap(({ key, ...slice }) => {
    const items = deeper > 0 && json.isList(slice) ? [...json.items(slice)] : [];
    if (items.length === 0) return [mapYaml({ [key]: json.parse(slice) })];
    return [
      mapYaml({ [key]: [] }).replace(/ \[\]\n$/, '\n'),
      ...items.flatMap((item) =>
        json.isObject(item) ? asItem(mapPieces(json, item, deeper - 1)) : [listYaml([json.parse(item)])],
      ),
    ];
  });
}

const asItem = (pieces: readonly string[]): string[] =>
  pieces.map((piece, i) => {
    const indented = piece.replace(/^(?=.)/gm, '  ');
    return i === 0 ? `- ${indented.slice('- '.length)}` : indented;
  });
