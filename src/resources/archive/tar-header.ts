/** Bytes of a header, and what files are filled up to. */
export const tarBlock = 512;

/** What a header says of the member behind it (POSIX.1-1988, ustar). */
export interface TarHeader {
  readonly name: string;
  /** NaN where it cannot be read. */
  readonly size: number;
  /** The sort of member: '' and '0' are files, '5' folders, 'x' what stands for the next header's fields (pax). */
  readonly flag: string;
  /** False where the checksum is not that of the header. */
  readonly isSound: boolean;
}

type Decode = (bytes: Uint8Array) => string;

/** Reads a header; undefined for the empty one that ends an archive. */
export function readTarHeader(header: Uint8Array, decode: Decode): TarHeader | undefined {
  if (header.every((byte) => byte === 0)) return undefined;
  const field = (start: number, length: number): string => untilNull(header.subarray(start, start + length), decode);
  const prefix = field(257, 6).startsWith('ustar') && header[263] === 0x30 ? field(345, 155) : '';
  return {
    name: prefix === '' ? field(0, 100) : `${prefix}/${field(0, 100)}`,
    size: octal(header.subarray(124, 136), decode),
    flag: field(156, 1),
    isSound: checksum(header) === Number.parseInt(field(148, 8).trim(), 8),
  };
}

/** What a member is that is no extension of a header. */
export function tarType(flag: string, name: string): 'file' | 'directory' | 'other' {
  if (flag === '5') return 'directory';
  if (flag !== '' && flag !== '0' && flag !== '7') return 'other';
  return name.endsWith('/') ? 'directory' : 'file';
}

/**
 * What a member of that flag says of the one behind it: pax records of its path and size, or GNU's long name. Undefined for members that are no
 * extension, and empty for those that may be passed over.
 */
export function tarExtension(flag: string, bytes: Uint8Array, decode: Decode): ReadonlyMap<string, string> | undefined {
  if (flag === 'x') return paxRecords(bytes, decode);
  if (flag === 'L') return new Map([['path', untilNull(bytes, decode)]]);
  return flag === 'g' || flag === 'K' ? new Map() : undefined;
}

function untilNull(bytes: Uint8Array, decode: Decode): string {
  const end = bytes.indexOf(0);
  return decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Octal digits, or GNU's binary numbers for what does not fit. */
function octal(bytes: Uint8Array, decode: Decode): number {
  if ((bytes[0]! & 0x80) === 0) return Number.parseInt(untilNull(bytes, decode).trim() || '0', 8);
  return Number(BigInt(`0x${Buffer.from(bytes.subarray(4)).toString('hex')}`));
}

/** The sum of the header's bytes, its own field counting as spaces. */
function checksum(header: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < tarBlock; i++) sum += i >= 148 && i < 156 ? 0x20 : header[i]!;
  return sum;
}

/** What is read of pax records: an archive may hold any number of others, which would have to be carried from header to header. */
const readRecords = ['path', 'size'];

/** `length key=value` lines (POSIX.1-2001). */
function paxRecords(bytes: Uint8Array, decode: Decode): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const length = Number.parseInt(untilNull(bytes.subarray(at, at + 20), decode), 10);
    if (!(length > 0)) break;
    const match = /^\d+ ([^=]+)=(.*)\n$/s.exec(decode(bytes.subarray(at, at + length)));
    if (match !== null && readRecords.includes(match[1]!)) records.set(match[1]!, match[2]!);
    at += length;
  }
  return records;
}
