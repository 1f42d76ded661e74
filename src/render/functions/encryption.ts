import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { FunctionError } from '../template/errors.ts';
import { type Functions, goFunction } from '../template/model/function.ts';
import { decode, encode } from '../template/model/text.ts';
import { stringType } from '../template/model/types.ts';
import { fromBase64 } from './encodings.ts';

const algorithm = 'aes-256-cbc';
const blockSize = 16;

/** The password, cut or filled with zeros. */
function keyOf(password: string): Buffer {
  const key = Buffer.alloc(32);
  key.set(encode(password).subarray(0, 32));
  return key;
}

/** What is encrypted follows the block that the chain starts with. */
function encrypted(password: string, text: string): string {
  if (text === '') return '';
  const start = randomBytes(blockSize);
  const cipher = createCipheriv(algorithm, keyOf(password), start);
  return Buffer.concat([start, cipher.update(encode(text)), cipher.final()]).toString('base64');
}

function decrypted(password: string, text: string): string {
  if (text === '') return '';
  const bytes = fromBase64(text);
  const refuse = (): never => {
    throw new FunctionError('decryptAES: the password is wrong, or the text is not what encryptAES makes');
  };
  if (bytes.length < 2 * blockSize || bytes.length % blockSize !== 0) return refuse();
  // The last byte counts those to leave out; sprig looks at no other.
  const decipher = createDecipheriv(algorithm, keyOf(password), bytes.subarray(0, blockSize)).setAutoPadding(false);
  const all = decipher.update(bytes.subarray(blockSize));
  const length = all.length - all.at(-1)!;
  return length < 0 ? refuse() : decode(all.subarray(0, length));
}

const takes = [stringType, stringType] as const;

/** sprig's. */
export const encryptionFunctions: Functions = {
  encryptAES: goFunction({ takes, gives: stringType }, ([password, text]) => encrypted(password, text)),
  decryptAES: goFunction({ takes, gives: stringType }, ([password, text]) => decrypted(password, text)),
};
