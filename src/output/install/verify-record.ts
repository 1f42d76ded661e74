import type { ObjectReference } from '../../install/apply/outcome.ts';
import type { Verdict } from '../../install/verify/verify-objects.ts';
import { type FieldChangeRecord, fieldChangeRecord } from './field-change-record.ts';

/** How an installation is, as programs read it. */
export interface VerifyRecord {
  readonly ok: boolean;
  readonly objects: readonly (ObjectReference & {
    readonly state: Verdict['state'];
    /** `old` is what is there, `new` what should be. */
    readonly changes?: readonly FieldChangeRecord[];
    readonly message?: string;
  })[];
}

export const verifyRecord = (verdicts: readonly Verdict[]): VerifyRecord => ({
  ok: verdicts.every(({ state }) => state === 'ok'),
  objects: verdicts.map(({ changes, ...verdict }) => ({
    ...verdict,
    ...(changes !== undefined && { changes: changes.map(fieldChangeRecord) }),
  })),
});
