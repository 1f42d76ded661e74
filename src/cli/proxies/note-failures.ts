import { ExitCode } from '../../base/exit-code.ts';
import { visible } from '../../output/text/visible.ts';
import type { IstiodAnswers } from '../../proxy/istiod/connection.ts';
import type { Io } from '../io.ts';

/**
 * Tells which istiods did not answer, where others did: what is shown lacks what they know.
 *
 * @returns what the command ends with, if nothing else is wrong
 */
export function noteFailures(io: Io, { failures }: IstiodAnswers<unknown>): ExitCode {
  for (const { istiod, error } of failures) {
    io.note(visible(`warning: istiod ${istiod.name} does not answer, so what it knows is missing: ${error.message}`));
  }
  return failures.length === 0 ? ExitCode.ok : ExitCode.failed;
}
