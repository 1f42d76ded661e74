import { daysIn, daysOf } from './calendar.ts';
import { dayNames, monthNames } from './duration.ts';
import { layoutParts } from './layout.ts';
import { GoTime, toUtc } from './time.ts';
import { fixedZone, utc, type Zone } from './zone.ts';

interface Found {
  year: number;
  month: number;
  day: number;
  yearDay: number;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  isAfternoon: boolean | undefined;
  offset: number | undefined;
  zone: string | undefined;
}

type Reader = (text: string, found: Found) => number | undefined;

/** Reads a number of the digits that the form allows, and checks its bounds. */
const number =
  (form: RegExp, low: number, high: number, set: (found: Found, value: number) => void): Reader =>
  (text, found) => {
    const match = form.exec(text);
    if (match === null) return undefined;
    const value = Number(match[0]);
    if (value < low || value > high) return undefined;
    set(found, value);
    return match[0].length;
  };

const named =
  (names: readonly string[], set: (found: Found, index: number) => void): Reader =>
  (text, found) => {
    const index = names.findIndex((name) => text.slice(0, name.length).toLowerCase() === name.toLowerCase());
    if (index < 0) return undefined;
    set(found, index);
    return names[index]!.length;
  };

const short = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 3));
const year = (found: Found, value: number): void => {
  found.year = value;
};
const month = (found: Found, value: number): void => {
  found.month = value;
};
const day = (found: Found, value: number): void => {
  found.day = value;
};
const hour = (found: Found, value: number): void => {
  found.hour = value;
};
const minute = (found: Found, value: number): void => {
  found.minute = value;
};
const ignore = (): void => {};

/** Seconds may have a fraction that the layout does not show. */
const withFraction =
  (form: RegExp): Reader =>
  (text, found) => {
    const match = form.exec(text);
    if (match === null || Number(match[0]) > 59) return undefined;
    found.second = Number(match[0]);
    return match[0].length;
  };

const one = /^\d\d?/;
const two = /^\d\d/;

const readers: Readonly<Record<string, Reader>> = {
  2006: number(/^\d{4}/, 0, 9999, year),
  '06': number(two, 0, 99, (found, value) => year(found, value >= 69 ? 1900 + value : 2000 + value)),
  January: named(monthNames, (found, index) => month(found, index + 1)),
  Jan: named(short(monthNames), (found, index) => month(found, index + 1)),
  1: number(one, 1, 12, month),
  '01': number(two, 1, 12, month),
  Monday: named(dayNames, ignore),
  Mon: named(short(dayNames), ignore),
  2: number(one, 0, 99, day),
  _2: number(/^ ?\d\d?/, 0, 99, day),
  '02': number(two, 0, 99, day),
  __2: number(/^ {0,2}\d{1,3}/, 1, 366, (found, value) => {
    found.yearDay = value;
  }),
  '002': number(/^\d{3}/, 1, 366, (found, value) => {
    found.yearDay = value;
  }),
  15: number(one, 0, 23, hour),
  3: number(one, 0, 12, hour),
  '03': number(two, 0, 12, hour),
  4: number(one, 0, 59, minute),
  '04': number(two, 0, 59, minute),
  5: withFraction(one),
  '05': withFraction(two),
  PM: named(['AM', 'PM'], (found, index) => {
    found.isAfternoon = index === 1;
  }),
  pm: named(['am', 'pm'], (found, index) => {
    found.isAfternoon = index === 1;
  }),
  MST: (text, found) => {
    const match = /^(UTC|GMT[-+]\d{1,2}|ChST|MeST|[A-Z]{3,4}T?|[-+]\d\d)/.exec(text);
    if (match === null) return undefined;
    found.zone = match[0];
    return match[0].length;
  },
};

/**
 * The time that a text of the layout says, in the zone where it names none; undefined where it says none. Go's
 * time.ParseInLocation.
 */
export function parseTime(layout: string, text: string, zone: Zone = utc): GoTime | undefined {
  const found: Found = {
    year: 0,
    month: -1,
    day: -1,
    yearDay: -1,
    hour: 0,
    minute: 0,
    second: 0,
    nanosecond: 0,
    isAfternoon: undefined,
    offset: undefined,
    zone: undefined,
  };
  let rest = text;
  const parts = layoutParts(layout);
  for (const [i, part] of parts.entries()) {
    if ('text' in part) {
      const length = skipText(part.text, rest);
      if (length === undefined) return undefined;
      rest = rest.slice(length);
      continue;
    }
    const { element } = part;
    const length = Object.hasOwn(readers, element) ? readers[element]!(rest, found) : readOther(element, rest, found);
    if (length === undefined) return undefined;
    rest = rest.slice(length);
    if (element !== '5' && element !== '05') continue;
    const next = parts[i + 1];
    const isShown = next !== undefined && 'element' in next && /^[.,]/.test(next.element);
    const fraction = isShown ? null : /^[.,](\d+)/.exec(rest);
    if (fraction === null) continue;
    found.nanosecond = nanoseconds(fraction[1]!);
    rest = rest.slice(fraction[0].length);
  }
  return rest === '' ? made(found, zone) : undefined;
}

const nanoseconds = (digits: string): number => Number(digits.slice(0, 9).padEnd(9, '0'));

/** Spaces of the layout may be any number of spaces in the text. */
function skipText(expected: string, text: string): number | undefined {
  let at = 0;
  for (let i = 0; i < expected.length; i++) {
    if (expected[i] === ' ') {
      if (at < text.length && text[at] !== ' ') return undefined;
      while (expected[i + 1] === ' ') i++;
      while (text[at] === ' ') at++;
    } else if (text[at++] !== expected[i]) return undefined;
  }
  return at;
}

const offsets: readonly (readonly [element: RegExp, form: RegExp])[] = [
  [/07:00:00$/, /^([-+])(\d\d):(\d\d):(\d\d)/],
  [/070000$/, /^([-+])(\d\d)(\d\d)(\d\d)/],
  [/07:00$/, /^([-+])(\d\d):(\d\d)/],
  [/0700$/, /^([-+])(\d\d)(\d\d)/],
  [/07$/, /^([-+])(\d\d)/],
];

function readOther(element: string, text: string, found: Found): number | undefined {
  if (/^[.,]/.test(element)) {
    const match = /^[.,](\d+)/.exec(text);
    if (element[1] === '9') {
      if (match === null) return 0;
    } else if (match === null || match[1]!.length !== element.length - 1) return undefined;
    found.nanosecond = nanoseconds(match[1]!);
    return match[0].length;
  }
  if (element.startsWith('Z') && text.startsWith('Z')) {
    found.offset = 0;
    found.zone = 'UTC';
    return 1;
  }
  const match = offsets.find(([end]) => end.test(element))![1].exec(text);
  if (match === null) return undefined;
  const [hours, minutes, seconds] = [Number(match[2]), Number(match[3] ?? 0), Number(match[4] ?? 0)];
  if (hours > 24 || minutes > 60 || seconds > 60) return undefined;
  found.offset = (match[1] === '-' ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
  return match[0].length;
}

function made(found: Found, zone: Zone): GoTime | undefined {
  const { year: y, yearDay, minute: m, second, nanosecond, isAfternoon, offset, zone: name } = found;
  let { month: mo, day: d, hour: h } = found;
  if (isAfternoon === true && h < 12) h += 12;
  else if (isAfternoon === false && h === 12) h = 0;
  if (yearDay > 0) {
    const date = new Date(daysOf(y, 1, yearDay) * 86400_000);
    if (date.getUTCFullYear() !== y) return undefined;
    if (mo < 0) mo = date.getUTCMonth() + 1;
    if (d < 0) d = date.getUTCDate();
    if (mo !== date.getUTCMonth() + 1 || d !== date.getUTCDate()) return undefined;
  }
  if (mo < 0) mo = 1;
  if (d < 0) d = 1;
  if (d < 1 || d > daysIn(y, mo)) return undefined;
  const local = daysOf(y, mo, d) * 86400 + h * 3600 + m * 60 + second;
  if (offset !== undefined) {
    if (offset === 0 && name === 'UTC') return new GoTime(local, nanosecond, utc);
    const seconds = local - offset;
    const at = zone.at(seconds);
    if (at.offset === offset && (name === undefined || name === at.abbreviation)) {
      return new GoTime(seconds, nanosecond, zone);
    }
    return new GoTime(seconds, nanosecond, fixedZone(name ?? '', offset));
  }
  if (name !== undefined) {
    if (name === 'UTC') return new GoTime(local, nanosecond, utc);
    const seconds = toUtc(local, zone);
    if (zone.at(seconds).abbreviation === name) return new GoTime(seconds, nanosecond, zone);
    const hours = /^GMT([-+]\d+)$/.exec(name);
    const shift = hours === null ? 0 : Number(hours[1]) * 3600;
    return new GoTime(local - shift, nanosecond, fixedZone(name, shift));
  }
  return new GoTime(toUtc(local, zone), nanosecond, zone);
}
