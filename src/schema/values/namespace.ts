import { isDnsLabel } from './host.ts';
import { type Problem, quote } from './value.ts';

/** What is wrong with a namespace's name: RFC 1123's label (kubernetes.io, Object Names and IDs). */
export const namespaceProblem = (name: string): Problem =>
  isDnsLabel(name) && name === name.toLowerCase()
    ? undefined
    : `must be lowercase letters, digits and inner "-", at most 63 of them, not ${quote(name)}`;
