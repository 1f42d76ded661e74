import { remembered } from '../../base/remembered.ts';
import type { Field } from '../rules/rule.ts';
import { type Problem, quote } from './value.ts';

const dnsLabel = '[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?';
const name = '(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const key = new RegExp(`^(?:(${dnsLabel}(?:\\.${dnsLabel})*)/)?(${name})$`);
const value = new RegExp(`^(?:${name})?$`);
const longestPrefix = 253;
const longestName = 63;
const longestLabel = 63;

/** A label's key as Kubernetes has it: a name, perhaps after a DNS name and a slash. */
export const labelKeyProblem = remembered((text: string): Problem => {
  const match = key.exec(text);
  if (match === null) {
    return `${quote(text)} is no label key: letters, digits, "-", "_" and ".", perhaps after a host name and "/"`;
  }
  const [, prefix = '', last = ''] = match;
  if (prefix.length > longestPrefix) return `has a label key whose prefix is longer than ${longestPrefix} characters`;
  return last.length > longestName ? `has a label key longer than ${longestName} characters` : undefined;
});

/** A label's value: empty, or letters, digits, `-`, `_` and `.` between letters or digits. Its length is the schema's. */
export const labelValueProblem = remembered(
  (text: string): Problem =>
    value.test(text)
      ? undefined
      : `must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, not ${quote(text)}`,
);

/** Of objects' own labels, the API server takes a prefix in lower case only; Istio's selectors are not so strict. */
export function ownLabelKeyProblem(key: string): Problem {
  const prefix = key.slice(0, Math.max(0, key.indexOf('/')));
  if (prefix === prefix.toLowerCase()) return labelKeyProblem(key);
  return `${quote(key)} is no label key: what stands before "/" must be in lower case`;
}

/** A label's value on an object of Kubernetes. */
export const labelProblem = (value: string): Problem =>
  value.length > longestLabel
    ? `must have at most ${longestLabel} characters, not ${value.length}`
    : labelValueProblem(value);

/** Reports each key and value of `labels` that no label can have; `field` is where the labels stand. */
export function checkLabels(labels: Readonly<Record<string, string>> | undefined, field: Field): void {
  for (const [labelKey, labelValue] of Object.entries(labels ?? {})) {
    const at = field.at(labelKey);
    at.check(labelKeyProblem(labelKey));
    at.check(labelValueProblem(labelValue));
  }
}
