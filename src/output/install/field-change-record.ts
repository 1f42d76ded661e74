import type { ObjectChange } from '../../install/compare/manifests.ts';
import type { Json } from '../../resources/json.ts';

/** A change as programs read it. */
export interface FieldChangeRecord {
  readonly path: string;
  readonly type: ObjectChange['type'];
  readonly old?: Json;
  readonly new?: Json;
  /** Present for a Secret's content, whose values are not told. */
  readonly hidden?: true;
}

export const fieldChangeRecord = ({ path, type, before, after, isHidden }: ObjectChange): FieldChangeRecord => ({
  path,
  type,
  ...(before !== undefined && { old: before }),
  ...(after !== undefined && { new: after }),
  ...(isHidden && { hidden: true }),
});
