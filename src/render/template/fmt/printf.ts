import { joined } from '../model/text.ts';
import { bare, typeOf, type Value } from '../model/values.ts';
import { type Flags, noFlags } from './flags.ts';
import { Printer } from './printer.ts';

/** No width or precision may be larger; Go's limit. */
const largest = 1_000_000;

const flagNames: Readonly<Record<string, keyof Flags>> = {
  '#': 'sharp',
  '0': 'zero',
  '+': 'plus',
  '-': 'minus',
  ' ': 'space',
};

/**
 * Go's fmt.Sprintf: verbs, flags, widths and precisions, `*`, argument numbers. What does not fit is shown in the text.
 * @throws PrintError when the text gets longer than `longest`, or a value is nested too deeply
 */
export function sprintf(format: string, args: readonly Value[], longest?: number): string {
  if (!format.includes('%') && args.length === 0) return format;
  return joined(new Formatter(format, args, longest).run());
}

class Formatter {
  readonly #printer: Printer;
  #at = 0;
  #argument = 0;
  /** An argument number was used, so that arguments left over are no mistake. */
  #isReordered = false;
  #isGoodNumber = true;
  /** The last thing read was an argument number. */
  #isAfterNumber = false;

  constructor(
    private readonly format: string,
    private readonly args: readonly Value[],
    longest: number | undefined,
  ) {
    this.#printer = new Printer(longest);
  }

  run(): string {
    const { format } = this;
    while (this.#at < format.length) {
      const percent = format.indexOf('%', this.#at);
      const end = percent < 0 ? format.length : percent;
      this.#write(format.slice(this.#at, end));
      this.#at = end + 1;
      if (percent >= 0) this.#directive();
    }
    this.#writeExtra();
    return this.#printer.out;
  }

  #write(text: string): void {
    this.#printer.out += text;
  }

  #directive(): void {
    const { format, args } = this;
    this.#isGoodNumber = true;
    const flags: { -readonly [K in keyof Flags]: Flags[K] } = { ...noFlags };
    for (let name = flagNames[format[this.#at] ?? '']; name; name = flagNames[format[this.#at] ?? '']) {
      Object.assign(flags, { [name]: true });
      this.#at++;
    }
    // A plain verb takes the next argument, whatever was wrong with argument numbers before.
    const isPlain = /[a-z]/.test(format[this.#at] ?? '') && this.#argument < args.length;
    if (!isPlain) {
      this.#isAfterNumber = false;
      this.#readNumber();
      this.#readWidth(flags);
      this.#readPrecision(flags);
      if (!this.#isAfterNumber) this.#readNumber();
    }
    if (this.#at >= format.length) {
      this.#write('%!(NOVERB)');
      return;
    }
    const verb = String.fromCodePoint(format.codePointAt(this.#at)!);
    this.#at += verb.length;
    if (verb === '%') this.#write('%');
    else if (!this.#isGoodNumber) this.#write(`%!${verb}(BADINDEX)`);
    else if (this.#argument >= args.length) this.#write(`%!${verb}(MISSING)`);
    else {
      if (verb === 'v' || verb === 'w') {
        Object.assign(flags, { sharpV: flags.sharp, sharp: false, plusV: flags.plus, plus: false });
      }
      this.#printer.print(args[this.#argument++], verb, flags);
    }
  }

  /** `[n]`: the argument to go on with. */
  #readNumber(): void {
    const { format, args } = this;
    this.#isAfterNumber = false;
    if (format[this.#at] !== '[') return;
    this.#isReordered = true;
    // At the end of the format nothing shorter than [n] is looked at.
    const close = format.length - this.#at < 3 ? -1 : format.indexOf(']', this.#at);
    const inside = format.slice(this.#at + 1, close);
    const number = /^\d+$/.test(inside) ? toNumber(inside) : undefined;
    this.#at = close < 0 ? this.#at + 1 : close + 1;
    this.#isAfterNumber = close >= 0 && number !== undefined;
    if (this.#isAfterNumber && number! >= 1 && number! <= args.length) this.#argument = number! - 1;
    else this.#isGoodNumber = false;
  }

  #readWidth(flags: { width: number | undefined; minus: boolean; zero: boolean }): void {
    if (this.format[this.#at] === '*') {
      this.#at++;
      flags.width = this.#takeNumber();
      if (flags.width === undefined) this.#write('%!(BADWIDTH)');
      else if (flags.width < 0) {
        flags.width = -flags.width;
        flags.minus = true;
        flags.zero = false;
      }
      this.#isAfterNumber = false;
    } else {
      flags.width = this.#readDigits();
      if (this.#isAfterNumber && flags.width !== undefined) this.#isGoodNumber = false;
    }
  }

  #readPrecision(flags: { precision: number | undefined }): void {
    if (this.format[this.#at] !== '.' || this.#at + 1 >= this.format.length) return;
    this.#at++;
    if (this.#isAfterNumber) this.#isGoodNumber = false;
    this.#readNumber();
    if (this.format[this.#at] === '*') {
      this.#at++;
      const precision = this.#takeNumber();
      flags.precision = precision !== undefined && precision >= 0 ? precision : undefined;
      if (flags.precision === undefined) this.#write('%!(BADPREC)');
      this.#isAfterNumber = false;
    } else flags.precision = this.#readDigits() ?? 0;
  }

  /** A number in the format; one that is too large ends the format. */
  #readDigits(): number | undefined {
    const [digits = ''] = /^\d*/.exec(this.format.slice(this.#at, this.#at + 20)) ?? [];
    if (digits === '') return undefined;
    const number = toNumber(digits);
    this.#at = number === undefined ? this.format.length : this.#at + digits.length;
    return number;
  }

  /** The next argument as a width or precision. */
  #takeNumber(): number | undefined {
    if (this.#argument >= this.args.length) return undefined;
    const value = bare(this.args[this.#argument++]);
    if (typeof value !== 'bigint' || value > largest || value < -largest) return undefined;
    return Number(value);
  }

  #writeExtra(): void {
    if (this.#isReordered || this.#argument >= this.args.length) return;
    this.#write('%!(EXTRA ');
    for (const [i, value] of this.args.slice(this.#argument).entries()) {
      if (i > 0) this.#write(', ');
      const type = typeOf(value);
      this.#write(type === undefined ? '<nil>' : `${type.name}=`);
      if (type !== undefined) this.#printer.print(value, 'v', noFlags);
    }
    this.#write(')');
  }
}

/** Go gives up on a number once what it has read so far is too large; the last digit may still make it so. */
function toNumber(digits: string): number | undefined {
  const isTooLarge = Number(digits.slice(0, -1)) > largest;
  return isTooLarge ? undefined : Number(digits);
}
