import type { JsonObject } from '../../resources/json.ts';
import { escapeInvisible } from '../text/visible.ts';

const indent = 4;

/** A resource as an item of the list that `resourceListJson` makes. */
export function resourceJson(resource: JsonObject): string {
  const list = JSON.stringify([resource], null, indent);
  return escapeInvisible(list.slice('[\n'.length, -'\n]'.length));
}

/** Resources that have been written, as a list, in pieces. */
export const resourceListJson = (resources: readonly string[]): readonly string[] =>
  resources.length === 0 ? ['[]\n'] : [...resources.map((one, i) => `${i === 0 ? '[' : ','}\n${one}`), '\n]\n'];

/** An object by itself. */
export const objectJson = (object: JsonObject): string => `${escapeInvisible(JSON.stringify(object, null, indent))}\n`;
