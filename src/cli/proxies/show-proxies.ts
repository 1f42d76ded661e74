import { InputError, MeshwrightError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import { inTurn } from '../../base/in-turn.ts';
import { byProxy, type ResultFormat } from '../../output/proxy/by-proxy.ts';
import { visible } from '../../output/text/visible.ts';
import type { Io } from '../io.ts';
import type { Pieces } from './resource-texts.ts';

/** What a command has to say of a proxy: its result in the format asked for, and notes. */
export interface Shown {
  readonly text: string | Pieces;
  readonly notes?: readonly string[];
}

/** Proxies that a command is about. */
export interface Proxies<S> {
  readonly sources: readonly S[];
  /** True where there may be any number of them: each result then has its proxy's name. */
  readonly areMany: boolean;
}

interface Named {
  readonly name: string;
  readonly isLive: boolean;
}

/** So many proxies are asked at once: each takes a connection through the API server and a Node. */
const atOnce = 16;

/**
 * Writes what `show` makes of each proxy, as they come, in their order. One that fails does not keep the others' results back:
 * that is told at the end, and gives exit code 1. Where all fail nothing is written, and the first failure is thrown.
 */
export async function showProxies<S extends Named>(
  io: Io,
  { sources, areMany }: Proxies<S>,
  format: ResultFormat,
  show: (source: S) => Promise<Shown>,
): Promise<ExitCode> {
  if (!areMany) {
    for (const source of sources) {
      const { text, notes = [] } = await showOne(source, show);
      await writePieces(io, text);
      tell(io, notes);
    }
    return ExitCode.ok;
  }
  const layout = byProxy[format];
  const failures: Error[] = [];
  let shown = 0;
  for await (const [name, outcome] of inTurn(sources, atOnce, async (source) => outcomeOf(source, show))) {
    if (outcome instanceof Error) failures.push(outcome);
    else {
      const { text, notes = [] } = outcome;
      await writePieces(io, layout.one(name, typeof text === 'string' ? [text] : text, shown));
      shown++;
      tell(
        io,
        notes.map((note) => `${name}: ${note}`),
      );
    }
  }
  if (shown === 0 && failures.length > 0) throw failures[0];
  await io.write(layout.end);
  tell(
    io,
    failures.map(({ message }) => `error: ${message}`),
  );
  return failures.length === 0 ? ExitCode.ok : ExitCode.failed;
}

async function outcomeOf<S extends Named>(
  source: S,
  show: (source: S) => Promise<Shown>,
): Promise<readonly [name: string, Shown | MeshwrightError]> {
  try {
    return [source.name, await showOne(source, show)];
  } catch (error) {
    if (error instanceof MeshwrightError) return [source.name, error];
    throw error;
  }
}

/** An answer of a running proxy that cannot be read is a failure of the proxy's, not of an input. */
export async function showOne<S extends Named, R>(source: S, show: (source: S) => Promise<R>): Promise<R> {
  try {
    return await show(source);
  } catch (error) {
    throw source.isLive && error instanceof InputError ? new MeshwrightError(error.message, { cause: error }) : error;
  }
}

/** Characters that are written at once. */
const batchLength = 2 ** 20;

/** Writes pieces as they are made: a large result is never held as a whole. */
async function writePieces(io: Io, pieces: string | Pieces): Promise<void> {
  if (typeof pieces === 'string') return io.write(pieces);
  let batch: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    batch.push(piece);
    length += piece.length;
    if (length < batchLength) continue;
    await io.write(batch);
    batch = [];
    length = 0;
  }
  await io.write(batch);
}

const tell = (io: Io, notes: readonly string[]): void => {
  for (const note of notes) io.note(visible(note));
};
