import { UsageError } from '../../base/errors.ts';
import type { Io } from '../io.ts';

/**
 * Sees to it that whoever has to be asked can be, before anything is read from a cluster.
 *
 * @param skips true for --skip-confirmation
 * @param readsStdin true when standard input is a file of settings
 * @throws UsageError
 */
export function requireAnswer(io: Pick<Io, 'stdinIsTerminal'>, skips: boolean | undefined, readsStdin: boolean): void {
  if (skips || (io.stdinIsTerminal && !readsStdin)) return;
  const why = readsStdin ? 'standard input holds settings' : 'standard input is no terminal';
  throw new UsageError(`this has to be confirmed, and nobody can be asked: ${why}. -y goes on without asking`);
}
