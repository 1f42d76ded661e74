import { sortedKeys } from '../template/model/order.ts';
import { canBeNil } from '../template/model/types.ts';
import {
  Dictionary,
  entriesOf,
  isTrue,
  List,
  type MapKey,
  Pointer,
  Struct,
  typeOf,
  type Value,
} from '../template/model/values.ts';

type Entries = Map<MapKey, Value>;

const isNil = (value: Value): boolean =>
  value === undefined ||
  value === null ||
  (value instanceof List && value.items === null) ||
  (value instanceof Dictionary && value.entries === null) ||
  (value instanceof Pointer && value.target === undefined);

const isEmpty = (value: Value): boolean => (value instanceof Struct ? false : !isTrue(value));

/**
 * Adds the entries of one map to another, and those of maps within both, as the library mergo does: what is empty in
 * the target counts as missing. With `overwrite`, what the source has wins, even `false` and 0.
 */
export function merge(target: Map<string, Value>, source: ReadonlyMap<string, Value>, overwrite: boolean): void {
  mergeEntries(target as Entries, source as Entries, overwrite, new Set());
}

function mergeEntries(
  target: Entries,
  source: ReadonlyMap<MapKey, Value>,
  overwrite: boolean,
  open: Set<Entries>,
): void {
  if (open.has(target)) return;
  open.add(target);
  for (const key of sortedKeys(source)) {
    const value = source.get(key);
    const present = target.has(key);
    const own = target.get(key);
    if (isNil(value) && canBeNil(typeOf(value) ?? { kind: 'interface', name: '' })) {
      if (overwrite) target.set(key, value ?? null);
      continue;
    }
    const kind = typeOf(value)!.kind;
    const [entries, ownEntries] = [entriesOf(value), entriesOf(own)];
    if (entries !== undefined && ownEntries !== undefined && !isNil(own)) {
      mergeEntries(ownEntries as Entries, entries, overwrite, open);
    } else if (kind === 'slice') {
      // An empty list in the target stays, for mergo looks at the whole map here.
      const replaces = overwrite || target.size === 0 || !present || own === null;
      if (replaces) target.set(key, overwrite || target.size === 0 ? value : emptyLike(value));
    }
    if (present && !isEmpty(own) && (kind === 'slice' || (entries !== undefined && ownEntries !== undefined))) continue;
    const keeps = kind === 'ptr' || !overwrite;
    if (!keeps || !present || isEmpty(own)) target.set(key, value);
  }
  open.delete(target);
}

const emptyLike = (value: Value): Value => (value instanceof List ? new List(value.type, []) : []);
