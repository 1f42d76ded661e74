/** Blowfish (schneier.com/academic/blowfish), as bcrypt uses it: with the keys' mixing, and no decryption. */

/** Words of 32 bits: 18 that are mixed into rounds, and four tables of 256. */
const roundKeys = 18;
const tableSize = 256;

/** The digits of π after the point, which the cipher starts from: 1042 words. */
let initial: Uint32Array | undefined;

/** By Machin's formula: π = 16 arctan(1/5) − 4 arctan(1/239). It takes some milliseconds, once, and no table of 4 KB. */
function digitsOfPi(): Uint32Array {
  const words = roundKeys + 4 * tableSize;
  const guard = 32n;
  const one = 1n << (BigInt(words) * 32n + guard);
  const arctan = (inverse: bigint): bigint => {
    let [sum, power, divisor] = [0n, one / inverse, 1n];
    for (let sign = 1n; power > 0n; sign = -sign) {
      sum += (sign * power) / divisor;
      power /= inverse * inverse;
      divisor += 2n;
    }
    return sum;
  };
  const fraction = ((16n * arctan(5n) - 4n * arctan(239n)) & (one - 1n)) >> guard;
  const hex = fraction.toString(16).padStart(words * 8, '0');
  return Uint32Array.from({ length: words }, (_, i) => Number.parseInt(hex.slice(i * 8, i * 8 + 8), 16));
}

/** The cipher with its initial keys and tables, which are digits of pi (Schneier 1993). */
export class Blowfish {
  readonly #keys: Uint32Array;
  readonly #tables: Uint32Array;

  constructor() {
    initial ??= digitsOfPi();
    this.#keys = initial.slice(0, roundKeys);
    this.#tables = initial.slice(roundKeys);
  }

  /** Encrypts the two words at a place. */
  encrypt(words: Uint32Array, at: number): void {
    const [keys, tables] = [this.#keys, this.#tables];
    let left = words[at]! ^ keys[0]!;
    let right = words[at + 1]!;
    for (let round = 1; round <= 16; round += 2) {
      right ^= mixed(tables, left) ^ keys[round]!;
      left ^= mixed(tables, right) ^ keys[round + 1]!;
    }
    words[at] = right ^ keys[17]!;
    words[at + 1] = left;
  }

  /** Mixes a key into the cipher's state, and a salt of 16 bytes into what is encrypted for it. */
  expand(key: Uint8Array, salt: Uint8Array = new Uint8Array(16)): void {
    const keyWord = wordsIn(key);
    for (let i = 0; i < roundKeys; i++) this.#keys[i]! ^= keyWord();
    const saltWord = wordsIn(salt);
    const block = new Uint32Array(2);
    for (const state of [this.#keys, this.#tables]) {
      for (let i = 0; i < state.length; i += 2) {
        block[0]! ^= saltWord();
        block[1]! ^= saltWord();
        this.encrypt(block, 0);
        state.set(block, i);
      }
    }
  }
}

const mixed = (tables: Uint32Array, word: number): number =>
  ((tables[word >>> 24]! + tables[tableSize + ((word >>> 16) & 0xff)]!) ^
    tables[2 * tableSize + ((word >>> 8) & 0xff)]!) +
  tables[3 * tableSize + (word & 0xff)]!;

/** Gives the words of bytes, one at each call, over and over. */
function wordsIn(bytes: Uint8Array): () => number {
  let at = 0;
  return () => {
    let word = 0;
    for (let i = 0; i < 4; i++) {
      word = (word << 8) | bytes[at]!;
      at = (at + 1) % bytes.length;
    }
    return word;
  };
}
