import type { DumpDiff, NamedResource } from '../../proxy/compare/dumps.ts';
import { type FieldChangeRecord, fieldChangeRecord } from '../install/field-change-record.ts';
import type { DumpSides } from './proxy-diff-text.ts';

/** How two proxies' configurations differ, as programs read it: what `proxy-config diff` prints as JSON and YAML. */
export interface ProxyDiffRecord extends DumpSides {
  readonly removed: readonly NamedResource[];
  readonly added: readonly NamedResource[];
  readonly changed: readonly (NamedResource & { readonly changes: readonly FieldChangeRecord[] })[];
  /** How many resources are the same. */
  readonly same: number;
  /** What only one of the dumps tells of. */
  readonly notCompared: readonly string[];
}

export const proxyDiffRecord = (diff: DumpDiff, { before, after }: DumpSides): ProxyDiffRecord => ({
  before,
  after,
  removed: diff.onlyBefore,
  added: diff.onlyAfter,
  changed: diff.changed.map(({ changes, ...resource }) => ({
    ...resource,
    changes: changes.map((change) => fieldChangeRecord({ ...change, steps: [] })),
  })),
  same: diff.same,
  notCompared: diff.passedOver,
});
