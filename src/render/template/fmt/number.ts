import { type Flags, pad, padding } from './flags.ts';
import { type FloatVerb, formatFloat } from './float.ts';

const precisions: Readonly<Record<string, number>> = {
  v: -1,
  b: -1,
  g: -1,
  G: -1,
  x: -1,
  X: -1,
  f: 6,
  F: 6,
  e: 6,
  E: 6,
};

/** A floating-point number by a verb; undefined where the verb is none for such. */
export function formatNumber(value: number, verb: string, flags: Flags, bits: 32 | 64): string | undefined {
  const usual = precisions[verb];
  if (usual === undefined) return undefined;
  const plainVerb = (verb === 'v' ? 'g' : verb === 'F' ? 'f' : verb) as FloatVerb;
  const precision = flags.precision ?? usual;
  const text = formatFloat(value, plainVerb, precision, bits);
  const isSigned = text.startsWith('-') || text.startsWith('+');
  let sign = isSigned ? text[0]! : '+';
  let number = isSigned ? text.slice(1) : text;
  if (flags.space && sign === '+' && !flags.plus) sign = ' ';
  if (!Number.isFinite(value)) {
    const isBare = Number.isNaN(value) && !flags.space && !flags.plus;
    return pad(isBare ? number : sign + number, { ...flags, zero: false });
  }
  if (flags.sharp && verb !== 'b') number = withPoint(number, plainVerb, precision);
  if (!flags.plus && sign === '+') return pad(number, flags);
  if (flags.zero && !flags.minus && flags.width) return sign + padding(flags, number.length + 1) + number;
  return pad(sign + number, flags);
}

/** With a point, and the zeros at its end that a precision asks for: what `#` adds. */
function withPoint(number: string, verb: FloatVerb, precision: number): string {
  const split = /^(0x[^p]*|0X[^P]*|[^eE]*)(.*)$/.exec(number)!;
  let body = split[1]!;
  if ('gGx'.includes(verb)) {
    let missing = precision === -1 ? 6 : precision;
    const significant = body.replace(/^[0.]*/, '').replace('.', '');
    missing -= significant.length;
    if (!body.includes('.')) {
      if (body === '0') missing--;
      body += '.';
    }
    return body + '0'.repeat(Math.max(0, missing)) + split[2]!;
  }
  return body.includes('.') ? number : `${body}.${split[2]!}`;
}
