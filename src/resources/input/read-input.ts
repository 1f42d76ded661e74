import type { SourceFile } from '../document.ts';
import type { ReadProblem } from '../to-resources.ts';
import { decode } from './decode.ts';
import { FileBytes, TooLargeError } from './file-bytes.ts';
import { locate } from './locate.ts';
import { pathMatcher } from './path-patterns.ts';
import { readFailure } from './read-failure.ts';

/** The world that input is read from, besides its files. */
export interface InputSource {
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** All of standard input: called at most once, and only for the path `-`. */
  readStdin(): Promise<Uint8Array>;
}

export interface InputOptions {
  /** What folders and patterns leave out, as .gitignore would say it; a file named by itself is read all the same. */
  readonly exclude?: readonly string[] | undefined;
  /** The folder that `exclude` is relative to. Default: the working directory. */
  readonly excludeFrom?: string | undefined;
  /** The most bytes that one file may hold. Default: 256 MiB. */
  readonly maxBytes?: number | undefined;
}

export interface Input {
  /** In the order of the paths given; a folder's sorted by name. Each file once, however many paths lead to it. */
  readonly files: SourceFile[];
  /** Files and folders that cannot be read. */
  readonly problems: ReadProblem[];
  /** Remarks for the user about paths that gave nothing, each a sentence. */
  readonly notes: string[];
}

const defaultMaxBytes = 256 * 2 ** 20;

/**
 * Reads what the user names: files, folders (their .yaml, .yml and .json files, at any depth), patterns such as
 * `k8s/**\/*.yaml`, `!pattern` to leave out what it means, and `-` for standard input. A file or folder that is there
 * and cannot be read becomes a problem, and the rest is read.
 *
 * @throws InputError for a path that does not exist and for a pattern that matches nothing; UsageError for an empty
 *   path, for `-` given twice, and when exclusions are all there is
 */
export async function readInput(
  paths: readonly string[],
  source: InputSource,
  options: InputOptions = {},
): Promise<Input> {
  const { maxBytes = defaultMaxBytes, exclude = [], excludeFrom = source.cwd } = options;
  const excludedByOption = await pathMatcher(exclude, excludeFrom);
  const located = await locate(paths, source.cwd, excludedByOption);
  const { problems, notes } = located;
  const files: SourceFile[] = [];
  const seen = new Set<string>();
  const reader = new FileBytes(maxBytes);
  for (const place of located.places) {
    if (place.realPath !== undefined) {
      if (seen.has(place.realPath)) continue;
      seen.add(place.realPath);
    }
    try {
      const bytes = place.path === undefined ? await stdin(source, maxBytes) : reader.read(place.path);
      const { text, problem } = decode(bytes);
      if (problem !== undefined) problems.push({ file: place.name, ...problem });
      else files.push({ name: place.name, text });
    } catch (error) {
      const message = error instanceof TooLargeError ? error.message : readFailure(error);
      problems.push({ file: place.name, message });
    }
  }
  return { files, problems, notes };
}

async function stdin(source: InputSource, maxBytes: number): Promise<Buffer> {
  const bytes = await source.readStdin();
  if (bytes.length > maxBytes) throw new TooLargeError(maxBytes);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
