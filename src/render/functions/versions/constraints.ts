import { FunctionError } from '../../template/errors.ts';
import { quote } from '../../template/fmt/quote.ts';
import { comparePrereleases, parseVersion, type Version } from './version.ts';

/** A comparison with a version, parts of which may be left out or an x. */
interface Constraint {
  readonly operator: string;
  readonly version: Version;
  /** Which parts are left out: the minor one and the patch, or the patch only, or anything. */
  readonly anyMinor: boolean;
  readonly anyPatch: boolean;
  readonly anyPart: boolean;
}

const longest = 512;
const mostGroups = 32;

const segment = '[0-9|x|X|\\*]+';
const identifiers = '([0-9A-Za-z\\-]+(\\.[0-9A-Za-z\\-]+)*)';
const version = `v?(${segment})(\\.${segment})?(\\.${segment})?(-${identifiers})?(\\+${identifiers})?`;
const operators = '=||!=|>|<|>=|=>|<=|=<|~|~>|\\^';
const single = new RegExp(`^\\s*(${operators})\\s*(${version})\\s*$`);
const hyphenRange = new RegExp(`\\s*(${version})\\s+-\\s+(${version})\\s*`, 'g');
const each = new RegExp(`(${operators})\\s*(${version})`, 'g');
/** A whole group. Each space is taken in one place only: in Masterminds' own pattern, what is none would take years. */
const space = '[\\t\\n\\f\\r ]';
const comparison = `(?:(?:${operators.replace('=||', '=|')})${space}*)?${version}`;
const separator = `(?:${space}+(?:,${space}*)?|,${space}*)`;
const group = new RegExp(`^${space}*${comparison}(?:${separator}${comparison})*${space}*$`);

/**
 * Whether a version fulfils constraints, by the rules of Masterminds/semver 3: `>= 1.2, < 2 || ~3.1`.
 * @throws FunctionError for what is no constraint, or no version
 */
export function fulfils(text: string, constraints: string): boolean {
  const groups = parseConstraints(constraints);
  const checked = parseVersion(text);
  return groups.some((all) => {
    const allowsPrereleases = all.some((one) => one.version.prerelease !== '');
    return all.every((one) => (checked.prerelease === '' || allowsPrereleases) && holds(checked, one));
  });
}

function parseConstraints(text: string): Constraint[][] {
  if (text.length > longest) throw new FunctionError(`constraint string is too long (max ${longest} bytes)`);
  const rewritten = text.replace(hyphenRange, (_all, ...groups: string[]) => `>= ${groups[0]}, <= ${groups[10]} `);
  const alternatives = rewritten.split('||');
  if (alternatives.length > mostGroups) {
    throw new FunctionError(`too many constraint groups (max ${mostGroups})`);
  }
  return alternatives.map((alternative) => {
    if (!group.test(alternative)) throw new FunctionError(`improper constraint: ${quote(alternative)}`);
    return (alternative.match(each) ?? [alternative]).map(parseConstraint);
  });
}

const isAny = (part: string | undefined): boolean => part === undefined || part === '' || /^\.?[xX*]$/.test(part);

function parseConstraint(text: string): Constraint {
  const match = single.exec(text);
  if (match === null) throw new FunctionError(`improper constraint: ${quote(text)}`);
  const [, operator = '', whole = '', major = '', minor, patch, prerelease = ''] = match;
  const anyMajor = isAny(major);
  const anyMinor = !anyMajor && isAny(minor);
  const anyPatch = !anyMajor && !anyMinor && isAny(patch);
  const complete = anyMajor
    ? `0.0.0${prerelease}`
    : anyMinor
      ? `${major}.0.0${prerelease}`
      : anyPatch
        ? `${major}${minor}.0${prerelease}`
        : whole;
  try {
    return {
      operator,
      version: parseVersion(complete),
      anyMinor,
      anyPatch,
      anyPart: anyMajor || anyMinor || anyPatch,
    };
  } catch {
    throw new FunctionError('constraint parser error');
  }
}

type Check = (version: Version, constraint: Constraint) => boolean;

const tilde: Check = (v, { version: c, anyMinor, anyPatch }) => {
  if (v.compare(c) < 0) return false;
  // ~0.0.0 is anything, as * is.
  if (c.major === 0n && c.minor === 0n && c.patch === 0n && !anyMinor && !anyPatch) return true;
  return v.major === c.major && (v.minor === c.minor || anyMinor);
};

const equal: Check = (v, constraint) =>
  constraint.anyPart ? tilde(v, constraint) : v.compare(constraint.version) === 0;

const notEqual: Check = (v, { version: c, anyPart, anyMinor, anyPatch }) => {
  if (anyPart) {
    if (c.major !== v.major) return true;
    if (c.minor !== v.minor && !anyMinor) return true;
    if (anyMinor) return false;
    if (c.patch !== v.patch && !anyPatch) return true;
    if (anyPatch) {
      return (v.prerelease !== '' || c.prerelease !== '') && comparePrereleases(v.prerelease, c.prerelease) !== 0;
    }
  }
  return v.compare(c) !== 0;
};

const greater: Check = (v, { version: c, anyPart, anyMinor, anyPatch }) => {
  if (!anyPart) return v.compare(c) > 0;
  if (v.major !== c.major) return v.major > c.major;
  if (anyMinor) return false;
  return anyPatch ? v.minor > c.minor : v.compare(c) > 0;
};

const atLeast: Check = (v, { version: c }) => v.compare(c) >= 0;

const atMost: Check = (v, { version: c, anyPart, anyMinor }) => {
  if (!anyPart) return v.compare(c) <= 0;
  return v.major <= c.major && !(v.major === c.major && v.minor > c.minor && !anyMinor);
};

const caret: Check = (v, { version: c, anyMinor, anyPatch }) => {
  if (v.compare(c) < 0) return false;
  if (c.major > 0n || anyMinor) return v.major === c.major;
  if (v.major > 0n) return false;
  if (c.minor > 0n || anyPatch) return v.minor === c.minor;
  return v.minor === 0n && c.patch === v.patch;
};

const checks: Readonly<Record<string, Check>> = {
  '': equal,
  '=': equal,
  '!=': notEqual,
  '>': greater,
  '<': (v, { version: c }) => v.compare(c) < 0,
  '>=': atLeast,
  '=>': atLeast,
  '<=': atMost,
  '=<': atMost,
  '~': tilde,
  '~>': tilde,
  '^': caret,
};

const holds: Check = (v, constraint) => checks[constraint.operator]!(v, constraint);
