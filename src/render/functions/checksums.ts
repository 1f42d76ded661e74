import { createHash } from 'node:crypto';
import { type Functions, goFunction } from '../template/model/function.ts';
import { encode } from '../template/model/text.ts';
import { stringType } from '../template/model/types.ts';

const hashing = (algorithm: string) =>
  goFunction({ takes: [stringType], gives: stringType }, ([text]) =>
    createHash(algorithm).update(encode(text)).digest('hex'),
  );

/** RFC 1950, section 8.2. */
function adler32(bytes: Uint8Array): number {
  const modulus = 65521;
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % modulus;
    b = (b + a) % modulus;
  }
  return b * 0x10000 + a;
}

export const checksumFunctions: Functions = {
  sha1sum: hashing('sha1'),
  sha256sum: hashing('sha256'),
  sha512sum: hashing('sha512'),
  adler32sum: goFunction({ takes: [stringType], gives: stringType }, ([text]) => String(adler32(encode(text)))),
};
