import type { Io } from './io.ts';

/**
 * Whether to write with colour: what a flag says; else never with NO_COLOR (https://no-color.org), always with
 * FORCE_COLOR (but for 0 and false), else on a terminal that is not dumb.
 */
export function wantsColor({ env, stdoutIsTerminal }: Pick<Io, 'env' | 'stdoutIsTerminal'>, flag?: boolean): boolean {
  if (flag !== undefined) return flag;
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return !['0', 'false'].includes(env.FORCE_COLOR);
  return stdoutIsTerminal && env.TERM !== 'dumb';
}
