import { decode } from '../template/model/text.ts';

export interface TarMember {
  readonly name: string;
  readonly type: 'file' | 'directory' | 'other';
  readonly bytes: Uint8Array;
}

const block = 512;

/**
 * The members of a tar archive: the formats ustar, pax and GNU's long names, which is what `helm package` and tar write.
 * A library would bring streams, and writing to disks; reading is this.
 * @param refuse called for what is damaged
 */
export function* tarMembers(archive: Uint8Array, refuse: (reason: string) => never): Generator<TarMember> {
  let extended: ReadonlyMap<string, string> = new Map();
  for (let at = 0; at + block <= archive.length; ) {
    const header = archive.subarray(at, at + block);
    if (header.every((byte) => byte === 0)) return;
    const field = (start: number, length: number): string => text(header.subarray(start, start + length));
    if (checksum(header) !== Number.parseInt(field(148, 8).trim(), 8)) refuse('is damaged: a checksum is wrong');
    const size = extended.has('size') ? Number(extended.get('size')) : octal(header.subarray(124, 136));
    if (!Number.isSafeInteger(size) || size < 0 || at + block + size > archive.length) {
      refuse('is damaged: it ends within a file');
    }
    const bytes = archive.subarray(at + block, at + block + size);
    at += block + Math.ceil(size / block) * block;
    const flag = field(156, 1);
    if (flag === 'x') {
      extended = paxRecords(bytes);
      continue;
    }
    if (flag === 'L') {
      extended = new Map([...extended, ['path', text(bytes)]]);
      continue;
    }
    if (flag === 'g' || flag === 'K') continue;
    const prefix = field(257, 6).startsWith('ustar') && header[263] === 0x30 ? field(345, 155) : '';
    const name = extended.get('path') ?? (prefix === '' ? field(0, 100) : `${prefix}/${field(0, 100)}`);
    extended = new Map();
    yield { name, type: typeOf(flag, name), bytes };
  }
}

function typeOf(flag: string, name: string): TarMember['type'] {
  if (flag === '5') return 'directory';
  if (flag !== '' && flag !== '0' && flag !== '7') return 'other';
  return name.endsWith('/') ? 'directory' : 'file';
}

function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Octal digits, or GNU's binary numbers for what does not fit. */
function octal(bytes: Uint8Array): number {
  if ((bytes[0]! & 0x80) === 0) return Number.parseInt(text(bytes).trim() || '0', 8);
  return Number(BigInt(`0x${Buffer.from(bytes.subarray(4)).toString('hex')}`));
}

/** The sum of the header's bytes, its own field counting as spaces. */
function checksum(header: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < block; i++) sum += i >= 148 && i < 156 ? 0x20 : header[i]!;
  return sum;
}

/** `length key=value` lines. */
function paxRecords(bytes: Uint8Array): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const length = Number.parseInt(text(bytes.subarray(at, at + 20)), 10);
    if (!(length > 0)) break;
    const match = /^\d+ ([^=]+)=(.*)\n$/s.exec(decode(bytes.subarray(at, at + length)));
    if (match !== null) records.set(match[1]!, match[2]!);
    at += length;
  }
  return records;
}
