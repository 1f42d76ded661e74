import { MeshwrightError } from '../../base/errors.ts';
import { objectAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { ConfigDump, Section } from './config-dump.ts';

/** Where a section keeps resources: the list, and the fields that lead from its item to the resource. */
export type Shelf = readonly [list: string, ...path: string[]];

/**
 * The resources of a section, from all its shelves, one by one. Throws MeshwrightError where the dump lacks the section, or
 * the section holds none.
 */
export function* resourcesOf(dump: ConfigDump, section: Section, shelves: readonly Shelf[]): Generator<JsonObject> {
  dump.demand(section);
  let isEmpty = true;
  for (const [list, ...path] of shelves) {
    for (const item of dump.each(section, list)) {
      const resource = objectAt(item, ...path);
      if (resource === undefined) continue;
      isEmpty = false;
      const { '@type': _, ...fields } = resource;
      yield fields;
    }
  }
  if (isEmpty) throw new MeshwrightError(`${dump.name} holds no ${section}: the list is there, and empty`);
}
