import { remembered } from '../../base/remembered.ts';
import { type Problem, quote } from './value.ts';

const label = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/i;
const wildcardLabel = /^(?:\*|(?:\*-?)?[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)$/i;
const longest = 255;

/** A DNS label of RFC 1123: letters, digits and inner hyphens, at most 63 of them. */
export const isDnsLabel = (text: string): boolean => label.test(text);

/** As `isDnsLabel`; said of names of ports, subsets and the like. */
export const dnsLabelProblem = (text: string): Problem =>
  isDnsLabel(text) ? undefined : `must be letters, digits and inner hyphens, at most 63 of them, not ${quote(text)}`;

/** A DNS label, perhaps with `*` or `*-` before it, or `*` alone. */
const isWildcardLabel = (text: string): boolean => text.length <= 63 && wildcardLabel.test(text);

const allNumeric = /^[-+]?\d+$/;

function labelsProblem(name: string, labels: readonly string[]): Problem {
  const top = labels.at(-1)!;
  if (allNumeric.test(top)) return `${quote(name)} is not a host name: its last label, ${top}, is a number`;
  for (const [i, part] of labels.entries()) {
    // One dot at the end makes a name absolute.
    if (part === '' && i === labels.length - 1) return undefined;
    if (part === '') return `${quote(name)} is not a host name: it has an empty label`;
    if (!isDnsLabel(part)) return `${quote(name)} is not a host name: ${labelProblem(part)}`;
  }
  return undefined;
}

function labelProblem(part: string): string {
  if (part.length > 63) return `its label ${quote(part)} is longer than 63 characters`;
  return `its label ${quote(part)} may hold letters, digits and inner hyphens only`;
}

function lengthProblem(name: string): Problem {
  if (name === '') return 'must not be empty';
  return name.length > longest ? `must have at most ${longest} characters, not ${name.length}` : undefined;
}

/** A DNS name of labels (RFC 1123), perhaps with a dot at its end; its last label is no number. */
export const hostProblem = remembered(
  (name: string): Problem => lengthProblem(name) ?? labelsProblem(name, name.split('.')),
);

/** As `hostProblem`; the first label may be `*` or start with it. */
export const wildcardHostProblem = remembered((name: string): Problem => {
  const problem = lengthProblem(name);
  if (problem !== undefined) return problem;
  const [first, ...rest] = name.split('.');
  if (!isWildcardLabel(first!)) {
    return first!.includes('*')
      ? `${quote(name)} is not a host name: a wildcard is the whole first label, as in *.example.com, or stands before it`
      : `${quote(name)} is not a host name: ${first === '' ? 'it has an empty label' : labelProblem(first!)}`;
  }
  return rest.length === 0 ? undefined : labelsProblem(name, rest);
});
