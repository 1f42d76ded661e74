import { isIP, isIPv6 } from 'node:net';
import { parseDuration } from '../values/duration.ts';
import { parseUrl } from '../values/url.ts';
import { matchesPattern } from './pattern.ts';

type Test = (text: string) => boolean;

const uuid = (third: string, fourth: string): Test => {
  const pattern = new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${third}-?${fourth}-?[0-9a-f]{12}$`, 'i');
  return (text) => pattern.test(text);
};
const anyFour = '[0-9a-f]{4}';
const variant = '[89ab][0-9a-f]{3}';

const name = '[a-zA-Z0-9\\p{S}\\p{L}]';
const label = `${name}(?:(?:${name}|-){0,61}${name})?`;
const hostnamePattern = `^(?:${name}-?${name}{0,62}|(?:${label}\\.)+[a-zA-Z\\p{L}]{2,63})$`;

const atom = "[\\w!#$%&'*+/=?^`{|}~\\x{80}-\\x{10ffff}-]+";
const dotted = `${atom}(?:\\.${atom})*`;
const quoted = '"(?:[^"\\\\\\x00-\\x1f]|\\\\.)*"';
const address = `(?:${dotted}|${quoted})@(?:${dotted}|\\[[^\\[\\]\\\\]*\\])`;
const emailPattern = `^\\s*(?:${address}|(?:(?:[.]|${atom}|${quoted})\\s*)*<${address}>)\\s*$`;

const colorPart = '\\s*(?:0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])\\s*';
const rgbPattern = new RegExp(`^rgb\\(${colorPart},${colorPart},${colorPart}\\)$`);
const cardPattern =
  /^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|6(?:011|5\d\d)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|(?:2131|1800|35\d{3})\d{11})$/;

/**
 * What an API server checks of a string's `format` (kubernetes.io, Extend the Kubernetes API with
 * CustomResourceDefinitions, Validation), by its name without hyphens. It ignores formats that it does not know.
 */
const formats: Readonly<Record<string, Test>> = {
  bsonobjectid: (text) => /^[0-9a-f]{24}$/i.test(text),
  uri: (text) => parseUrl(text, true) !== undefined,
  email: (text) => matchesPattern(emailPattern, text),
  hostname: (text) =>
    Buffer.byteLength(text) <= 255 &&
    matchesPattern(hostnamePattern, text) &&
    text.split('.').every((part) => Buffer.byteLength(part) <= 63),
  ipv4: (text) => text.includes('.') && isSloppyIp(text),
  ipv6: (text) => isIPv6(text) && !text.includes('%'),
  cidr: isSloppyCidr,
  mac: (text) =>
    /^[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}(?:(?:\1[0-9a-f]{2}){2}|(?:\1[0-9a-f]{2}){14})?$/i.test(
      text,
    ) || /^[0-9a-f]{4}(?:\.[0-9a-f]{4}){2}(?:\.[0-9a-f]{4}|(?:\.[0-9a-f]{4}){7})?$/i.test(text),
  uuid: uuid(anyFour, anyFour),
  uuid3: uuid('3[0-9a-f]{3}', anyFour),
  uuid4: uuid('4[0-9a-f]{3}', variant),
  uuid5: uuid('5[0-9a-f]{3}', variant),
  isbn: (text) => isIsbn10(text) || isIsbn13(text),
  isbn10: isIsbn10,
  isbn13: isIsbn13,
  creditcard: isCreditCard,
  ssn: (text) => /^\d{3}[- ]\d{2}[- ]\d{4}$/.test(text),
  hexcolor: (text) => /^#?(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(text),
  rgbcolor: (text) => rgbPattern.test(text),
  byte: (text) => text !== '' && text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text),
  date: isDate,
  datetime: isDateTime,
  duration: (text) => parseLooseDuration(text) !== undefined,
  k8sshortname: (text) => text.length <= 63 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(text),
  k8slongname: (text) =>
    text.length <= 253 && text.split('.').every((part) => /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(part)),
};

/** True when `text` is of the format, or the format is none that an API server checks. */
export function hasFormat(format: string, text: string): boolean {
  const key = format.replaceAll('-', '');
  return !Object.hasOwn(formats, key) || formats[key]!(text);
}

/** As Go's net.ParseIP before 1.17, which let octets begin with zeros. */
function isSloppyIp(text: string): boolean {
  return isIP(text.replace(/(^|[.:])0+(?=\d+(?:\.|$))/g, '$1')) !== 0 && !text.includes('%');
}

function isSloppyCidr(text: string): boolean {
  const [host = '', prefix = '', ...more] = text.split('/');
  if (more.length > 0 || !/^\d+$/.test(prefix) || !isSloppyIp(host)) return false;
  return Number(prefix) <= (host.includes(':') ? 128 : 32);
}

function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (day === undefined) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day) && year !== undefined;
}

/** RFC 3339; only the hour, minute and second are looked at, not the offset. */
function isDateTime(text: string): boolean {
  const [date = '', time] = text.toLowerCase().split('t');
  const [, hour, minute, second] = /^(\d\d):(\d\d):(\d\d)(?:.\d+)?(?:z|[+-]\d\d:\d\d)$/.exec(time ?? '') ?? [];
  return second !== undefined && isDate(date) && hour! <= '23' && minute! <= '59' && second <= '59';
}

/** The weights of a digit, by its place, must add up to a multiple of `modulus`. */
const sum = (digits: string, weight: (i: number) => number): number =>
  [...digits].reduce((total, digit, i) => total + (digit === 'X' ? 10 : Number(digit)) * weight(i), 0);

function isIsbn10(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  return /^\d{9}[\dX]$/.test(digits) && sum(digits, (i) => i + 1) % 11 === 0;
}

function isIsbn13(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  return /^\d{13}$/.test(digits) && sum(digits, (i) => (i % 2 === 0 ? 1 : 3)) % 10 === 0;
}

/** A card's number by its issuer's prefix and Luhn's check. */
function isCreditCard(text: string): boolean {
  const digits = text.replace(/\D+/g, '');
  if (!cardPattern.test(digits)) return false;
  const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
  const total = [...digits]
    .reverse()
    .reduce((all, digit, i) => all + (i % 2 ? doubled[Number(digit)]! : Number(digit)), 0);
  return total % 10 === 0;
}

/** A unit's names; any word that begins with the last of them is one too (`days`). */
const units: readonly (readonly [number, ...string[]])[] = [
  [1, 'ns', 'nano'],
  [1e3, 'us', 'µs', 'micro'],
  [1e6, 'ms', 'milli'],
  [1e9, 's', 'sec'],
  [60e9, 'm', 'min'],
  [3600e9, 'h', 'hr', 'hour'],
  [86400e9, 'd', 'day'],
  [604800e9, 'w', 'wk', 'week'],
];

/** In UTF-16 units: far more than the digits of 2⁶³ ns in all units. */
const longestDuration = 1000;

/**
 * A string of format `duration` in nanoseconds: as Go's time.ParseDuration reads it, or failing that as whole numbers
 * with units up to weeks anywhere in the text (`2 days`, `1h and 5 minutes`). Undefined for what is neither.
 */
export function parseLooseDuration(text: string): number | undefined {
  const strict = text.length > longestDuration ? undefined : parseDuration(text);
  if (strict !== undefined) return strict;
  const words = text.match(/\d+|[A-Za-zµ]+|\s+|./gs)?.filter((word) => word.trim() !== '') ?? [];
  let total: number | undefined;
  for (const [i, word] of words.entries()) {
    const count = words[i - 1] ?? '';
    if (!/^\d+$/.test(count) || !/^[A-Za-zµ]/.test(word)) continue;
    if (Number(count) >= 2 ** 63) return undefined;
    const unit = word.toLowerCase();
    const found = units.find(([, ...names]) => names.includes(unit) || unit.startsWith(names.at(-1)!));
    if (found !== undefined) total = (total ?? 0) + Number(count) * found[0];
  }
  return total;
}
