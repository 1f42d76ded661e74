import { FunctionError } from '../template/errors.ts';
import { type Functions, goFunction } from '../template/model/function.ts';
import { byteLength, decode, encode } from '../template/model/text.ts';
import { stringType } from '../template/model/types.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export const toBase64 = (text: string): string => Buffer.from(encode(text)).toString('base64');

function toBase32(bytes: Uint8Array): string {
  let text = '';
  let [buffer, bits] = [0, 0];
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += base32[(buffer >> bits) & 31];
    }
    buffer &= 31;
  }
  if (bits > 0) text += base32[(buffer << (5 - bits)) & 31];
  return text.padEnd(Math.ceil(text.length / 8) * 8, '=');
}

/** Digits of a base with padding to groups, where line breaks are let pass; a number is the place of what is wrong. */
function decoded(text: string, alphabet: string, bitsPerDigit: number): Uint8Array | number {
  const group = bitsPerDigit === 6 ? 4 : 8;
  const bytes: number[] = [];
  let [buffer, bits, count] = [0, 0, 0];
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (character === '\n' || character === '\r') continue;
    const digit = alphabet.indexOf(character);
    if (digit < 0) {
      if (character !== '=') return i;
      return finish(text, i, count, group, bytes);
    }
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

/** What follows the digits must be as many `=` as fill the group. */
function finish(text: string, at: number, count: number, group: number, bytes: readonly number[]): Uint8Array | number {
  const inGroup = count % group;
  const allowed = group === 4 ? [2, 3] : [2, 4, 5, 7];
  if (!allowed.includes(inGroup)) return at;
  let padding = 0;
  for (let i = at; i < text.length; i++) {
    if (text[i] === '\n' || text[i] === '\r') continue;
    if (padding === group - inGroup) return i;
    if (text[i] !== '=') return i - 1;
    padding++;
  }
  return padding === group - inGroup ? Uint8Array.from(bytes) : text.length;
}

function bytesOf(text: string, name: 'base64' | 'base32'): Uint8Array {
  // Line breaks count in places of errors, but for base 32, which Go takes them out of before.
  const digits = name === 'base64' ? text : text.replace(/[\r\n]/g, '');
  const result = name === 'base64' ? decoded(digits, base64, 6) : decoded(digits, base32, 5);
  if (typeof result !== 'number') return result;
  throw new FunctionError(`illegal ${name} data at input byte ${byteLength(digits.slice(0, result))}`);
}

/**
 * The bytes that a text in base64 stands for, as strictly as Go reads it.
 * @throws FunctionError
 */
export const fromBase64 = (text: string): Uint8Array => bytesOf(text, 'base64');

/** The decoded text, or in its place the words of the error, as sprig has it. */
function decodeText(text: string, name: 'base64' | 'base32'): string {
  try {
    return decode(bytesOf(text, name));
  } catch (error) {
    if (error instanceof FunctionError) return error.message;
    throw error;
  }
}

const changing = (change: (text: string) => string) =>
  goFunction({ takes: [stringType], gives: stringType }, ([text]) => change(text));

export const encodingFunctions: Functions = {
  b64enc: changing(toBase64),
  b64dec: changing((text) => decodeText(text, 'base64')),
  b32enc: changing((text) => toBase32(encode(text))),
  b32dec: changing((text) => decodeText(text, 'base32')),
};
