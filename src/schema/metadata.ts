import { isObject, type Json, type JsonObject } from '../resources/json.ts';
import type { Resource } from '../resources/resource.ts';
import { type FieldType, typeProblems } from './field-types.ts';
import { describeTypes, describeValue } from './keyword-words.ts';
import { lifecycleProblems } from './lifecycle.ts';
import { apiServerProblem, type ResourceProblem } from './problem.ts';
import { labelKeyProblem, labelProblem, ownLabelKeyProblem } from './values/labels.ts';
import { namespaceProblem } from './values/namespace.ts';
import type { Problem } from './values/value.ts';

const ownerReference = {
  fields: {
    apiVersion: 'string',
    kind: 'string',
    name: 'string',
    uid: 'string',
    controller: 'boolean',
    blockOwnerDeletion: 'boolean',
  },
} as const;
const managedFieldsEntry = {
  fields: {
    manager: 'string',
    operation: 'string',
    apiVersion: 'string',
    time: 'time',
    fieldsType: 'string',
    fieldsV1: 'object',
    subresource: 'string',
  },
} as const;

/** The types of ObjectMeta's fields (kubernetes.io, API conventions, Metadata). */
const metadataType: FieldType = {
  fields: {
    name: 'string',
    generateName: 'string',
    namespace: 'string',
    selfLink: 'string',
    uid: 'string',
    resourceVersion: 'string',
    generation: 'integer',
    creationTimestamp: 'time',
    deletionTimestamp: 'time',
    deletionGracePeriodSeconds: 'integer',
    labels: 'object',
    annotations: 'object',
    ownerReferences: { list: ownerReference },
    finalizers: { list: 'string' },
    managedFields: { list: managedFieldsEntry },
  },
};

const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const longestName = 253;
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
  const told = [...typeProblems(metadata, metadataType), ...lifecycleProblems(metadata)];
  for (const { path, message } of told) problems.push(apiServerProblem(['metadata', ...path], message));
  const { name, generateName, namespace, labels, annotations } = metadata;
  if (needsName && isEmpty(name) && isEmpty(generateName)) check('name', 'is required, and missing');
  if (typeof name === 'string' && name !== '') check('name', nameProblem(name));
  if (typeof generateName === 'string' && generateName !== '') {
    // In the name that is made of it, a letter or digit follows a last hyphen; beside a name, the server looks for that of a prefix only.
    const sample = isEmpty(name) ? generateName.replace(/(?<=.)-$/, 'x') : generateName.replace(/.-$/, 'x');
    check('generateName', nameProblem(sample));
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

const stringProblem = (value: Json | undefined): Problem =>
  typeof value === 'string' || (value ?? null) === null
    ? undefined
    : `must be ${describeTypes(['string'])}, not ${describeValue(value)}`;

/** RFC 1123's subdomain: what objects are called (kubernetes.io, Object Names and IDs). */
function nameProblem(name: string): Problem {
  if (name.length > longestName) return `must have at most ${longestName} characters, not ${name.length}`;
  if (subdomain.test(name)) return undefined;
  return `must be lowercase letters, digits, "-" and ".", with a letter or digit at both ends, not ${describeValue(name)}`;
}

function sizeProblem(annotations: Json | undefined): Problem {
  let size = 0;
  for (const texts of entries(annotations)) for (const text of texts) size += Buffer.byteLength(String(text ?? ''));
  return size <= mostAnnotated ? undefined : `must have at most ${mostAnnotated} bytes in all, not ${size}`;
}

const entries = (map: Json | undefined): [string, Json | undefined][] => (isObject(map) ? Object.entries(map) : []);
