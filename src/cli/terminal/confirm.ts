import { MeshwrightError } from '../../base/errors.ts';
import { visible } from '../../output/text/visible.ts';
import type { Io } from '../io.ts';

/**
 * Asks whether to go on; no answer, and any other than yes, means no.
 *
 * @throws MeshwrightError for no
 */
export async function confirm(io: Pick<Io, 'ask'>, question: string): Promise<void> {
  const answer = await io.ask(`${visible(question)} [y/N] `);
  if (/^\s*y(es)?\s*$/i.test(answer ?? '')) return;
  throw new MeshwrightError(
    answer === undefined ? 'nothing was changed: it was to be confirmed (-y does)' : 'nothing was changed',
  );
}
