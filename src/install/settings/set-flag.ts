import { UsageError } from '../../base/errors.ts';
import { parsePath, type Step } from './path.ts';

/** What one `--set path=value` says. */
export interface SetFlag {
  /** As typed, for messages: `--set values.pilot.traceSampling=100`. */
  readonly label: string;
  /** From the `spec` of an IstioOperator. */
  readonly steps: readonly Step[];
  readonly value: string;
}

/**
 * Takes a flag apart at its first `=`.
 *
 * @param flag what it was typed as, for messages: `--revision` is a setting too
 * @throws UsageError for what is no `path=value`
 */
export function parseSetFlag(text: string, flag = `--set ${text}`): SetFlag {
  const equals = text.indexOf('=');
  if (equals < 0) throw new UsageError(`${flag}: write it as path=value, such as profile=demo`);
  const steps = parsePath(text.slice(0, equals).trim());
  if (typeof steps === 'string') throw new UsageError(`${flag}: the path before "=" cannot be read: ${steps}`);
  return { label: flag, steps, value: text.slice(equals + 1).trim() };
}

/**
 * A setting that another flag, or an argument, makes.
 *
 * @param label what it was typed as, for messages: `--revision canary`
 */
export const namedSetting = (name: string, value: string, label: string): SetFlag => ({ label, steps: [name], value });
