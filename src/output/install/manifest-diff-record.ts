import type { ManifestDiff, NamedObject } from '../../install/compare/manifests.ts';
import { type FieldChangeRecord, fieldChangeRecord } from './field-change-record.ts';
import type { DiffSides } from './manifest-diff-text.ts';

/** How two manifests differ, as programs read it: what `manifest diff` prints as JSON and YAML. */
export interface ManifestDiffRecord extends DiffSides {
  readonly removed: readonly NamedObject[];
  readonly added: readonly NamedObject[];
  readonly changed: readonly (NamedObject & { readonly changes: readonly FieldChangeRecord[] })[];
  /** How many objects are the same. */
  readonly same: number;
}

export const manifestDiffRecord = (diff: ManifestDiff, { before, after }: DiffSides): ManifestDiffRecord => ({
  before,
  after,
  removed: diff.onlyBefore,
  added: diff.onlyAfter,
  changed: diff.changed.map(({ changes, ...object }) => ({ ...object, changes: changes.map(fieldChangeRecord) })),
  same: diff.same,
});
