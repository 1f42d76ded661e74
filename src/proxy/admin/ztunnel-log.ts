import { MeshwrightError } from '../../base/errors.ts';
import { printable } from '../../kube/kube-error.ts';
import type { AskAdmin } from './ask.ts';
import type { LevelChange } from './log-levels.ts';

/** ztunnel's names for levels that Envoy calls otherwise, or has besides. */
const ztunnelNames: Readonly<Record<string, string>> = { warning: 'warn', critical: 'error' };

/** What to do with a ztunnel's levels; `reset` goes back to what it started with, and comes first. */
export interface ZtunnelLogChange {
  readonly reset: boolean;
  readonly levels: LevelChange | undefined;
}

/**
 * Sets a ztunnel's levels, if any, and gives what it logs then: `access=debug,info`. Rejects as `AskAdmin` does.
 * (https://github.com/istio/ztunnel, POST /logging.)
 */
export async function ztunnelLevels(ask: AskAdmin, { reset, levels }: ZtunnelLogChange): Promise<string> {
  const query = [...(levels === undefined ? [] : [`level=${directives(levels)}`]), ...(reset ? ['reset'] : [])];
  const answer = await ask('POST', query.length === 0 ? 'logging' : `logging?${query.join('&')}`);
  const [, now] = /^current log level is (.+)$/m.exec(answer) ?? [];
  if (now === undefined) throw new MeshwrightError(`no answer of ztunnel's /logging: ${printable(answer, 300)}`);
  return now;
}

/** The level of all comes last: ztunnel reads single ones first. */
function directives({ all, loggers }: LevelChange): string {
  const name = (level: string) => ztunnelNames[level] ?? level;
  const single = Array.from(loggers, ([logger, level]) => `${logger}=${name(level)}`);
  return [...single, ...(all === undefined ? [] : [name(all)])].map(encodeURIComponent).join(',');
}
