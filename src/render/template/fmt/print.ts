import { joined } from '../model/text.ts';
import { bare, indirect, Pointer, typeOf, type Value } from '../model/values.ts';
import { noFlags } from './flags.ts';
import { formatFloat } from './float.ts';
import { Printer } from './printer.ts';

/** A value as `%v` prints it. `longest` bounds the text, in characters. */
export function formatValue(value: Value, longest?: number): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return formatFloat(value, 'g', -1);
    case 'bigint':
    case 'boolean':
      return String(value);
  }
  const printer = new Printer(longest);
  printer.print(value, 'v', noFlags);
  return printer.out;
}

/** Go's fmt.Sprint: with spaces between what is no string. */
export function sprint(values: readonly Value[], longest?: number): string {
  let text = '';
  let isAfterString = true;
  for (const value of values) {
    const isString = typeof bare(value) === 'string';
    text += `${isString || isAfterString ? '' : ' '}${formatValue(value, longest)}`;
    isAfterString = isString;
  }
  return joined(text);
}

/** Go's fmt.Sprintln: with spaces between all, and a newline. */
export const sprintln = (values: readonly Value[], longest?: number): string =>
  joined(`${values.map((value) => formatValue(value, longest)).join(' ')}\n`);

/** What an action prints for a value: what it points to, `<no value>` for none. */
export function printed(value: Value, longest?: number): string {
  const shown = value instanceof Pointer ? indirect(value) : value;
  return shown === undefined || shown === null ? '<no value>' : formatValue(shown, longest);
}

/** False for functions. */
export const isPrintableValue = (value: Value): boolean => typeOf(indirect(value))?.kind !== 'func';
