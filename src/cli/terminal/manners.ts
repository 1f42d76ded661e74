import { type Look, unadorned } from '../../output/text/look.ts';
import { plainWords } from '../../output/text/plain-words.ts';
import { visibleLines } from '../../output/text/visible.ts';
import type { Io, World } from '../io.ts';
import type { HeldWorld } from './hold-output.ts';

/** Global flags that say how output is to look; undefined where they do not. */
export interface MannersFlags {
  readonly plain?: boolean;
  readonly color?: boolean;
  readonly pager?: boolean;
}

/**
 * The world as a command sees it: with what flags, the environment and the terminal say of looks, progress and a pager. What
 * it has written may be held until `release`. Notes hide nothing, whatever they quote.
 */
export async function mannered(
  world: World,
  flags: MannersFlags,
): Promise<{ readonly io: Io; release(): Promise<void> }> {
  const pager = pagerOf(world, flags.pager);
  const { world: seen, release }: HeldWorld =
    pager === undefined
      ? { world, release: async () => {} }
      : (await import('./hold-output.ts')).holdOutput(world, pager);
  const io = insteadOf(seen, {
    look: lookOf(world, flags),
    get terminal() {
      return progressTerminal(world, flags);
    },
    note: (text: string) => seen.note(visibleLines(flags.plain ? plainWords(text) : text)),
  });
  return { io, release };
}

/** The world as it is, for what is no command. */
export const unmannered = (world: World): Io => insteadOf(world, { look: unadorned });

/** A text that comes before flags are read, or where they cannot be: as they would have it. */
export const spelled = (text: string, words: readonly string[]): string =>
  words.includes('--plain') ? plainWords(text) : text;

/** The world with some of it changed. What takes time to know, as what standard error is, stays unasked. */
export const insteadOf = <W extends World, C extends object>(world: W, changes: C): W & C =>
  Object.create(world, Object.getOwnPropertyDescriptors(changes)) as W & C;

/** How output is to look: what flags say, else what becomes the place that it goes to. */
const lookOf = (world: World, { plain = false, color }: MannersFlags): Look => ({
  plain,
  color: !plain && wantsColor(world, color),
  columns: world.stdoutIsTerminal ? world.columns : undefined,
});

/**
 * Whether to write with colour: what a flag says; else never with NO_COLOR (https://no-color.org), always with
 * FORCE_COLOR (but for 0 and false), else on a terminal that is not dumb.
 */
function wantsColor({ env, stdoutIsTerminal }: World, flag?: boolean): boolean {
  if (flag !== undefined) return flag;
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return !['0', 'false'].includes(env.FORCE_COLOR);
  return stdoutIsTerminal && env.TERM !== 'dumb';
}

/** Where progress may be drawn: on a terminal that can, and that somebody looks at, rather than listens to. */
export function progressTerminal(
  { terminal, env }: Pick<World, 'terminal' | 'env'>,
  { plain = false }: MannersFlags,
): NodeJS.WriteStream | undefined {
  // Some pseudo terminals have no width, and ora would clear lines without end.
  const canDraw = terminal !== undefined && terminal.columns > 0 && env.TERM !== 'dumb' && !isOn(env.CI);
  return canDraw && !plain ? terminal : undefined;
}

const isOn = (value: string | undefined): boolean => value !== undefined && !['', '0', 'false'].includes(value);

/**
 * The pager for what is longer than the screen: MESHWRIGHT_PAGER, else PAGER, else less. Undefined where there is to be none:
 * no terminal, or a dumb one, --no-pager, `cat`, or nothing.
 */
function pagerOf({ stdoutIsTerminal, rows, env }: World, isWanted = true): string | undefined {
  if (!isWanted || !stdoutIsTerminal || !rows || env.TERM === 'dumb') return undefined;
  const pager = (env.MESHWRIGHT_PAGER ?? env.PAGER ?? 'less').trim();
  return ['', 'cat'].includes(pager) ? undefined : pager;
}
