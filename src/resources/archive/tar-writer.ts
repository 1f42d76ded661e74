/** A file that goes into an archive. */
export interface TarFile {
  /** With slashes, of any length. */
  readonly path: string;
  /** Bytes, exactly as many as `content` gives. */
  readonly size: number;
  /** When it was changed: milliseconds since 1970. */
  readonly time: number;
  content(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

const block = 512;
/** Widths of the two fields that hold a path (POSIX.1-1988, ustar). */
const nameWidth = 100;
const prefixWidth = 155;
/** What twelve octal digits but one can say; more goes into a pax record. */
const largestSize = 8 ** 11 - 1;

/**
 * A tar archive in pieces, one file after another, none of which is held: ustar, with a pax header (POSIX.1-2001) for paths
 * that it has no room or no letters for. Files belong to nobody, and only their owner may read them.
 *
 * @throws Error where a file's content is not as long as it was said to be
 */
export async function* tarPieces(files: Iterable<TarFile> | AsyncIterable<TarFile>): AsyncGenerator<Uint8Array> {
  for await (const file of files) {
    yield* headersOf(file);
    let written = 0;
    for await (const piece of file.content()) {
      written += piece.length;
      yield piece;
    }
    if (written !== file.size) throw new Error(`${file.path} has ${written} bytes, not ${file.size}`);
    yield padding(written);
  }
  yield Buffer.alloc(2 * block);
}

function* headersOf({ path, size, time }: TarFile): Generator<Uint8Array> {
  const split = isAscii(path) ? splitPath(path) : undefined;
  const records: Record<string, string> = {
    ...(split === undefined && { path }),
    ...(size > largestSize && { size: String(size) }),
  };
  const pax = Buffer.from(Object.entries(records).map(paxRecord).join(''));
  if (pax.length > 0) {
    yield header({ name: 'pax-header', prefix: '' }, 'x', pax.length, time);
    yield pax;
    yield padding(pax.length);
  }
  // Readers that know no pax get what there is room for.
  const shown = split ?? { name: Buffer.from(path).toString('latin1').slice(-nameWidth), prefix: '' };
  yield header(shown, '0', Math.min(size, largestSize), time);
}

interface SplitPath {
  readonly name: string;
  readonly prefix: string;
}

/** The path in its two fields, cut at a slash; undefined where they have no room for it. */
function splitPath(path: string): SplitPath | undefined {
  if (path.length <= nameWidth) return { name: path, prefix: '' };
  const slash = path.indexOf('/', path.length - nameWidth - 1);
  if (slash <= 0 || slash > prefixWidth || slash === path.length - 1) return undefined;
  return { prefix: path.slice(0, slash), name: path.slice(slash + 1) };
}

function header({ name, prefix }: SplitPath, type: '0' | 'x', size: number, time: number): Buffer {
  const bytes = Buffer.alloc(block);
  const text = (value: string, at: number) => bytes.write(value, at, 'latin1');
  const octal = (value: number, width: number, at: number) =>
    text(`${value.toString(8).padStart(width - 1, '0')}\0`, at);
  text(name, 0);
  octal(0o600, 8, 100);
  octal(0, 8, 108);
  octal(0, 8, 116);
  octal(size, 12, 124);
  octal(Math.floor(time / 1000), 12, 136);
  text(type, 156);
  text('ustar\x0000', 257);
  text(prefix, 345);
  // The sum of all bytes, its own field taken for blanks.
  text(' '.repeat(8), 148);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  text(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return bytes;
}

/** `length key=value`, where the length counts itself. */
function paxRecord([key, value]: readonly [string, string]): string {
  const rest = ` ${key}=${value}\n`;
  const length = Buffer.byteLength(rest);
  let total = length + String(length).length;
  if (String(total).length > String(length).length) total = length + String(total).length;
  return `${total}${rest}`;
}

const padding = (size: number): Uint8Array => new Uint8Array((block - (size % block)) % block);
const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);
