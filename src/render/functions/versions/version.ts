import { FunctionError } from '../../template/errors.ts';
import { compareText } from '../../template/model/text.ts';
import { pointerTo, stringType, structOf } from '../../template/model/types.ts';
import { asType, type Pointer, Struct, scalarTypes, type Value } from '../../template/model/values.ts';
import type { JsonType } from '../formats/json-value.ts';

const longest = 256;
const identifiers = '([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)';
const loose = new RegExp(`^v?([0-9]+)(?:\\.([0-9]+))?(?:\\.([0-9]+))?(?:-${identifiers})?(?:\\+${identifiers})?$`);

/** A version by semver.org, as Masterminds/semver 3 has it. */
export class Version extends Struct {
  constructor(
    readonly major: bigint,
    readonly minor: bigint,
    readonly patch: bigint,
    readonly prerelease: string,
    readonly metadata: string,
    readonly original: string,
  ) {
    super(versionType, new Map());
  }

  override toString(): string {
    const { major, minor, patch, prerelease, metadata } = this;
    return `${major}.${minor}.${patch}${prerelease && `-${prerelease}`}${metadata && `+${metadata}`}`;
  }

  /** Negative, zero or positive; metadata does not count. */
  compare(other: Version): number {
    for (const part of ['major', 'minor', 'patch'] as const) {
      if (this[part] !== other[part]) return this[part] < other[part] ? -1 : 1;
    }
    return comparePrereleases(this.prerelease, other.prerelease);
  }
}

/**
 * Reads a version; minor and patch may be missing, and a `v` may stand in front.
 * @throws FunctionError
 */
export function parseVersion(text: string): Version {
  if (text.length > longest) throw new FunctionError(`version string is too long (max ${longest} bytes)`);
  const match = loose.exec(text);
  if (match === null) throw new FunctionError('invalid semantic version');
  const [, major, minor, patch, prerelease = '', metadata = ''] = match;
  if (prerelease.split('.').some((part) => /^0[0-9]+$/.test(part))) {
    throw new FunctionError('version segment starts with 0');
  }
  return new Version(segment(major), segment(minor), segment(patch), prerelease, metadata, text);
}

function segment(digits = '0'): bigint {
  const value = BigInt(digits);
  if (value < 2n ** 64n) return value;
  throw new FunctionError(`error parsing version segment: strconv.ParseUint: parsing "${digits}": value out of range`);
}

/** Which prerelease comes first, of `rc.1` and `rc.2`; one comes before the release, which has none (semver.org, 11). */
export function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '') return 1;
  if (b === '') return -1;
  const [left, right] = [a.split('.'), b.split('.')];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = compareParts(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

/** Numbers are before words, and what is missing before all. */
function compareParts(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '') return -1;
  if (b === '') return 1;
  const [x, y] = [number(a), number(b)];
  if (x === undefined && y === undefined) return compareText(a, b);
  if (y === undefined) return -1;
  if (x === undefined) return 1;
  return x > y ? 1 : -1;
}

function number(text: string): bigint | undefined {
  if (!/^[0-9]+$/.test(text)) return undefined;
  const value = BigInt(text);
  return value < 2n ** 64n ? value : undefined;
}

const natural = (of: (version: Version) => bigint) => ({
  takes: [],
  run: (version: Version): Value => asType(scalarTypes.uint64!, of(version)),
});
const text = (of: (version: Version) => string) => ({ takes: [], run: (version: Version) => of(version) });

const next = (major: bigint, minor: bigint, patch: bigint, from: Version): Version =>
  new Version(major, minor, patch, '', '', `${from.original.startsWith('v') ? 'v' : ''}${major}.${minor}.${patch}`);

const comparing = (test: (order: number) => boolean) => ({
  get takes() {
    return [versionPointerType];
  },
  run: (version: Version, [other]: readonly Pointer[]) => test(version.compare(other!.target as Version)),
});

/** `semver.Version`; functions give pointers to it. */
export const versionType: JsonType = {
  ...structOf<Version>('semver.Version', [], {
    text: (version: Version) => version.toString(),
    methods: {
      Major: natural(({ major }) => major),
      Minor: natural(({ minor }) => minor),
      Patch: natural(({ patch }) => patch),
      Prerelease: text(({ prerelease }) => prerelease),
      Metadata: text(({ metadata }) => metadata),
      Original: text(({ original }) => original),
      String: text((version) => version.toString()),
      IncMajor: { takes: [], run: (version: Version) => next(version.major + 1n, 0n, 0n, version) },
      IncMinor: { takes: [], run: (version: Version) => next(version.major, version.minor + 1n, 0n, version) },
      IncPatch: {
        takes: [],
        run: (version: Version) =>
          next(version.major, version.minor, version.patch + (version.prerelease === '' ? 1n : 0n), version),
      },
      SetPrerelease: {
        takes: [stringType],
        run: (version: Version, [prerelease]: readonly string[]) =>
          new Version(version.major, version.minor, version.patch, prerelease!, version.metadata, version.original),
      },
      SetMetadata: {
        takes: [stringType],
        run: (version: Version, [metadata]: readonly string[]) =>
          new Version(version.major, version.minor, version.patch, version.prerelease, metadata!, version.original),
      },
      Equal: comparing((order) => order === 0),
      LessThan: comparing((order) => order < 0),
      LessThanEqual: comparing((order) => order <= 0),
      GreaterThan: comparing((order) => order > 0),
      GreaterThanEqual: comparing((order) => order >= 0),
      Compare: {
        get takes() {
          return [versionPointerType];
        },
        run: (version: Version, [other]: readonly Pointer[]) =>
          BigInt(Math.sign(version.compare(other!.target as Version))),
      },
    },
  }),
  json: (version: Version) => version.toString(),
};
export const versionPointerType = pointerTo(versionType);
