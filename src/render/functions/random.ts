import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { FunctionError } from '../template/errors.ts';
import { type Functions, goFunction } from '../template/model/function.ts';
import { intType, stringType } from '../template/model/types.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
const longest = 1_000_000;

function checked(count: bigint): number {
  if (count > longest) throw new FunctionError(`${count} random characters are too many`);
  return Math.max(0, Number(count));
}

const textOf = (alphabet: string) =>
  goFunction({ takes: [intType], gives: stringType }, ([count]) =>
    Array.from({ length: checked(count) }, () => alphabet[randomInt(alphabet.length)]).join(''),
  );

function shuffled(text: string): string {
  const characters = [...text];
  for (let i = characters.length - 1; i > 0; i--) {
    const other = randomInt(i + 1);
    [characters[i], characters[other]] = [characters[other]!, characters[i]!];
  }
  return characters.join('');
}

export const randomFunctions: Functions = {
  randAlpha: textOf(letters),
  randAlphaNum: textOf(letters + digits),
  randNumeric: textOf(digits),
  randAscii: textOf(printable),
  randBytes: goFunction({ takes: [intType], gives: stringType }, ([count]) =>
    randomBytes(checked(count)).toString('base64'),
  ),
  randInt: goFunction({ takes: [intType, intType], gives: intType }, ([low, high]) => {
    if (high <= low) throw new FunctionError('invalid argument to Intn');
    if (high - low >= 2n ** 48n) throw new FunctionError('the range of randInt is too large: at most 2^48 numbers');
    return low + BigInt(randomInt(Number(high - low)));
  }),
  shuffle: goFunction({ takes: [stringType], gives: stringType }, ([text]) => shuffled(text)),
  uuidv4: goFunction({ takes: [], gives: stringType }, () => randomUUID()),
};
