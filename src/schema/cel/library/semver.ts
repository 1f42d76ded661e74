import { type CelFunc, CelScalar, celFunc, celMethod } from '@bufbuild/cel';
import { CelError } from '../functions.ts';
import { opaqueType } from './opaque.ts';

const { BOOL, INT, STRING } = CelScalar;

/** A version of semver.org 2.0.0; what it says of its build does not count. */
interface Version {
  readonly numbers: readonly [major: bigint, minor: bigint, patch: bigint];
  readonly pre: readonly string[];
}

const number = '(0|[1-9]\\d{0,19})';
const word = '(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)';
const semver = new RegExp(
  `^${number}\\.${number}\\.${number}(?:-(${word}(?:\\.${word})*))?(?:\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?$`,
);

/** @param isLoose `v1.02` means 1.2.0: no prefix, no leading zeros, all three numbers */
function parseVersion(text: string, isLoose = false): Version | undefined {
  if (text.length > 1000) return undefined;
  const [, major, minor, patch, pre] = semver.exec(isLoose ? normalize(text) : text) ?? [];
  if (patch === undefined) return undefined;
  const numbers = [BigInt(major!), BigInt(minor!), BigInt(patch)] as const;
  return { numbers, pre: pre === undefined ? [] : pre.split('.') };
}

function normalize(text: string): string {
  const bare = text.replace(/^v/, '');
  const [, major = '', minor, rest] = /^([^.]*)(?:\.([^.]*)(?:\.(.*))?)?$/s.exec(bare) ?? [];
  const parts = [major, minor, rest].filter((part) => part !== undefined);
  // Short versions say nothing else than their numbers.
  if (parts.length < 3 && /[+-]/.test(parts.at(-1)!)) return text;
  const trimmed = parts.map((part) => part.replace(/^0+(?=\d)/, ''));
  return [...trimmed, ...new Array<string>(3 - parts.length).fill('0')].join('.');
}

function versionOf(text: string, isLoose = false): Version {
  const version = parseVersion(text, isLoose);
  if (version === undefined) throw new CelError(`${text} is no semantic version`);
  return version;
}

const formatVersion = ({ numbers, pre }: Version): string =>
  `${numbers.join('.')}${pre.length > 0 ? `-${pre.join('.')}` : ''}`;

/** Which comes first (semver.org, Precedence). */
function order(left: Version, right: Version): bigint {
  for (const [i, value] of left.numbers.entries()) {
    if (value !== right.numbers[i]) return value < right.numbers[i]! ? -1n : 1n;
  }
  if (left.pre.length === 0 || right.pre.length === 0)
    return BigInt(right.pre.length - left.pre.length && (left.pre.length === 0 ? 1 : -1));
  for (let i = 0; i < Math.max(left.pre.length, right.pre.length); i++) {
    const first = orderWords(left.pre[i], right.pre[i]);
    if (first !== 0n) return first;
  }
  return 0n;
}

/** Numbers by value and before words, words by their letters, nothing before anything. */
function orderWords(left: string | undefined, right: string | undefined): bigint {
  if (left === right) return 0n;
  if (left === undefined) return -1n;
  if (right === undefined) return 1n;
  const [isNumber, isOther] = [/^\d+$/.test(left), /^\d+$/.test(right)];
  if (isNumber !== isOther) return isNumber ? -1n : 1n;
  return (isNumber ? BigInt(left) < BigInt(right) : left < right) ? -1n : 1n;
}

const versions = opaqueType<Version>('Semver', formatVersion, versionOf);
const VERSION = versions.type;
const { read, write } = versions;

const part = (name: string, i: 0 | 1 | 2): CelFunc =>
  celMethod(name, VERSION, [], INT, function () {
    return read(this).numbers[i];
  });

/** Kubernetes' semantic version library. */
export const semverLibrary: readonly CelFunc[] = [
  celFunc('isSemver', [STRING], BOOL, (text) => parseVersion(text) !== undefined),
  celFunc('isSemver', [STRING, BOOL], BOOL, (text, isLoose) => parseVersion(text, isLoose) !== undefined),
  celFunc('semver', [STRING], VERSION, (text) => write(versionOf(text)) as never),
  celFunc('semver', [STRING, BOOL], VERSION, (text, isLoose) => write(versionOf(text, isLoose)) as never),
  celMethod('isGreaterThan', VERSION, [VERSION], BOOL, function (other) {
    return order(read(this), read(other)) > 0n;
  }),
  celMethod('isLessThan', VERSION, [VERSION], BOOL, function (other) {
    return order(read(this), read(other)) < 0n;
  }),
  celMethod('compareTo', VERSION, [VERSION], INT, function (other) {
    return order(read(this), read(other));
  }),
  part('major', 0),
  part('minor', 1),
  part('patch', 2),
];
