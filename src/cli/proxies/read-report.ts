import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { createGunzip } from 'node:zlib';
import { InputError } from '../../base/errors.ts';
import { reportPath, reportRoot } from '../../resources/archive/report-layout.ts';
import { tarFiles } from '../../resources/archive/tar-reader.ts';
import type { SourceFile } from '../../resources/document.ts';
import { decode } from '../../resources/input/decode.ts';
import { readFailure } from '../../resources/input/read-failure.ts';
import type { Io } from '../io.ts';

/** What was read of a bug report: files by their paths in it, as `proxies/shop/cart-1/clusters`. */
export interface Report {
  /** As the user named it. */
  readonly name: string;
  readonly paths: readonly string[];
  /** Throws InputError where there is no such file among those read, or its bytes are no text. */
  text(path: string): SourceFile;
}

/** Bytes of all that is wanted of a report. */
const largest = 2 ** 30;

/**
 * Reads what is wanted of a bug report: a folder, or an archive as `bug-report` makes it (.tar.gz), istioctl's or ours. Nothing
 * else is held, and nothing is unpacked to disk.
 *
 * @throws InputError where it is no report, is damaged, or holds too much
 */
export async function readReport(io: Io, name: string, wants: (path: string) => boolean): Promise<Report> {
  const place = resolve(io.cwd, name);
  const refuse = (reason: string): never => {
    throw new InputError(`${name} ${reason}`);
  };
  const files = new Map<string, () => Buffer>();
  let size = 0;
  try {
    if (statSync(place).isDirectory()) {
      for (const path of filesBelow(place)) {
        const known = reportPath(withinReport(path));
        if (!wants(known)) continue;
        size += statSync(join(place, path)).size;
        if (size > largest) refuse(`holds more than ${largest} bytes that are wanted`);
        files.set(known, () => readFileSync(join(place, path)));
      }
    } else {
      const selection = { wants: (path: string) => wants(withinReport(path)), limit: largest, refuse };
      for await (const { path, bytes } of tarFiles(piecesOf(place), selection))
        files.set(withinReport(path), () => bytes);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new InputError(`there is no file or folder ${name}`);
    refuse(code?.startsWith('Z_') ? 'is damaged: it cannot be unpacked' : readFailure(error));
  }
  return {
    name,
    paths: [...files.keys()],
    text: (path) => {
      const read = files.get(path);
      if (read === undefined) throw new InputError(`${name} holds no ${path}`);
      const { text, problem } = decode(read());
      if (problem !== undefined)
        throw new InputError(`${name}: ${path}:${problem.line}:${problem.column}: ${problem.message}`);
      return { name: `${name}:${path}`, text };
    },
  };
}

/** Paths below a folder, with slashes, in order. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path), { throwIfNoEntry: false })?.isFile())
    .map((path) => path.split(sep).join('/'))
    .sort();

/** Without the folder that all is in: archives have it, and so has a folder that one was unpacked into. */
function withinReport(path: string): string {
  const clean = path.replace(/^(\.\/)+/, '');
  return clean.startsWith(`${reportRoot}/`) ? clean.slice(reportRoot.length + 1) : clean;
}

/** The bytes of a tar archive, gzipped or not. */
async function* piecesOf(place: string): AsyncGenerator<Uint8Array> {
  const file = createReadStream(place);
  const first = await new Promise<Buffer>((done, failed) => {
    file.once('error', failed);
    file.once('end', () => done(Buffer.alloc(0)));
    file.once('data', (piece) => {
      file.pause();
      done(piece as Buffer);
    });
  });
  if (first.length === 0) return;
  file.unshift(first);
  const isGzipped = first[0] === 0x1f && first[1] === 0x8b;
  if (!isGzipped) yield* file as AsyncIterable<Buffer>;
  else {
    const unpacked = createGunzip();
    file.on('error', (error) => unpacked.destroy(error));
    yield* file.pipe(unpacked) as AsyncIterable<Buffer>;
  }
}
