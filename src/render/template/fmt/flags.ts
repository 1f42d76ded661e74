import { characterCount } from '../model/text.ts';

/** What stands between `%` and the verb. */
export interface Flags {
  readonly plus: boolean;
  readonly minus: boolean;
  readonly sharp: boolean;
  readonly space: boolean;
  readonly zero: boolean;
  /** `%+v`: with the names of fields. */
  readonly plusV: boolean;
  /** `%#v`: as Go's syntax. */
  readonly sharpV: boolean;
  readonly width: number | undefined;
  readonly precision: number | undefined;
}

export const noFlags: Flags = {
  plus: false,
  minus: false,
  sharp: false,
  space: false,
  zero: false,
  plusV: false,
  sharpV: false,
  width: undefined,
  precision: undefined,
};

/** As many blanks, or zeros where those are asked for and go to the left, as the width leaves. */
export function padding({ width = 0, zero, minus }: Flags, length: number): string {
  return (zero && !minus ? '0' : ' ').repeat(Math.max(0, width - length));
}

/** Text brought to the width, which counts characters. */
export function pad(text: string, flags: Flags): string {
  if (!flags.width) return text;
  const blanks = padding(flags, characterCount(text));
  return flags.minus ? text + blanks : blanks + text;
}

/** The first characters, as many as the precision says. */
export function truncate(text: string, { precision }: Flags): string {
  if (precision === undefined || text.length <= precision) return text;
  return [...text].slice(0, precision).join('');
}
