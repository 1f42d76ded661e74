import { type Problem, quote } from '../../values/value.ts';

const one = '{*}';
const any = '{**}';
/** One segment of a path as RFC 3986 has it, less the asterisk. */
const literal = /^[\w\-.~%!$&'()+,;:@=]+$/;

/**
 * A path, perhaps with the operators `{*}`, one segment, and `{**}`, any number of them and the last operator
 * (istio.io, Authorization Policy, Operation). Beside an operator there is no other wildcard.
 */
export function pathTemplateProblem(path: string): Problem {
  if (path === '') return 'must not be empty';
  if (!/[{}]/.test(path)) return undefined;
  const all = path.split('/');
  const first = all.findIndex((segment) => segment !== '');
  const segments = first < 0 ? [] : all.slice(first, all.findLastIndex((segment) => segment !== '') + 1);
  const isTemplate = path.includes(one) || path.includes(any);
  let isOver = false;
  for (const segment of segments) {
    if (segment === one || segment === any) {
      if (isOver) return `must have no operator after ${any}, as ${quote(path)} has`;
      isOver = segment === any;
    } else if (/[{}]/.test(segment)) {
      return `must hold braces only in a segment that is ${one} or ${any}, which ${quote(segment)} is not`;
    } else if (isTemplate && !literal.test(segment)) {
      const what = segment === '' ? 'an empty segment' : `the segment ${quote(segment)}`;
      return `must not hold ${what} beside ${one} or ${any}: only letters, digits and -._~%!$&'()+,;:@= are allowed there`;
    }
  }
  return undefined;
}
