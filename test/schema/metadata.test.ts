import { describe, expect, it } from 'vitest';
import { checkMetadata } from '../../src/schema/metadata.ts';
import { resourceIn, shown } from '../support/problems.ts';
import { goAnswers } from './go-answers.ts';
import { names } from './names.ts';

/** What is wrong with metadata given as JSON text. */
const problemsOf = (metadata: string): string[] =>
  checkMetadata(resourceIn(`{"apiVersion": "networking.istio.io/v1", "kind": "Sidecar", "metadata": ${metadata}}`)).map(
    (problem) => shown(problem).replace('kubernetes metadata.', ''),
  );
const isTaken = (metadata: object): boolean => problemsOf(JSON.stringify({ name: 'a', ...metadata })).length === 0;

describe('read as Kubernetes does', () => {
  const answers = goAnswers('names', names).filter(({ text }) => text !== '');

  it('names', () => {
    expect(answers.filter(({ text, subdomain = false }) => isTaken({ name: text }) !== subdomain)).toEqual([]);
  });

  it('namespaces', () => {
    expect(answers.filter(({ text, label = false }) => isTaken({ namespace: text }) !== label)).toEqual([]);
  });

  it("labels' keys", () => {
    expect(answers.filter(({ text, labelKey = false }) => isTaken({ labels: keyed(text) }) !== labelKey)).toEqual([]);
  });

  it("labels' values", () => {
    expect(answers.filter(({ text, labelValue = false }) => isTaken({ labels: { a: text } }) !== labelValue)).toEqual(
      [],
    );
  });
});

/** An object with this key, `__proto__` too. */
const keyed = (key: string): object => Object.fromEntries([[key, 'x']]);

it.each<[string, string[]]>([
  ['{"name": "cart", "namespace": "shop", "labels": {"app": ""}, "annotations": {"Example.com/A": "é\\n"}}', []],
  ['{"name": "a.b-c.1"}', []],
  ['{"generateName": "cart-"}', []],
  ['{"generateName": "cart"}', []],
  [
    '{"name": "", "generateName": "cart."}',
    ['generateName: must be lowercase letters, digits, "-" and ".", with a letter or digit at both ends, not "cart."'],
  ],
  [
    '{"generateName": "-"}',
    ['generateName: must be lowercase letters, digits, "-" and ".", with a letter or digit at both ends, not "-"'],
  ],
  ['{}', ['name: is required, and missing']],
  ['{"name": null}', ['name: is required, and missing']],
  ['{"name": ""}', ['name: is required, and missing']],
  ['{"name": 0}', ['name: must be a string, not 0']],
  ['{"name": false}', ['name: must be a string, not false']],
  ['{"name": ["a"]}', ['name: must be a string, not a list']],
  [
    '{"name": "Cart"}',
    ['name: must be lowercase letters, digits, "-" and ".", with a letter or digit at both ends, not "Cart"'],
  ],
  [
    '{"name": "a", "namespace": "a.b"}',
    ['namespace: must be lowercase letters, digits and inner "-", at most 63 of them, not "a.b"'],
  ],
  ['{"name": "a", "labels": null, "annotations": null, "namespace": null, "finalizers": null}', []],
  ['{"name": "a", "labels": []}', ['labels: must be a map, not an empty list']],
  [
    '{"name": "a", "labels": {"a": 1, "b": null, "c": "x y"}}',
    [
      'labels.a: must be a string, not 1',
      'labels.c: must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, not "x y"',
    ],
  ],
  [
    '{"name": "a", "labels": {"Example.com/a": "b"}}',
    ['labels["Example.com/a"]: "Example.com/a" is no label key: what stands before "/" must be in lower case'],
  ],
  [
    '{"name": "a", "annotations": {"a": 1, "/": "x", "b": {}}}',
    [
      'annotations.a: must be a string, not 1',
      'annotations["/"]: "/" is no label key: letters, digits, "-", "_" and ".", perhaps after a host name and "/"',
      'annotations.b: must be a string, not an empty map',
    ],
  ],
  ['{"name": "a", "label": {}}', ['label: unknown field "label". Did you mean "labels"?']],
  [
    '{"name": "a", "generation": 1.5, "finalizers": "x", "ownerReferences": {}}',
    [
      'generation: must be an integer, not 1.5',
      'finalizers: must be a list, not the string "x"'.replace('the string ', ''),
      'ownerReferences: must be a list, not an empty map',
    ],
  ],
  [
    '{"name": "a", "creationTimestamp": null, "deletionTimestamp": "2026-02-28T23:59:59.5+01:00", "generateName": "A-"}',
    [],
  ],
  [
    '{"name": "a", "creationTimestamp": "2026-02-30T00:00:00Z", "deletionTimestamp": "", "generation": 1e19}',
    [
      'creationTimestamp: must be a time such as 2026-01-31T12:00:00Z, not "2026-02-30T00:00:00Z"',
      'deletionTimestamp: must be a time such as 2026-01-31T12:00:00Z, not ""',
      'generation: must be an integer, not 10000000000000000000',
    ],
  ],
  ['{"name": "a", "finalizers": ["a", "a.b/c", "orphan"]}', []],
  [
    '{"name": "a", "finalizers": ["a b", null, 5, "orphan", "foregroundDeletion"]}',
    [
      'finalizers[2]: must be a string, not 5',
      'finalizers[0]: must be a name, perhaps after a host name and "/", not "a b"',
      'finalizers[1]: must be a name, perhaps after a host name and "/", not ""',
      'finalizers: takes only one of orphan and foregroundDeletion',
    ],
  ],
  ['{"name": "a", "ownerReferences": [{"apiVersion": "v1", "kind": "Pod", "name": "b", "uid": "c"}]}', []],
  [
    '{"name": "a", "ownerReferences": [{"apiVersion": "a/b/c", "kind": "Pod", "nam": "b", "uid": "", "controller": "yes"}]}',
    [
      'ownerReferences[0].nam: unknown field "nam". Did you mean "name"?',
      'ownerReferences[0].controller: must be true or false, not "yes"',
      'ownerReferences[0].name: is required, and missing',
      'ownerReferences[0].uid: is required, and missing',
      'ownerReferences[0].apiVersion: must be group/version, not "a/b/c"',
    ],
  ],
  [
    '{"name": "a", "ownerReferences": [{"apiVersion": "v1", "kind": "Event", "name": "b", "uid": "c", "controller": true}, {"apiVersion": "v1", "kind": "Pod", "name": "b", "uid": "c", "controller": true}]}',
    [
      'ownerReferences[0].kind: must not be Event: an Event owns nothing',
      'ownerReferences[1].controller: is a second controller: item 0 is one, and an object has one at most',
    ],
  ],
  [
    '{"name": "a", "managedFields": [{"manager": "kubectl", "time": "yesterday", "fields": {}}]}',
    [
      'managedFields[0].time: must be a time such as 2026-01-31T12:00:00Z, not "yesterday"',
      'managedFields[0].fields: unknown field "fields". Did you mean "fieldsV1"?',
    ],
  ],
  [
    '{"name": "a", "__proto__": {"name": "b"}, "constructor": 1, "toString": 2}',
    [
      '__proto__: unknown field "__proto__"',
      'constructor: unknown field "constructor"',
      'toString: unknown field "toString"',
    ],
  ],
])('%s', (metadata, problems) => {
  expect(problemsOf(metadata)).toEqual(problems);
});

it('bounds the annotations taken together, in bytes', () => {
  const most = 256 * 1024;
  expect(isTaken({ annotations: { a: 'x'.repeat(most - 1) } })).toBe(true);
  expect(problemsOf(JSON.stringify({ name: 'a', annotations: { a: 'x'.repeat(most) } }))).toEqual([
    `annotations: must have at most ${most} bytes in all, not ${most + 1}`,
  ]);
  expect(isTaken({ annotations: { a: 'é'.repeat(most / 2) } })).toBe(false);
});

it('shows no more of a value than a line', () => {
  const long = 'X'.repeat(1e6);
  const problems = problemsOf(
    JSON.stringify({ name: long, namespace: long, labels: { a: long }, annotations: { '-': long } }),
  );
  expect(problems.length).toBeGreaterThan(3);
  for (const problem of problems) expect(problem.length).toBeLessThan(300);
});
