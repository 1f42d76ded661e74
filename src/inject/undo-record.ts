import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Edit } from '../resources/yaml-edit/edits.ts';

/** What an undo comment says. */
export interface UndoRecord {
  /** True when the document had no line break at its end. */
  readonly isCut: boolean;
  /** The edits that lead back, in order. */
  readonly edits: readonly Edit[];
}

const cutFlag = 1;
const deflatedFlag = 2;
const knownFlags = cutFlag | deflatedFlag;

/** Bytes that deflating is tried from: below, it saves little, and it takes longer than all the rest. */
const worthDeflating = 256;
/** Bytes of a record, inflated: far more than any manifest changes. */
const largest = 4 * 1024 * 1024;

/**
 * A record as text, in base64url: a byte of flags, then the number of edits, then for each how many UTF-16 units of the
 * text stay before it, how many it replaces, and by how many; then the texts put back, in UTF-8. Numbers have seven bits
 * a byte, the lowest first. Undefined for a record that is too large to be read again.
 */
export function encodeUndo({ isCut, edits }: UndoRecord): string | undefined {
  const numbers: number[] = [];
  pushNumber(numbers, edits.length);
  let from = 0;
  for (const { start, end, text } of edits) {
    pushNumber(numbers, start - from);
    pushNumber(numbers, end - start);
    pushNumber(numbers, text.length);
    from = end;
  }
  const plain = Buffer.concat([Buffer.from(numbers), Buffer.from(edits.map(({ text }) => text).join(''))]);
  if (plain.length > largest) return undefined;
  const deflated = plain.length < worthDeflating ? plain : deflateRawSync(plain);
  const isSmaller = deflated.length < plain.length;
  const flags = (isCut ? cutFlag : 0) | (isSmaller ? deflatedFlag : 0);
  return Buffer.concat([Buffer.of(flags), isSmaller ? deflated : plain]).toString('base64url');
}

/** The record that a text holds, or undefined when it holds none: it may be anything, and stand for gigabytes. */
export function decodeUndo(encoded: string): UndoRecord | undefined {
  const bytes = Buffer.from(encoded, 'base64url');
  const flags = bytes[0];
  if (flags === undefined || (flags & ~knownFlags) !== 0) return undefined;
  const plain = (flags & deflatedFlag) === 0 ? bytes.subarray(1) : inflate(bytes.subarray(1));
  const edits = plain && decodeEdits(plain);
  return edits && { isCut: (flags & cutFlag) !== 0, edits };
}

function inflate(bytes: Buffer): Buffer | undefined {
  try {
    return inflateRawSync(bytes, { maxOutputLength: largest });
  } catch {
    return undefined;
  }
}

function decodeEdits(bytes: Buffer): Edit[] | undefined {
  let at = 0;
  /** The next number; NaN where there is none. */
  const next = (): number => {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 42 && at < bytes.length; factor *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    return Number.NaN;
  };
  const count = next();
  const lengths: { start: number; end: number; length: number }[] = [];
  let from = 0;
  for (let i = 0; i < count; i++) {
    const start = from + next();
    const end = start + next();
    const length = next();
    if (Number.isNaN(end) || Number.isNaN(length)) return undefined;
    lengths.push({ start, end, length });
    from = end;
  }
  const texts = bytes.toString('utf8', at);
  let textAt = 0;
  const edits = lengths.map(({ start, end, length }) => {
    textAt += length;
    return { start, end, text: texts.slice(textAt - length, textAt) };
  });
  return Number.isNaN(count) || textAt !== texts.length ? undefined : edits;
}

function pushNumber(bytes: number[], value: number): void {
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}
