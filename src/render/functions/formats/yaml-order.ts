import { isAscii } from '../../../base/is-ascii.ts';

// V8 takes a tenth of a millisecond to compile each of the classes of Unicode.
const isLetter = (character: string): boolean =>
  character <= '\x7f' ? /[A-Za-z]/.test(character) : /\p{L}/u.test(character);
const isDigit = (character: string): boolean =>
  character <= '\x7f' ? character >= '0' && character <= '9' : /\p{Nd}/u.test(character);

/** Plain words, whose order is that of their characters: no digit, and letters only where others have letters too. */
const word = /^[A-Za-z]*$/;

/**
 * The order in which Go's YAML writers put a map's keys: by character, letters after what is none, and numbers in them by
 * size, so that `a2` is before `a10`. go-yaml 3 puts letters first where digits precede.
 */
export function compareYamlKeys(a: string, b: string, generation: 2 | 3): number {
  if (a === b) return 0;
  if (word.test(a) && word.test(b)) return a < b ? -1 : 1;
  const x = characters(a);
  const y = characters(b);
  let afterDigit = false;
  for (let i = 0; i < x.length && i < y.length; i++) {
    const p = x[i]!;
    const q = y[i]!;
    if (p === q) {
      afterDigit = isDigit(p);
      continue;
    }
    const pIsLetter = isLetter(p);
    const qIsLetter = isLetter(q);
    if (pIsLetter && qIsLetter) return byCodePoint(p, q);
    if (pIsLetter || qIsLetter) return (generation === 3 && afterDigit ? pIsLetter : qIsLetter) ? -1 : 1;
    return compareNumbers(x, y, i);
  }
  return x.length - y.length;
}

/** The characters of a string, by index: a string of ASCII has them so. */
const characters = (text: string): ArrayLike<string> => (isAscii(text) ? text : [...text]);

const byCodePoint = (p: string, q: string): number => p.codePointAt(0)! - q.codePointAt(0)!;

function compareNumbers(x: ArrayLike<string>, y: ArrayLike<string>, at: number): number {
  // A zero within a number counts as a digit of it, not as one in front.
  let start = 0n;
  if (x[at] === '0' || y[at] === '0') {
    for (let j = at - 1; j >= 0 && isDigit(x[j]!); j--) {
      if (x[j] !== '0') {
        start = 1n;
        break;
      }
    }
  }
  const number = (from: ArrayLike<string>): [value: bigint, end: number] => {
    let [value, end] = [start, at];
    while (end < from.length && isDigit(from[end]!)) {
      value = BigInt.asIntN(64, value * 10n + BigInt(from[end]!.codePointAt(0)! - 48));
      end++;
    }
    return [value, end];
  };
  const [[p, pEnd], [q, qEnd]] = [number(x), number(y)];
  if (p !== q) return p < q ? -1 : 1;
  return pEnd - qEnd || byCodePoint(x[at]!, y[at]!);
}
