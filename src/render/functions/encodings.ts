import { FunctionError } from '../template/errors.ts';
import { type Functions, goFunction } from '../template/model/function.ts';
import { decode, encode } from '../template/model/text.ts';
import { stringType } from '../template/model/types.ts';

interface Base {
  readonly name: string;
  readonly digits: string;
  readonly bits: number;
  /** Digits that padding fills up. */
  readonly group: number;
  /** Where padding is wrong that begins at `at`, after some digits of a group; undefined where it is not. */
  wrongPadding(text: string, at: number, digits: number): number | undefined;
}

const base64: Base = {
  name: 'base64',
  digits: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  bits: 6,
  group: 4,
  wrongPadding(text, at, digits) {
    if (digits < 2) return at;
    let missing = 4 - digits;
    for (let i = at; i < text.length; i++) {
      if (isBreak(text[i])) continue;
      if (missing === 0) return i;
      if (text[i] !== '=') return i - 1;
      missing--;
    }
    return missing === 0 ? undefined : text.length;
  },
};

/** What follows its padding, Go does not look at, as long as it is short. */
const base32: Base = {
  name: 'base32',
  digits: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  bits: 5,
  group: 8,
  wrongPadding(text, at, digits) {
    const missing = 8 - digits;
    if (digits < 2 || text.length - at > 8) return at;
    if (text.length - at < missing) return text.length;
    for (let i = at + 1; i < at + missing; i++) if (text[i] !== '=') return i - 1;
    return digits === 3 || digits === 6 ? at : undefined;
  },
};

const isBreak = (character: string | undefined): boolean => character === '\n' || character === '\r';

const toBase64 = (text: string): string => Buffer.from(encode(text)).toString('base64');

function toBase32(bytes: Uint8Array): string {
  let text = '';
  let [buffer, bits] = [0, 0];
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += base32.digits[(buffer >> bits) & 31];
    }
    buffer &= 31;
  }
  if (bits > 0) text += base32.digits[(buffer << (5 - bits)) & 31];
  return text.padEnd(Math.ceil(text.length / 8) * 8, '=');
}

/** What a text of a base says, line breaks let pass; a number is the place of what is wrong. A character is a byte here. */
function decoded(text: string, { digits, bits: bitsPerDigit, group, wrongPadding }: Base): Uint8Array | number {
  const bytes: number[] = [];
  let [buffer, bits, count] = [0, 0, 0];
  for (let i = 0; i < text.length; i++) {
    if (isBreak(text[i])) continue;
    const digit = digits.indexOf(text[i]!);
    if (digit < 0) return text[i] === '=' ? (wrongPadding(text, i, count % group) ?? Uint8Array.from(bytes)) : i;
    buffer = ((buffer << bitsPerDigit) | digit) & 0xffff;
    bits += bitsPerDigit;
    count++;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((buffer >> bits) & 0xff);
    }
  }
  return count % group === 0 ? Uint8Array.from(bytes) : text.length - (count % group);
}

function bytesOf(text: string, base: Base): Uint8Array {
  const characters = Buffer.from(encode(text)).toString('latin1');
  // Line breaks count in places of errors, but for base 32, which Go takes them out of before.
  const result = decoded(base === base32 ? characters.replace(/[\r\n]/g, '') : characters, base);
  if (typeof result !== 'number') return result;
  throw new FunctionError(`illegal ${base.name} data at input byte ${result}`);
}

/**
 * The bytes that a text in base64 stands for, as strictly as Go reads it.
 * @throws FunctionError
 */
export const fromBase64 = (text: string): Uint8Array => bytesOf(text, base64);

/** The decoded text, or in its place the words of the error, as sprig has it. */
function decodeText(text: string, base: Base): string {
  try {
    return decode(bytesOf(text, base));
  } catch (error) {
    if (error instanceof FunctionError) return error.message;
    throw error;
  }
}

const changing = (change: (text: string) => string) =>
  goFunction({ takes: [stringType], gives: stringType }, ([text]) => change(text));

export const encodingFunctions: Functions = {
  b64enc: changing(toBase64),
  b64dec: changing((text) => decodeText(text, base64)),
  b32enc: changing((text) => toBase32(encode(text))),
  b32dec: changing((text) => decodeText(text, base32)),
};
