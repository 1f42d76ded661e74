import { stripVTControlCharacters } from 'node:util';
import type { Output, World } from '../io.ts';
import { insteadOf } from './manners.ts';

/** A world that holds what is written, until it is known whether the screen has room for it. */
export interface HeldWorld {
  readonly world: World;
  /** Shows what is held: with the pager where it is longer than the screen. */
  release(): Promise<void>;
}

type Held = { readonly result: Uint8Array } | { readonly note: string };

/**
 * Holds results, and the notes behind them, until `release`. A command that asks the user, reads standard input piece by
 * piece or may be interrupted goes on after it has written something: from then on nothing is held.
 */
export function holdOutput(world: World, pager: string): HeldWorld {
  /** Undefined when nothing is held any more. */
  let held: Held[] | undefined = [];
  let written: Promise<unknown> = Promise.resolve();

  function letGo(pieces: readonly Held[] = held ?? []): void {
    held = undefined;
    // All at once: what comes later must not overtake them.
    written = Promise.all(pieces.map((one) => ('note' in one ? world.note(one.note) : world.write(one.result))));
    // Whoever writes next, or releases, is told.
    written.catch(() => {});
  }
  function goingOn<A extends unknown[], R>(ask: (...args: A) => R): (...args: A) => R {
    return (...args) => {
      if (held !== undefined) letGo();
      return ask(...args);
    };
  }
  const changes: Partial<World> = {
    write: async (output) => {
      if (held !== undefined) held.push({ result: bytesOf(output) });
      else await written.then(() => world.write(output));
    },
    note: (note) => {
      if (held !== undefined && held.length > 0) held.push({ note });
      else world.note(note);
    },
    ask: goingOn(world.ask),
    stdinPieces: goingOn(world.stdinPieces),
    interruption: goingOn(world.interruption),
  };
  return {
    world: insteadOf(world, changes),
    release: async () => {
      if (held !== undefined) {
        const text = Buffer.concat(held.flatMap((one) => ('result' in one ? [one.result] : [])));
        const isShown = isLong(text.toString(), world) && (await world.page(text, pager));
        letGo(isShown ? held.filter((one) => 'note' in one) : held);
      }
      await written;
    },
  };
}

const bytesOf = (output: Output): Uint8Array => {
  const pieces = typeof output === 'string' || output instanceof Uint8Array ? [output] : output;
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
};

/** Whether the screen has no room for a text and the prompt below it. */
function isLong(text: string, { rows = 0, columns = 0 }: World): boolean {
  let lines = 0;
  for (const line of stripVTControlCharacters(text).split('\n')) {
    lines += columns === 0 ? 1 : Math.max(1, Math.ceil(line.length / columns));
    if (lines > rows) return true;
  }
  return false;
}
