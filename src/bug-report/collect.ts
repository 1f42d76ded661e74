import { StringDecoder } from 'node:string_decoder';
import { AtMost } from '../base/at-most.ts';
import { MeshwrightError } from '../base/errors.ts';
import { printable } from '../kube/kube-error.ts';
import type { ReportItem, ReportSource } from './item.ts';
import type { Collected, FileRecord, MissingRecord } from './record.ts';
import { TextRedactor } from './redact/text.ts';
import { FolderError, type ReportFile } from './report-file.ts';
import type { ReportFolder } from './report-folder.ts';
import type { ReportLimits } from './settings.ts';

/** What happens while a report comes together. */
export type ReportEvent =
  | { readonly type: 'begun'; readonly path: string }
  | { readonly type: 'file'; readonly path: string; readonly done: number; readonly total: number }
  | { readonly type: 'missing'; readonly path: string; readonly done: number; readonly total: number };

export interface CollectOptions {
  readonly limits: ReportLimits;
  /** Leave secrets as they are. */
  readonly fullSecrets: boolean;
  /** Ends it: what is there by then is the report. */
  readonly signal: AbortSignal;
}

/**
 * Reads all sources, several at once, into the folder; what the folder has already is not read again. What cannot be read is
 * told in the outcome. Where all of it becomes too large, what counts least gives way.
 *
 * @throws FolderError where the folder cannot be written to
 */
export async function collect(
  sources: readonly ReportSource[],
  folder: ReportFolder,
  options: CollectOptions,
  tell: (event: ReportEvent) => void,
): Promise<Collected> {
  const { limits, signal } = options;
  const turns = new AtMost(limits.concurrency);
  const total = sources.reduce((sum, { items }) => sum + items.length, 0);
  const room = new Room(folder, limits.totalSize);
  const missing: MissingRecord[] = [];
  let done = 0;
  let broken: FolderError | undefined;

  /** Reads an item, unless the folder has it already. */
  const read = async (item: ReportItem, hopeless: string | undefined): Promise<void> => {
    const before = folder.done.get(item.path);
    if (before !== undefined) return room.keep(before);
    if (broken !== undefined) throw broken;
    if (hopeless !== undefined) throw new MeshwrightError(hopeless);
    signal.throwIfAborted();
    tell({ type: 'begun', path: item.path });
    room.add(await readItem(item, folder, options));
  };
  const readSource = async ({ items, isHopeless = () => false }: ReportSource): Promise<void> => {
    let hopeless: string | undefined;
    for (const item of items) {
      const { path, what } = item;
      let type: 'file' | 'missing' = 'file';
      try {
        await read(item, hopeless);
      } catch (error) {
        if (error instanceof FolderError) {
          broken = error;
          return;
        }
        type = 'missing';
        const reason = signal.aborted ? stopReason(signal) : reasonOf(error);
        if (!signal.aborted && isHopeless(error)) hopeless = reason;
        missing.push({ path, what, reason });
      }
      tell({ type, path, done: ++done, total });
    }
  };
  await Promise.all(sources.map((source) => turns.run(() => readSource(source))));
  if (broken !== undefined) throw broken;
  return {
    files: room.files,
    missing: [...missing, ...room.givenWay].sort((a, b) => (a.path < b.path ? -1 : 1)),
    stopped: signal.aborted ? stopReason(signal) : undefined,
  };
}

const stopReason = ({ reason }: AbortSignal): string => (reason instanceof Error ? reason.message : String(reason));

/** A message for people. One that is no MeshwrightError is a defect of this program, and does not take the report with it. */
const reasonOf = (error: unknown): string =>
  error instanceof MeshwrightError ? error.message : `a defect of meshwright: ${printable(String(error))}`;

async function readItem(item: ReportItem, folder: ReportFolder, options: CollectOptions): Promise<FileRecord> {
  const { path, what, importance, keeps = 'start' } = item;
  const { limits, fullSecrets, signal } = options;
  const file = folder.file(path, limits.fileSize, keeps);
  const problems: string[] = [];
  try {
    await copy(item, file, { fullSecrets, signal }, (problem) => problems.push(problem));
  } catch (error) {
    file.drop();
    throw error;
  }
  const record: FileRecord = {
    ...{ path, what },
    ...file.commit(),
    ...(importance !== undefined && { importance }),
    ...(item.importanceNow !== undefined && { importance: item.importanceNow() }),
    ...(problems.length > 0 && { problems: [...new Set(problems)] }),
  };
  folder.record(record);
  return record;
}

/** Everything that comes in goes by the one who takes secrets out. */
async function copy(
  item: ReportItem,
  file: ReportFile,
  { fullSecrets, signal }: Pick<CollectOptions, 'fullSecrets' | 'signal'>,
  tell: (problem: string) => void,
): Promise<void> {
  const decoder = new StringDecoder('utf8');
  const redactor = fullSecrets ? undefined : new TextRedactor();
  const write = (text: string): boolean => file.write(redactor === undefined ? text : redactor.push(text));
  for await (const piece of piecesOf(item, signal, tell)) {
    if (!write(typeof piece === 'string' ? piece : decoder.write(piece as Buffer))) return;
  }
  if (write(decoder.end()) && redactor !== undefined) file.write(redactor.end());
}

/** Longer than any call that has limits of its own. */
const usualSilence = 150_000;

/** What an item gives until the signal, or nothing comes for too long: not all that is read can be stopped. */
async function* piecesOf(
  { read, silence = usualSilence }: ReportItem,
  signal: AbortSignal,
  tell: (problem: string) => void,
): AsyncGenerator<string | Uint8Array> {
  const silent = new AbortController();
  const either = AbortSignal.any([signal, silent.signal]);
  let stop: () => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(either.reason as Error);
  });
  // Where all has come by then, nobody is there to be told.
  stopped.catch(() => {});
  either.addEventListener('abort', stop);
  const giveUp = () => silent.abort(new MeshwrightError(`nothing came for ${silence / 1000} s`));
  let timer: NodeJS.Timeout | undefined;
  const iterator = read({ signal: either }, tell)[Symbol.asyncIterator]();
  try {
    for (;;) {
      signal.throwIfAborted();
      const next = iterator.next();
      next.catch(() => {});
      timer = setTimeout(giveUp, silence);
      const { done, value } = await Promise.race([stopped, next]);
      clearTimeout(timer);
      if (done) return;
      yield value;
    }
  } finally {
    clearTimeout(timer);
    either.removeEventListener('abort', stop);
    // Not waited for: it may be in the middle of what cannot be stopped.
    iterator.return?.(undefined).catch(() => {});
  }
}

/** What all files together may have. */
class Room {
  readonly #folder: ReportFolder;
  readonly #limit: number;
  readonly #files = new Map<string, FileRecord>();
  readonly givenWay: MissingRecord[] = [];
  #bytes = 0;

  constructor(folder: ReportFolder, limit: number) {
    this.#folder = folder;
    this.#limit = limit;
  }

  get files(): readonly FileRecord[] {
    return [...this.#files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  keep(record: FileRecord): void {
    this.#files.set(record.path, record);
    this.#bytes += record.bytes;
  }

  add(record: FileRecord): void {
    this.keep(record);
    while (this.#bytes > this.#limit) {
      const least = this.#least() ?? record;
      this.#files.delete(least.path);
      this.#bytes -= least.bytes;
      this.#folder.remove(least.path);
      const reason = `the report would be larger than ${this.#limit} bytes, and others count more`;
      this.givenWay.push({ path: least.path, what: least.what, reason });
    }
  }

  /** The file that counts least; of several, the largest. Undefined where none may give way. */
  #least(): FileRecord | undefined {
    let least: FileRecord | undefined;
    for (const one of this.#files.values()) {
      if (one.importance === undefined) continue;
      if (
        least === undefined ||
        one.importance < least.importance! ||
        (one.importance === least.importance && one.bytes > least.bytes)
      )
        least = one;
    }
    return least;
  }
}
