import type { MeshwrightError } from '../base/errors.ts';
import { KubeError } from './kube-error.ts';

/** Milliseconds before the second try; each further one waits twice as long, up to the longest. */
const firstPause = 100;
const longestPause = 5_000;

/**
 * Milliseconds to wait behind so many tries: between half and all of the pause, so that many who were turned away do not come
 * back together.
 */
export const pauseBefore = (tries: number): number =>
  Math.min(longestPause, firstPause * 2 ** (tries - 1)) * (0.5 + Math.random() / 2);

/**
 * The error of the last try, with how long it was tried.
 *
 * @param started on the clock of `performance.now`
 */
export function afterTries(error: MeshwrightError, tries: number, started: number): MeshwrightError {
  if (!(error instanceof KubeError)) return error;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const { status, reason, permission, cause } = error;
  const message = `${error.message} (tried ${tries} times in ${seconds} s)`;
  return new KubeError(message, { status, reason, permission, cause });
}
