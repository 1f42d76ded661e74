import { listed } from '../../base/listed.ts';
import { words } from './object-reference.ts';
import type { InstallOutcome, ObjectOutcome } from './outcome.ts';
import type { Problem, Unready } from './unready.ts';

/** What was not ready in the end, and why, in lines. */
export function unreadyText(unready: readonly Unready[], milliseconds: number): string {
  const lines = unready.map(
    (one) => `${words(one)}: ${one.progress}${one.problems.map((problem) => `\n    ${problemText(problem)}`).join('')}`,
  );
  return `not ready after ${Math.round(milliseconds / 100) / 10} s:\n  ${lines.join('\n  ')}`;
}

/** `Pod istio-system/istiod-x, container discovery: ImagePullBackOff: Back-off pulling image "…"`, and its last lines. */
export function problemText({ object, container, reason, message, restarts, log = [] }: Problem): string {
  const where = `${words(object)}${container === undefined ? '' : `, container ${container}`}`;
  const again = restarts === undefined ? '' : ` (restarted ${restarts} times)`;
  const said = [where, `${reason}${again}`, message].filter((part) => part !== '').join(': ');
  return `${said}${log.map((line) => `\n      | ${line}`).join('')}`;
}

const done = new Set<ObjectOutcome['action']>(['created', 'configured', 'pruned']);

/** Why an installation did not come to its end, and how far it came. */
export function installFailure(reasons: readonly string[], { objects, dryRun }: InstallOutcome): string {
  const why = listed('the installation did not come to its end', reasons);
  if (dryRun) return why;
  const count = (isMeant: (one: ObjectOutcome) => boolean): number => objects.filter(isMeant).length;
  const changed = count(({ action }) => done.has(action));
  const kept = count(({ action }) => action === 'unchanged');
  const failed = count(({ action }) => action === 'failed');
  const left = count(({ action }) => action === 'notReached');
  const far = `${changed} objects were changed, ${kept} were as wanted, ${failed} failed, ${left} were not reached`;
  return `${why}\n${far}; run it again to go on from there`;
}
