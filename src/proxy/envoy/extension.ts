import { compareTexts } from '../../base/compare-texts.ts';
import { objectAt, textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { typeName } from './canonical-json.ts';
import type { ConfigDump } from './config-dump.ts';

export interface ExtensionRow {
  readonly name: string;
  /** The full name of its message; '' where it is not there yet. */
  readonly type: string;
}

/** The extensions that Envoy was given (ECDS), by type and name. A dump without the section gives none. */
export const extensionRows = (dump: ConfigDump): ExtensionRow[] =>
  Array.from(dump.each('extensions', 'ecdsFilters'), (item) => extensionRow(objectAt(item, 'ecdsFilter'))).sort(
    (a, b) => compareTexts(a.type, b.type) || compareTexts(a.name, b.name),
  );

/** Envoy tells of an extension by name, and of its settings within; istiod of the settings only. */
function extensionRow(extension: JsonObject | undefined): ExtensionRow {
  const type = typeName(extension?.['@type']);
  if (type !== 'envoy.config.core.v3.TypedExtensionConfig') return { name: '', type };
  return { name: textAt(extension, 'name'), type: typeName(textAt(extension, 'typedConfig', '@type')) };
}
