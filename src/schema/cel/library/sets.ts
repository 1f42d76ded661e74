import { type CelFunc, type CelList, CelScalar, celFunc, listType } from '@bufbuild/cel';
import type { equal } from '../functions.ts';

const LIST = listType(CelScalar.DYN);
const { BOOL } = CelScalar;

/** CEL's set library: contains, equivalent, intersects. */
export function setsLibrary(isEqual: typeof equal): readonly CelFunc[] {
  const has = (list: CelList, wanted: unknown) => [...list].some((item) => isEqual(item, wanted));
  const contains = (list: CelList, part: CelList) => [...part].every((item) => has(list, item));
  return [
    celFunc('sets.contains', [LIST, LIST], BOOL, contains),
    celFunc('sets.equivalent', [LIST, LIST], BOOL, (left, right) => contains(left, right) && contains(right, left)),
    celFunc('sets.intersects', [LIST, LIST], BOOL, (left, right) => [...left].some((item) => has(right, item))),
  ];
}
