import { Blowfish } from './blowfish.ts';

const digits = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const ordinary = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base 64 with an alphabet of its own, and nothing at the end. */
const encoded = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('base64')
    .replace(/=+$/, '')
    .replace(/./g, (digit) => digits[ordinary.indexOf(digit)]!);

/** The longest password: what is beyond it would not count. */
export const longestPassword = 72;

/**
 * The hash of a password (Provos and Mazières, A Future-Adaptable Password Scheme), as crypt files have it: `$2a$10$…`.
 * @param password at most 72 bytes
 * @param salt 16 bytes
 * @param cost the work, as a power of two: 4 to 31
 */
export function bcryptHash(password: Uint8Array, salt: Uint8Array, cost: number): string {
  const key = Uint8Array.from([...password, 0]);
  const cipher = new Blowfish();
  cipher.expand(key, salt);
  for (let round = 0; round < 2 ** cost; round++) {
    cipher.expand(key);
    cipher.expand(salt);
  }
  const words = new Uint32Array(6);
  const text = Buffer.from('OrpheanBeholderScryDoubt');
  for (let i = 0; i < words.length; i++) words[i] = text.readUInt32BE(i * 4);
  for (let i = 0; i < words.length; i += 2) for (let time = 0; time < 64; time++) cipher.encrypt(words, i);
  const hash = Buffer.alloc(24);
  for (let i = 0; i < words.length; i++) hash.writeUInt32BE(words[i]!, i * 4);
  // The last byte was lost in the first program, and so it is in all.
  return `$2a$${String(cost).padStart(2, '0')}$${encoded(salt)}${encoded(hash.subarray(0, 23))}`;
}
