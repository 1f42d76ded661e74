import { didYouMean } from '../base/nearest.ts';
import { isObject, type Json, type JsonObject } from '../resources/json.ts';
import type { Resource } from '../resources/resource.ts';
import { describeTypes, describeValue } from './keyword-words.ts';
import { apiServerProblem, type ResourceProblem } from './problem.ts';
import { isDnsLabel } from './values/host.ts';
import { labelKeyProblem, labelValueProblem } from './values/labels.ts';
import { type Problem, quote } from './values/value.ts';

/** The types of ObjectMeta's fields (kubernetes.io, API conventions, Metadata). */
const fieldTypes: Readonly<Record<string, 'string' | 'integer' | 'object' | 'array'>> = {
  name: 'string',
  generateName: 'string',
  namespace: 'string',
  selfLink: 'string',
  uid: 'string',
  resourceVersion: 'string',
  generation: 'integer',
  creationTimestamp: 'string',
  deletionTimestamp: 'string',
  deletionGracePeriodSeconds: 'integer',
  labels: 'object',
  annotations: 'object',
  ownerReferences: 'array',
  finalizers: 'array',
  managedFields: 'array',
};

const typeTests = {
  string: (value: unknown) => typeof value === 'string',
  integer: Number.isInteger,
  object: isObject,
  array: Array.isArray,
};

const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const longestName = 253;
const longestLabel = 63;
/** UTF-8 bytes of all annotations together. */
const mostAnnotated = 256 * 1024;

/**
 * What an API server would refuse in a custom resource's metadata.
 *
 * @param needsName false for what is no object of a cluster
 */
export function checkMetadata({ body }: Resource, needsName = true): ResourceProblem[] {
  const metadata = body.metadata as JsonObject;
  const problems: ResourceProblem[] = [];
  const check = (field: string, problem: Problem, ...more: readonly string[]) => {
    if (problem !== undefined) problems.push(apiServerProblem(['metadata', field, ...more], problem));
  };
  for (const field in metadata) check(field, fieldProblem(field, metadata[field] ?? null));
  const { name, generateName, namespace, labels, annotations } = metadata;
  if (needsName && isEmpty(name) && isEmpty(generateName)) check('name', 'is required, and missing');
  if (typeof name === 'string' && name !== '') check('name', nameProblem(name));
  // What follows its hyphen in the name that the API server makes of it is a letter or digit.
  if (typeof generateName === 'string' && generateName !== '') {
    check('generateName', nameProblem(generateName.replace(/(?<=.)-$/, 'x')));
  }
  if (typeof namespace === 'string' && namespace !== '') check('namespace', namespaceProblem(namespace));
  for (const [key, value] of entries(labels)) {
    check('labels', ownLabelKeyProblem(key) ?? stringProblem(value) ?? labelProblem(String(value ?? '')), key);
  }
  // Keys of annotations are checked in lower case, their values are free.
  for (const [key, value] of entries(annotations)) {
    check('annotations', labelKeyProblem(key.toLowerCase()) ?? stringProblem(value), key);
  }
  check('annotations', sizeProblem(annotations));
  return problems;
}

const isEmpty = (text: Json | undefined): boolean => (text ?? '') === '';

function fieldProblem(field: string, value: Json): Problem {
  const names = Object.keys(fieldTypes);
  const type = Object.hasOwn(fieldTypes, field) ? fieldTypes[field] : undefined;
  if (type === undefined) {
    const guess = didYouMean(field, names);
    return `unknown field ${quote(field)}${guess && `.${guess}`}`;
  }
  return value === null || typeTests[type](value) ? undefined : typeProblem(type, value);
}

const typeProblem = (type: string, value: Json): string =>
  `must be ${describeTypes([type])}, not ${describeValue(value)}`;

const stringProblem = (value: Json | undefined): Problem =>
  typeof value === 'string' || (value ?? null) === null ? undefined : typeProblem('string', value!);

/** RFC 1123's subdomain: what objects are called (kubernetes.io, Object Names and IDs). */
function nameProblem(name: string): Problem {
  if (name.length > longestName) return `must have at most ${longestName} characters, not ${name.length}`;
  if (subdomain.test(name)) return undefined;
  return `must be lowercase letters, digits, "-" and ".", with a letter or digit at both ends, not ${describeValue(name)}`;
}

/** RFC 1123's label: what namespaces are called. */
const namespaceProblem = (name: string): Problem =>
  isDnsLabel(name) && name === name.toLowerCase()
    ? undefined
    : `must be lowercase letters, digits and inner "-", at most 63 of them, not ${quote(name)}`;

/** Of objects' own labels, the API server takes a prefix in lower case only; Istio's selectors are not so strict. */
function ownLabelKeyProblem(key: string): Problem {
  const prefix = key.slice(0, Math.max(0, key.indexOf('/')));
  if (prefix === prefix.toLowerCase()) return labelKeyProblem(key);
  return `${quote(key)} is no label key: what stands before "/" must be in lower case`;
}

function sizeProblem(annotations: Json | undefined): Problem {
  let size = 0;
  for (const texts of entries(annotations)) for (const text of texts) size += Buffer.byteLength(String(text ?? ''));
  return size <= mostAnnotated ? undefined : `must have at most ${mostAnnotated} bytes in all, not ${size}`;
}

const labelProblem = (value: string): Problem =>
  value.length > longestLabel
    ? `must have at most ${longestLabel} characters, not ${value.length}`
    : labelValueProblem(value);

const entries = (map: Json | undefined): [string, Json | undefined][] => (isObject(map) ? Object.entries(map) : []);
