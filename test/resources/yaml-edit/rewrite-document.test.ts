import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/resources/json.ts';
import { readYaml } from '../../../src/resources/yaml/read.ts';
import { applyEdits } from '../../../src/resources/yaml-edit/edits.ts';
import { rewriteDocument } from '../../../src/resources/yaml-edit/rewrite-document.ts';

/** Rewrites a text; a change gets the value that it reads as. */
function rewrite(text: string, change: (value: never) => Json): string {
  const [document, ...more] = readYaml(text);
  expect(more).toEqual([]);
  expect(document?.problem).toBeUndefined();
  const before = (document?.value ?? null) as Json;
  const after = change(structuredClone(before) as never);
  const { text: rewritten, edits } = rewriteDocument(text, before, after, document?.isPlain);
  expect(applyEdits(text, edits)).toBe(rewritten);
  expect(readYaml(rewritten)[0]?.value ?? null).toEqual(after);
  if (document?.isPlain) expect(rewriteDocument(text, before, after).text).toBe(rewritten);
  return rewritten;
}

type Case = readonly [name: string, text: string, change: (value: never) => Json, wanted: string];
const put =
  (fields: JsonObject) =>
  (value: JsonObject): Json => ({ ...value, ...fields });
const without =
  (...keys: string[]) =>
  (value: JsonObject): Json =>
    Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key))) as Json;
const say = (value: Json) => (): Json => value;

describe('maps', () => {
  test.each<Case>([
    ['a value in place', 'a: 1 # x\nb: 2\n', put({ a: 3 }), 'a: 3 # x\nb: 2\n'],
    [
      'strings that are other things unquoted',
      'a: x\n',
      put({ a: 'yes', b: '0755', c: '1:30' }),
      'a: "yes"\nb: "0755"\nc: "1:30"\n',
    ],
    ['an empty value', 'a: # x\nb: 1\n', put({ a: 'z' }), 'a: z # x\nb: 1\n'],
    ['a scalar becomes a map', 'a: 1 # x\nb: 2\n', put({ a: { c: 1 } }), 'a: # x\n  c: 1\nb: 2\n'],
    ['a map becomes a scalar', 'a: # x\n  c: 1\n  d: 2\nb: 2\n', put({ a: 'z' }), 'a: z # x\nb: 2\n'],
    ['a map becomes empty', 'a:\n  c: 1\nb: 2\n', put({ a: {} }), 'a: {}\nb: 2\n'],
    ['an empty map gets a field', 'a: {}\nb: 2\n', put({ a: { c: 'd' } }), 'a:\n  c: d\nb: 2\n'],
    [
      'a key goes, with its comments',
      '# top\na: 1\n# about b\nb: 2 # x\n# about c\nc: 3\n',
      without('b'),
      '# top\na: 1\n# about c\nc: 3\n',
    ],
    ['the first key goes, the head of the file stays', '# license\na: 1\nb: 2\n', without('a'), '# license\nb: 2\n'],
    [
      'a comment behind a blank line stays',
      'a: 1\n# general\n\nb: 2\nc: 3\n',
      without('b'),
      'a: 1\n# general\n\nc: 3\n',
    ],
    ['the last key goes from a file without a last line break', 'a: 1\nb: 2', without('b'), 'a: 1\n'],
    ['a new key follows the one before it', 'a: 1\nc: 3\n', say({ a: 1, b: 2, c: 3 }), 'a: 1\nb: 2\nc: 3\n'],
    [
      'a new key at the end, below the comments of the last map',
      'a:\n  b: 1\n  # c: 2\nd: 3\n',
      say({ a: { b: 1, e: 2 }, d: 3 }),
      'a:\n  b: 1\n  # c: 2\n  e: 2\nd: 3\n',
    ],
    [
      'new keys at two depths at one place',
      'a:\n  b:\n    c: 1\n',
      say({ a: { b: { c: 1, d: 2 }, e: 3 }, f: 4 }),
      'a:\n  b:\n    c: 1\n    d: 2\n  e: 3\nf: 4\n',
    ],
    ['no line break at the end', 'a: 1', put({ b: [1] }), 'a: 1\nb:\n- 1'],
    [
      'CRLF',
      'a: 1\r\nb:\r\n  c: 1\r\n',
      put({ b: { c: 1, d: 'x\ny\n' } }),
      'a: 1\r\nb:\r\n  c: 1\r\n  d: |\r\n    x\r\n    y\r\n',
    ],
    [
      'the indentation of the document',
      'a:\n    b: 1\n',
      put({ c: { d: { e: [{ f: 1, g: 2 }] } } }),
      'a:\n    b: 1\nc:\n    d:\n        e:\n        - f: 1\n          g: 2\n',
    ],
    [
      'lists like the others in the same map',
      'x:\n- 1\nspec:\n  a:\n    - 1\n',
      put({ spec: { a: [1], b: [2] } }),
      'x:\n- 1\nspec:\n  a:\n    - 1\n  b:\n    - 2\n',
    ],
    ['quoted keys', '"a": 1\n\'b\': 2\n', put({ b: 3 }), '"a": 1\n\'b\': 3\n'],
    ['a key given twice: the last counts', 'a: 1\na: 2\n', put({ a: 3 }), 'a: 1\na: 3\n'],
    ['a value on the next line', 'a:\n  # x\n  "b"\nc: 1\n', put({ a: 'd' }), 'a: d\nc: 1\n'],
    ['a text over several lines', 'a: b\n  c # x\nd: 1\n', put({ a: 'e' }), 'a: e # x\nd: 1\n'],
    ['a tag goes with its value', 'a: !!str 1\n', put({ a: 2 }), 'a: 2\n'],
    [
      'a key with a question mark: the map is written anew',
      'x: 1 # y\nm:\n  ? a\n  : 1\n  b: 2\n',
      put({ m: { a: 1, b: 3 } }),
      'x: 1 # y\nm:\n  a: 1\n  b: 3\n',
    ],
    ['an empty document', '# x\n', say({ a: 1 }), '# x\na: 1\n'],
    ['content on the line of the dashes', '--- {a: 1} # x\n', put({ a: 2 }), '--- {a: 2} # x\n'],
  ])('%s', (_, text, change, wanted) => {
    expect(rewrite(text, change)).toBe(wanted);
  });
});

describe('lists', () => {
  const items = '- name: a # 1\n  x: 1\n# about b\n- name: b # 2\n- name: c # 3\n';
  test.each<Case>([
    [
      'a change inside an item',
      items,
      (list: JsonObject[]) => [{ ...list[0], x: 2 }, list[1]!, list[2]!],
      items.replace('x: 1', 'x: 2'),
    ],
    ['an item goes', items, (list: JsonObject[]) => [list[0]!, list[2]!], '- name: a # 1\n  x: 1\n- name: c # 3\n'],
    [
      'items move with their text',
      items,
      (list: JsonObject[]) => [list[1]!, list[0]!, list[2]!],
      '# about b\n- name: b # 2\n- name: a # 1\n  x: 1\n- name: c # 3\n',
    ],
    [
      'an item moves and changes',
      items,
      (list: JsonObject[]) => [list[2]!, { name: 'a', x: 2 }, list[1]!],
      '- name: c # 3\n- name: a # 1\n  x: 2\n# about b\n- name: b # 2\n',
    ],
    [
      'a new first item stands above the comment on the old one',
      'l:\n  # about a\n  - name: a\n',
      say({ l: [{ name: 'z' }, { name: 'a' }] }),
      'l:\n  - name: z\n  # about a\n  - name: a\n',
    ],
    [
      'new items in the middle and at the end',
      'l:\n- a\n- b\n',
      say({ l: ['a', 'x', 'b', ['w', { z: 1 }]] }),
      'l:\n- a\n- x\n- b\n- - w\n  - z: 1\n',
    ],
    ['the first field of an item goes', '- a: 1 # x\n  b: 2\n', say([{ b: 2 }]), '- b: 2\n'],
    [
      'the first field of an item goes, a comment follows',
      '- a: 1\n  # about b\n  b: 2\n',
      say([{ b: 2 }]),
      '-\n  # about b\n  b: 2\n',
    ],
    ['a list in a list', '- - a # x\n  - b\n', say([['a', 'b', 'c']]), '- - a # x\n  - b\n  - c\n'],
    [
      'an item without a name, by its place',
      '- {a: 1} # x\n- {b: 2}\n',
      say([{ a: 2 }, { b: 2 }]),
      '- {a: 2} # x\n- {b: 2}\n',
    ],
    [
      'items of one name, by their other names',
      '- name: v\n  mountPath: /a # 1\n- name: v\n  mountPath: /b # 2\n',
      say([
        { name: 'v', mountPath: '/b', readOnly: true },
        { name: 'w', mountPath: '/a' },
      ]),
      '- name: v\n  mountPath: /b # 2\n  readOnly: true\n- name: w\n  mountPath: /a # 1\n',
    ],
  ])('%s', (_, text, change, wanted) => {
    expect(rewrite(text, change)).toBe(wanted);
  });
});

describe('brackets', () => {
  const json = '{\n  "a": {\n    "b": 1\n  },\n  "l": [\n    "x",\n    "y"\n  ]\n}\n';
  test.each<Case>([
    ['a field more', 'a: {b: c} # x\n', say({ a: { b: 'c', d: 'e' } }), 'a: {b: c, d: e} # x\n'],
    ['a field less', 'a: {b: c, d: e, f: g}\n', say({ a: { b: 'c', f: 'g' } }), 'a: {b: c, f: g}\n'],
    ['the first field less', 'a: { b: c, d: e }\n', say({ a: { d: 'e' } }), 'a: { d: e }\n'],
    ['items in quotes', 'a: ["b", "c"]\n', say({ a: ['x', 'b', 'y'] }), 'a: ["x", "b", "y"]\n'],
    ['items that move', 'a: [b, "c", d]\n', say({ a: ['c', 'd', 'b'] }), 'a: ["c", d, b]\n'],
    [
      'words that brackets would break',
      'a: [b]\n',
      say({ a: ['b', 'c, d', 'e]', '?f', 'g: h'] }),
      'a: [b, "c, d", "e]", "?f", "g: h"]\n',
    ],
    [
      'lines of their own',
      'a: [\n  b, # 1\n  c # 2\n]\n',
      say({ a: ['b', 'x', 'c', 'd'] }),
      'a: [\n  b, # 1\n  x,\n  c, # 2\n  d\n]\n',
    ],
    ['the last of several lines goes', 'a: [\n  b, # 1\n  c # 2\n]\n', say({ a: ['b'] }), 'a: [\n  b # 1\n]\n'],
    [
      'JSON',
      json,
      say({ a: { b: 1, c: [{ d: 'e' }] }, l: ['y'] }),
      '{\n  "a": {\n    "b": 1,\n    "c": [\n      {\n        "d": "e"\n      }\n    ]\n  },\n  "l": [\n    "y"\n  ]\n}\n',
    ],
    [
      'JSON on one line',
      '{"a":{"b":1}}',
      say({ a: { b: 1, c: 'd' }, e: [1, 'f'] }),
      '{"a":{"b":1,"c":"d"},"e":[1,"f"]}',
    ],
    ['JSON with tabs', '{\n\t"a": 1\n}', put({ b: { c: 1 } }), '{\n\t"a": 1,\n\t"b": {\n\t\t"c": 1\n\t}\n}'],
    [
      'brackets that close at the left',
      'a: [\n  b\n]\nc: 1\n',
      say({ a: ['b', 'd'], c: 2 }),
      'a: [\n  b,\n  d\n]\nc: 2\n',
    ],
    ['a pair in a list', 'a: [b: 1, c]\n', say({ a: [{ b: 2 }, 'c'] }), 'a: [{b: 2}, c]\n'],
  ])('%s', (_, text, change, wanted) => {
    expect(rewrite(text, change)).toBe(wanted);
  });
});

describe('block texts', () => {
  test.each<Case>([
    ['new', 'a: 1\n', put({ b: 'x\n  y\n', c: ['x\ny'] }), 'a: 1\nb: |\n  x\n    y\nc:\n- |-\n  x\n  y\n'],
    ['changed', 'a: | # c\n    x\n    y\n\nb: 1\n', put({ a: 'z\nw' }), 'a: |- # c\n  z\n  w\n\nb: 1\n'],
    ['to one line', 'a: |\n  x\n  y\nb: 1\n', put({ a: 'z' }), 'a: z\nb: 1\n'],
    ['from one line', 'a: z # c\nb: 1\n', put({ a: 'x\ny\n' }), 'a: | # c\n  x\n  y\nb: 1\n'],
    [
      'something below one that looks like comments',
      'a:\n  b: |\n    x\n    # y\n',
      put({ c: 1 }),
      'a:\n  b: |\n    x\n    # y\nc: 1\n',
    ],
    ['cut off by the end of the file', 'a: |\n  x', put({ b: 1 }), 'a: |-\n  x\nb: 1'],
    ['that keeps blank lines, below which lines go', 'a: |+\n  x\nb: 1\n\nc: 2\n', without('b'), 'a: |\n  x\n\nc: 2\n'],
    ['that would not survive as a block', 'a: 1\n', put({ a: ' x\ny', b: 'x\n\n' }), 'a: " x\\ny"\nb: "x\\n\\n"\n'],
    [
      'below a comment that stands deep',
      'a: 1\n    # deep\nb: 2\n',
      say({ a: 1, c: 'x\ny\n', b: 2 }),
      'a: 1\n    # deep\nc: |\n  x\n  y\nb: 2\n',
    ],
    ['in place of what had a deep comment', 'a: 1\n    # deep\nb: 2\n', put({ a: 'x\ny\n' }), 'a: |\n  x\n  y\nb: 2\n'],
    ['long JSON', 'a: 1\n', put({ a: '{"b":"c"}' }), 'a: \'{"b":"c"}\'\n'],
  ])('%s', (_, text, change, wanted) => {
    expect(rewrite(text, change)).toBe(wanted);
  });
});

describe('anchors', () => {
  const shared = 'a: &x {k: 1}\nb: *x\n';
  const merged = 'a: &x\n  k: 1\n  l: 2\nb:\n  <<: *x # merge\n  m: 3\n';
  test.each<Case>([
    ['the alias changes', shared, put({ b: { k: 2 } }), 'a: &x {k: 1}\nb:\n  k: 2\n'],
    ['the anchor changes', shared, put({ a: { k: 2 } }), 'a: &x {k: 2}\nb:\n  k: 1\n'],
    ['both change alike', shared, say({ a: { k: 2 }, b: { k: 2 } }), 'a: &x {k: 2}\nb: *x\n'],
    ['the anchor goes', 'a: &x c\nb: *x\n', without('a'), 'b: c\n'],
    [
      'a merged field changes',
      merged,
      (value: JsonObject) => ({ ...value, b: { k: 9, l: 2, m: 3 } }),
      `${merged}  k: 9\n`,
    ],
    [
      'a merged field goes',
      merged,
      (value: JsonObject) => ({ ...value, b: { k: 1, m: 3 } }),
      'a: &x\n  k: 1\n  l: 2\nb:\n  m: 3\n  k: 1\n',
    ],
    [
      'what is merged changes',
      merged,
      (value: JsonObject) => ({ ...value, a: { k: 1, l: 5 } }),
      `${merged.replace('l: 2', 'l: 5')}  l: 2\n`,
    ],
    ['elsewhere', `${merged}c: 1\n`, put({ c: 2 }), `${merged}c: 2\n`],
  ])('%s', (_, text, change, wanted) => {
    expect(rewrite(text, change)).toBe(wanted);
  });
});

test('what cannot be written is refused', () => {
  expect(() => rewriteDocument('a: 1\n', { a: 1 }, { a: '\ud800' })).toThrow('half a character');
});
