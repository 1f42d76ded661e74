/** DER (ITU-T X.690), as much of it as certificates and keys need. */

const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** One value: its tag, the length of what it holds, and that. */
export function element(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const length: number[] = [];
  for (let rest = content.length; rest > 0; rest >>>= 8) length.unshift(rest & 0xff);
  const head = content.length < 0x80 ? [tag, content.length] : [tag, 0x80 | length.length, ...length];
  return Buffer.concat([Buffer.from(head), content]);
}

/** The tag of a field that a structure gives a number; `holdsValues` when there are values in it, not bare bytes. */
export const fieldTag = (number: number, holdsValues = true): number => (holdsValues ? 0xa0 : 0x80) | number;

export const sequence = (...items: readonly Uint8Array[]): Buffer => element(tags.sequence, ...items);
export const setOf = (item: Uint8Array): Buffer => element(tags.set, item);
export const octetString = (bytes: Uint8Array): Buffer => element(tags.octetString, bytes);
export const nothing = element(tags.null);
export const isTrue = element(tags.boolean, Uint8Array.of(0xff));

/** A natural number from its bytes, the highest first. */
export function natural(bytes: Uint8Array): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? Uint8Array.of(0) : bytes.subarray(start);
  return element(tags.integer, Uint8Array.from(digits[0]! < 0x80 ? [] : [0]), digits);
}

/** Bits, the last `unused` of which do not count. */
export const bitString = (bytes: Uint8Array, unused = 0): Buffer =>
  element(tags.bitString, Uint8Array.of(unused), bytes);

/** An object identifier, written `2.5.29.15`. */
export function objectIdentifier(name: string): Buffer {
  const [first, second, ...rest] = name.split('.').map(Number);
  const bytes = [first! * 40 + second!, ...rest].flatMap((part) => {
    const digits = [part & 0x7f];
    for (let left = part >>> 7; left > 0; left >>>= 7) digits.unshift(0x80 | (left & 0x7f));
    return digits;
  });
  return element(tags.objectIdentifier, Uint8Array.from(bytes));
}

/** Text of any characters, in the poorer alphabet where that will do: as Go's encoding/asn1 chooses. */
export const text = (value: string): Buffer =>
  element(
    /^[\w '()+,\-./:=?]*$/.test(value) && !value.includes('_') ? tags.printableString : tags.utf8String,
    Buffer.from(value),
  );

/** A moment, to seconds: years from 1950 to 2049 have two digits (RFC 5280, section 4.1.2.5). */
export function time(moment: Date): Buffer {
  const digits = `${moment.toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z`;
  const year = moment.getUTCFullYear();
  return year >= 1950 && year < 2050
    ? element(tags.utcTime, Buffer.from(digits.slice(2)))
    : element(tags.generalizedTime, Buffer.from(digits));
}

/** A value that was read. */
export interface Element {
  readonly tag: number;
  readonly content: Buffer;
  /** Tag, length and content. */
  readonly raw: Buffer;
}

/** The values that stand one after another: in the content of a sequence, or in a file. Bytes must be good DER. */
export function elementsIn(bytes: Uint8Array): Element[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Element[] = [];
  for (let at = 0; at < buffer.length; ) {
    const lengthBytes = buffer[at + 1]! < 0x80 ? 0 : buffer[at + 1]! & 0x7f;
    const start = at + 2 + lengthBytes;
    const length = lengthBytes === 0 ? buffer[at + 1]! : buffer.readUIntBE(at + 2, lengthBytes);
    found.push({
      tag: buffer[at]!,
      content: buffer.subarray(start, start + length),
      raw: buffer.subarray(at, start + length),
    });
    at = start + length;
  }
  return found;
}

/** The values in a sequence that is alone in its bytes. */
export const itemsOfSequence = (bytes: Uint8Array): Element[] => elementsIn(elementsIn(bytes)[0]!.content);
