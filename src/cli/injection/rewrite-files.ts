import { ExitCode } from '../../base/exit-code.ts';
import { objectPatches } from '../../inject/object-patches.ts';
import type { Outcome } from '../../inject/outcome.ts';
import { readText } from '../../inject/read-document.ts';
import { candidates, type Rewrite, rewriteFile, type Tell } from '../../inject/rewrite-file.ts';
import { type ObjectPatch, objectPatchFormats } from '../../output/install/object-patch-formats.ts';
import { groupOf, versionOf } from '../../resources/api-version.ts';
import type { SourceFile } from '../../resources/document.ts';
import { isObject, type JsonObject } from '../../resources/json.ts';
import { fileEncoding } from '../files/file-encoding.ts';
import { HeldText } from '../files/held-text.ts';
import { writeJoined } from '../files/joined-texts.ts';
import { commitInTurn, PendingFile } from '../files/write-file.ts';
import type { RewriteFlags, RewriteRequest } from '../flags/rewrite-flags.ts';
import type { Io } from '../io.ts';
import { describe, RewriteOutcomes } from './rewrite-outcomes.ts';
import { streamStdin } from './stream-documents.ts';

/** What a command makes of manifests. */
export interface Rewriting {
  readonly request: RewriteRequest;
  readonly flags: RewriteFlags;
  readonly rewrite: Rewrite;
  /** Takes note of what all files, or what has come of standard input, say, before any of it is rewritten. */
  prepare?(file: SourceFile): void;
  /** What became of workloads that were changed: `injected`. */
  readonly done: string;
}

/** Takes the texts of files, one after the other, and gives the exit code. */
type Deliver = (
  io: Io,
  files: readonly SourceFile[],
  rewriting: Rewriting,
  outcomes: RewriteOutcomes,
) => Promise<ExitCode>;

/**
 * Rewrites manifests and delivers them where the flags say. Nothing is written, anywhere, where a workload fails.
 *
 * @throws MeshwrightError naming all workloads that fail (of very many, the first); InputError where a document cannot be
 *   read; and for what cannot be written
 */
export async function rewriteFiles(io: Io, files: readonly SourceFile[], rewriting: Rewriting): Promise<ExitCode> {
  for (const file of files) rewriting.prepare?.(file);
  const outcomes = new RewriteOutcomes(io, rewriting.flags.verbose ?? false);
  const exitCode = await deliveries[rewriting.request.to](io, files, rewriting, outcomes);
  outcomes.tell(rewriting.done);
  return exitCode;
}

const deliveries: Readonly<Record<RewriteRequest['to'], Deliver>> = {
  stdout: async (io, files, rewriting, outcomes) => {
    const held = new HeldText();
    try {
      await writeJoined(files, piecesOf(rewriting, outcomes), (piece) => held.add(piece));
      stopAtFailures(outcomes);
      await held.release((text) => io.write(text));
    } finally {
      held.drop();
    }
    return ExitCode.ok;
  },

  file: async (io, files, rewriting, outcomes) => {
    const file = new PendingFile(rewriting.flags.output!, io.cwd);
    await commitAll([file], outcomes, () =>
      writeJoined(files, piecesOf(rewriting, outcomes), (piece) => file.write(piece)),
    );
    return ExitCode.ok;
  },

  'in place': async (io, files, rewriting, outcomes) => {
    const changed: PendingFile[] = [];
    await commitAll(changed, outcomes, async () => {
      for (const file of files) {
        const text = [...piecesOf(rewriting, outcomes)(file)].join('');
        if (text === file.text) continue;
        const pending = new PendingFile(file.name, io.cwd);
        changed.push(pending);
        pending.write(fileEncoding(file.name, io.cwd).encode(text));
        pending.finish();
      }
    });
    return ExitCode.ok;
  },

  check: async (io, files, rewriting, outcomes) => {
    const found = new HeldText();
    const tell: Tell = (outcome) => {
      outcomes.add(outcome);
      if (outcome.what === 'changed') found.add(`${describe(outcome)}: it would be ${rewriting.done}\n`);
    };
    for (const file of files) for (const _ of rewriteFile(file, rewriting.request.kinds, rewriting.rewrite, tell));
    stopAtFailures(outcomes);
    await found.release((text) => io.write(text));
    return outcomes.changed > 0 ? ExitCode.findings : ExitCode.ok;
  },

  patch: async (io, files, rewriting, outcomes) => {
    const patches: ObjectPatch[] = [];
    const { request, rewrite } = rewriting;
    const tell = (outcome: Outcome) => outcomes.add(outcome);
    for (const file of files) {
      for (const { document } of candidates(file, request.kinds)) {
        const text = rewrite(document, tell);
        if (text === document.text) continue;
        const changes = objectPatches(document.value!, readText(text).value ?? null);
        patches.push(...changes.map(({ object, operations }) => ({ target: targetOf(object), operations })));
      }
    }
    stopAtFailures(outcomes);
    await io.write(objectPatchFormats[rewriting.flags.patch!]!(patches));
    return ExitCode.ok;
  },

  stream: async (io, files, rewriting, outcomes) => {
    let written = 0;
    const tell: Tell = (outcome) => {
      outcomes.add(outcome);
      if (outcome.what === 'failed') throw outcomes.error('');
      written++;
    };
    const { request, rewrite } = rewriting;
    const pieces = (file: SourceFile, linesBefore = 0) =>
      rewriteFile(file, request.kinds, rewrite, linesBefore === 0 ? tell : (one) => tell(below(one, linesBefore)));
    try {
      if (files.length > 0) await writeJoined(files, pieces, (piece) => io.write(piece));
      else
        await streamStdin(io, (part, linesBefore) => {
          rewriting.prepare?.(part);
          return pieces(part, linesBefore);
        });
    } catch (error) {
      if (outcomes.failures.length > 0)
        io.note(`note: what stands before it is written already (${written} workloads)`);
      throw error;
    }
    return ExitCode.ok;
  },
};

/** An outcome in a part of a text that so many lines come before. */
const below = (outcome: Outcome, lines: number): Outcome => ({
  ...outcome,
  position: () => {
    const { line, column } = outcome.position();
    return { line: line + lines, column };
  },
});

const piecesOf =
  ({ request, rewrite }: Rewriting, outcomes: RewriteOutcomes) =>
  (file: SourceFile): Iterable<string> =>
    rewriteFile(file, request.kinds, rewrite, (outcome) => outcomes.add(outcome));

function stopAtFailures(outcomes: RewriteOutcomes): void {
  if (outcomes.failures.length > 0) throw outcomes.error('nothing was written');
}

/** Puts files in their places once they are written, and none of them where anything fails. */
async function commitAll(files: PendingFile[], outcomes: RewriteOutcomes, write: () => Promise<void>): Promise<void> {
  try {
    await write();
    stopAtFailures(outcomes);
  } catch (error) {
    for (const file of files) file.drop();
    throw error;
  }
  commitInTurn(files);
}

function targetOf({ apiVersion, kind, metadata }: JsonObject): ObjectPatch['target'] {
  const group = groupOf(String(apiVersion));
  const { name = '', namespace }: JsonObject = isObject(metadata) ? metadata : {};
  return {
    ...(group === '' ? {} : { group }),
    version: versionOf(String(apiVersion)),
    kind: String(kind),
    name: String(name),
    ...(typeof namespace === 'string' && namespace !== '' ? { namespace } : {}),
  };
}
