import { type CelFunc, type CelList, CelScalar, type CelValue, celMethod, listType } from '@bufbuild/cel';
import { CelError, type equal } from '../functions.ts';

const { BOOL, DYN, INT } = CelScalar;
const LIST = listType(DYN);

/** Kubernetes' list library: isSorted, sum, min, max, indexOf, lastIndexOf. */
export const listsLibrary = (compare: Compare, add: Add, isEqual: typeof equal): readonly CelFunc[] => [
  celMethod('isSorted', LIST, [], BOOL, function () {
    const items = [...this];
    return items.every((item, i) => i === 0 || compare(items[i - 1]!, item) <= 0);
  }),
  celMethod('sum', LIST, [], DYN, function () {
    const [first = 0n, ...more] = this;
    return more.reduce<CelValue>((total, item) => add(total, item), first);
  }),
  celMethod('min', LIST, [], DYN, function () {
    return best(this, (item, least) => compare(item, least) < 0);
  }),
  celMethod('max', LIST, [], DYN, function () {
    return best(this, (item, most) => compare(item, most) > 0);
  }),
  celMethod('indexOf', LIST, [DYN], INT, function (wanted) {
    return BigInt([...this].findIndex((item) => isEqual(item, wanted)));
  }),
  celMethod('lastIndexOf', LIST, [DYN], INT, function (wanted) {
    return BigInt([...this].findLastIndex((item) => isEqual(item, wanted)));
  }),
];

/** Less than, equal to or greater than 0, as the first comes before, with or after the second. */
export type Compare = (left: CelValue, right: CelValue) => number;
export type Add = (left: CelValue, right: CelValue) => CelValue;

function best(list: CelList, isBetter: (item: CelValue, than: CelValue) => boolean): CelValue {
  const [first, ...more] = list;
  if (first === undefined) throw new CelError('the list is empty');
  return more.reduce((found, item) => (isBetter(item, found) ? item : found), first);
}
