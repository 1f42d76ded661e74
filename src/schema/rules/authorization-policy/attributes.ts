import { didYouMean } from '../../../base/nearest.ts';
import { subnetProblem } from '../../values/address.ts';
import { type Problem, quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';

/** Says what is wrong with one value that a request's or connection's attribute is compared with. */
export type ValueCheck = (text: string) => Problem;

const ifThere =
  (check: ValueCheck): ValueCheck =>
  (text) =>
    text === '' ? 'must not be empty' : check(text);

/** Reports what a check says of each of a field's values. */
export function checkValues(
  values: readonly string[] | undefined,
  check: ValueCheck,
  field: Field,
  name: string,
): void {
  if (values === undefined) return;
  for (const [i, value] of values.entries()) {
    const problem = check(value);
    // Most values are fine, and need no field made for them.
    if (problem !== undefined) field.at(name, i).error(problem);
  }
}

/** Any text but the empty one. */
export const someText = ifThere(() => undefined);

export const addresses = ifThere(subnetProblem);

export const ports = ifThere((text) =>
  /^\d+$/.test(text) && Number(text) <= 65535 ? undefined : `must be a port from 0 to 65535, not ${quote(text)}`,
);

const longestServiceAccount = 320;

/** A service account's name, perhaps after its namespace and a slash. */
export const serviceAccounts = ifThere((text) => {
  if (text.includes('*'))
    return `must not hold a wildcard, as ${quote(text)} does: service accounts are compared exactly`;
  if (Buffer.byteLength(text) > longestServiceAccount) {
    return `must have at most ${longestServiceAccount} characters, not ${Buffer.byteLength(text)}`;
  }
  return /^(?:[^/]+\/)?[^/]+$/.test(text)
    ? undefined
    : `must be a service account, or its namespace, "/" and the service account, not ${quote(text)}`;
});

const wildcard = ifThere((text) => {
  const stars = text.split('*').length - 1;
  return stars === 0 || (stars === 1 && (text.startsWith('*') || text.endsWith('*')))
    ? undefined
    : `must hold one * at most, as its first or last character, not ${quote(text)}`;
});

/** A trust domain: the first part of a SPIFFE identity. */
export const trustDomains: ValueCheck = (text) =>
  wildcard(text) ?? (text.includes('/') ? `must be a trust domain alone, without "/", not ${quote(text)}` : undefined);

/** Attributes of conditions → how their values are checked (istio.io, Authorization Policy Conditions). */
const conditions: Readonly<Record<string, ValueCheck>> = {
  'source.ip': addresses,
  'remote.ip': addresses,
  'source.namespace': someText,
  'source.serviceAccount': serviceAccounts,
  'source.principal': someText,
  'source.trustDomain': wildcard,
  'request.auth.principal': someText,
  'request.auth.audiences': someText,
  'request.auth.presenter': someText,
  'destination.ip': addresses,
  'destination.port': ports,
  'connection.sni': someText,
};

/** Attributes that are maps: a name in brackets says which of their values is meant. */
const maps: Readonly<Record<string, RegExp>> = {
  'request.headers[name]': /^request\.headers\[.+\]$/s,
  'request.auth.claims[name]': /^request\.auth\.claims\[.+\]$/s,
  'experimental.envoy.filters.name[key]': /^experimental\.envoy\.filters\.[^[]*\[.+\]$/s,
};

const mapForms = Object.values(maps);

/** Attributes of Istio's first authorization API → what says the same now. */
const removed: Readonly<Record<string, string>> = {
  'destination.namespace': "the policy's own namespace",
  'destination.labels': "the policy's selector",
  'destination.name': "the policy's selector or targetRefs",
  'destination.user': "the policy's selector",
};

/** What is wrong with a condition's key. */
export function conditionKeyProblem(key: string): Problem {
  if (key === '') return 'must not be empty';
  if (Object.hasOwn(conditions, key) || mapForms.some((form) => form.test(key))) return undefined;
  const [name] = key.split('[', 1) as [string];
  if (Object.hasOwn(removed, name)) return `${quote(name)} is no longer supported: ${removed[name]} says it`;
  const form = Object.keys(maps).find((text) => key.startsWith(text.split(/(?:name)?\[/, 1)[0]!));
  if (form !== undefined) return `must have the form ${form}, not ${quote(key)}`;
  return `${quote(key)} is no attribute that Istio knows.${didYouMean(key, Object.keys(conditions))}`;
}

/** The check of the values that `key` is compared with. */
export const conditionValues = (key: string): ValueCheck =>
  Object.hasOwn(conditions, key) ? conditions[key]! : someText;
