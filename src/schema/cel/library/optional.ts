import { type CelFunc, type CelListType, CelScalar, celFunc, celMethod, listType } from '@bufbuild/cel';
import { CelError } from '../functions.ts';

const { BOOL, DYN } = CelScalar;

/** An optional value is here a list of one item or none: @bufbuild/cel has no type for it. */
export const OPTIONAL: CelListType<typeof CelScalar.DYN> = listType(DYN);

/** What CEL's optional library does with values that may be missing. */
export const optionalLibrary: readonly CelFunc[] = [
  celFunc('optional.of', [DYN], OPTIONAL, (value) => [value]),
  celFunc('optional.none', [], OPTIONAL, () => []),
  celMethod('hasValue', OPTIONAL, [], BOOL, function () {
    return this.size > 0;
  }),
  celMethod('orValue', OPTIONAL, [DYN], DYN, function (other) {
    return this.get(0) ?? other;
  }),
  celMethod('value', OPTIONAL, [], DYN, function () {
    const value = this.get(0);
    if (value === undefined) throw new CelError('there is no value');
    return value;
  }),
];
