import { dayNames, monthNames } from './duration.ts';
import { layoutParts } from './layout.ts';
import type { GoTime } from './time.ts';

type Parts = ReturnType<GoTime['civil']>;

const two = (value: number): string => String(value).padStart(2, '0');
const year = ({ year: value }: Parts): string => `${value < 0 ? '-' : ''}${String(Math.abs(value)).padStart(4, '0')}`;
const twelve = ({ hour }: Parts): number => hour % 12 || 12;

const writers: Readonly<Record<string, (parts: Parts) => string>> = {
  2006: year,
  '06': (parts) => two(((parts.year % 100) + 100) % 100),
  January: ({ month }) => monthNames[month - 1]!,
  Jan: ({ month }) => monthNames[month - 1]!.slice(0, 3),
  1: ({ month }) => String(month),
  '01': ({ month }) => two(month),
  Monday: ({ weekday }) => dayNames[weekday]!,
  Mon: ({ weekday }) => dayNames[weekday]!.slice(0, 3),
  2: ({ day }) => String(day),
  _2: ({ day }) => String(day).padStart(2, ' '),
  '02': ({ day }) => two(day),
  __2: ({ yearDay }) => String(yearDay).padStart(3, ' '),
  '002': ({ yearDay }) => String(yearDay).padStart(3, '0'),
  15: ({ hour }) => two(hour),
  3: (parts) => String(twelve(parts)),
  '03': (parts) => two(twelve(parts)),
  4: ({ minute }) => String(minute),
  '04': ({ minute }) => two(minute),
  5: ({ second }) => String(second),
  '05': ({ second }) => two(second),
  PM: ({ hour }) => (hour >= 12 ? 'PM' : 'AM'),
  pm: ({ hour }) => (hour >= 12 ? 'pm' : 'am'),
  MST: ({ abbreviation, offset }) => abbreviation || offsetText('-0700', offset),
};

/** A time in Go's layout. */
export function formatTime(time: GoTime, layout: string): string {
  const civil = time.civil();
  let text = '';
  for (const part of layoutParts(layout)) {
    if ('text' in part) text += part.text;
    else text += writers[part.element]?.(civil) ?? other(part.element, civil, time.nanoseconds);
  }
  return text;
}

function other(element: string, { offset }: Parts, nanoseconds: number): string {
  if (/^[.,]/.test(element)) {
    const digits = String(nanoseconds)
      .padStart(9, '0')
      .slice(0, element.length - 1);
    if (element[1] === '0') return element[0] + digits.padEnd(element.length - 1, '0');
    const significant = digits.replace(/0+$/, '');
    return significant === '' ? '' : element[0] + significant;
  }
  return offsetText(element, offset);
}

function offsetText(element: string, offset: number): string {
  if (element.startsWith('Z') && offset === 0) return 'Z';
  const size = Math.abs(offset);
  const colon = element.includes(':') ? ':' : '';
  const fields = [two(Math.floor(size / 3600)), two(Math.floor(size / 60) % 60), two(size % 60)];
  const count = element.replace(/[^0]/g, '').length;
  const shown = element.endsWith('07') ? 1 : count >= 5 ? 3 : 2;
  return `${offset < 0 ? '-' : '+'}${fields.slice(0, shown).join(colon)}`;
}
