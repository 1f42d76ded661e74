import { describe, expect, test } from 'vitest';
import type { Path } from '../../../src/resources/json.ts';
import { PositionIndex } from '../../../src/resources/yaml/positions.ts';

const find = (text: string, path: Path, firstLine = 1): string => {
  const { line, column, endLine, endColumn } = new PositionIndex(text, firstLine).find(path);
  return `${line}:${column}-${endLine}:${endColumn}`;
};

const manifest = `# Source: chart
kind: Service
metadata:
  name: "reviews"   # quoted
  labels: {app: web, 'tier': back}
spec:
  ports:
  - name: http
    port: 80
  - {name: tcp, port: 90}
  hosts:
  - a.example.com
  - 'b'
  empty:
  nested:
  - - x
    - y
  script: |-
    echo
  folded: >  # why
    x
`;

describe('places in a manifest', () => {
  test.each<[path: Path, place: string]>([
    [['kind'], '2:7-2:14'],
    [['metadata'], '3:1-3:9'],
    [['metadata', 'name'], '4:9-4:18'],
    [['metadata', 'labels'], '5:3-5:9'],
    [['metadata', 'labels', 'app'], '5:17-5:20'],
    [['metadata', 'labels', 'tier'], '5:30-5:34'],
    [['spec', 'ports'], '7:3-7:8'],
    [['spec', 'ports', 0], '8:5-8:9'],
    [['spec', 'ports', 0, 'port'], '9:11-9:13'],
    [['spec', 'ports', 1], '10:5-10:6'],
    [['spec', 'ports', 1, 'port'], '10:23-10:25'],
    [['spec', 'hosts', 0], '12:5-12:18'],
    [['spec', 'hosts', 1], '13:5-13:8'],
    [['spec', 'empty'], '14:3-14:8'],
    [['spec', 'nested', 0], '16:5-16:6'],
    [['spec', 'nested', 0, 1], '17:7-17:8'],
    [['spec', 'script'], '18:11-18:13'],
    [['spec', 'folded'], '20:11-20:12'],
  ])('%j', (path, place) => {
    expect(find(manifest, path)).toBe(place);
  });

  test.each<[name: string, path: Path, place: string]>([
    ['a missing field: its parent', ['metadata', 'namespace'], '3:1-3:9'],
    ['a missing field far inside', ['spec', 'ports', 0, 'x', 'y', 2], '8:5-8:9'],
    ['an index beyond the list', ['spec', 'hosts', 7], '11:3-11:8'],
    ['a step into a scalar', ['kind', 'x'], '2:7-2:14'],
    ['nothing at all', ['status'], '2:1-2:5'],
    ['the root', [], '2:1-2:5'],
  ])('%s', (_, path, place) => {
    expect(find(manifest, path)).toBe(place);
  });
});

describe('other ways to write', () => {
  test.each<[name: string, text: string, path: Path, place: string]>([
    ['JSON', '{\n  "a": [\n    {"b": "c"}\n  ]\n}', ['a', 0, 'b'], '3:11-3:14'],
    ['JSON, a list', '{\n\t"a": ["b"]\n}', ['a'], '2:2-2:5'],
    ['a quoted key', '\'a b\': 1\n"c\\"d":\n  e: 2', ['c"d', 'e'], '3:6-3:7'],
    ['a number as key', '0x10: a', ['16'], '1:7-1:8'],
    ['a tagged value', 'a: !!str 1', ['a'], '1:10-1:11'],
    ['an anchored value', 'a: &x b', ['a'], '1:7-1:8'],
    ['an alias', 'a: &x {b: 1}\nc: *x', ['c'], '2:4-2:6'],
    ['a field that an alias brought', 'a: &x {b: 1}\nc: *x', ['c', 'b'], '2:4-2:6'],
    ['an alias as key', 'a: &x b\n*x : c', ['b'], '2:6-2:7'],
    ['a merge key', 'a: &x {b: 1}\nc:\n  <<: *x\n  d: 2', ['c', 'b'], '3:7-3:9'],
    ['a merge key of several', 'a: &x {b: 1}\nc: &y {b: 2}\nd: {<<: [*x, *y]}', ['d', 'b'], '3:10-3:12'],
    ['a merge key with a map', '<<: {a: 1}', ['a'], '1:9-1:10'],
    ['a field that replaces a merged one', '<<: {a: 1}\na: 2', ['a'], '2:4-2:5'],
    ['a key given twice: the value that counts', 'a: 1\na: 2', ['a'], '2:4-2:5'],
    ['an explicit key', '? a\n: b', ['a'], '2:3-2:4'],
    ['a text over two lines', 'a: b\n  c\nd: 1', ['a'], '1:4-2:4'],
    ['brackets that close at the left', 'a: [\n  b,\nc ]\nd: 1', ['a', 1], '3:1-3:2'],
    ['behind brackets that close at the left', 'a: {\n  b: 1\n}\nd: 1', ['d'], '4:4-4:5'],
    ['content on the --- line', '--- {a: 1}', ['a'], '1:9-1:10'],
    ['UTF-16 columns', 'a: {😀: 1, b: 2}', ['a', 'b'], '1:15-1:16'],
    ['CRLF', 'a: 1\r\nb:\r\n  c: x\r\n', ['b', 'c'], '3:6-3:7'],
    ['a bar in the key of a block text', 'a|b: | # c\n  x\n', ['a|b'], '1:6-1:7'],
    ['a comment behind the bar, and CRLF', 'a: | # c\r\n  x\r\n', ['a'], '1:4-1:5'],
    ['a block text that ends the file', 'a:\n- |', ['a', 0], '2:3-2:4'],
    ['a scalar document', '\n\nx', [], '3:1-3:2'],
    ['an empty document', '', ['a'], '1:1-1:1'],
    ['a broken document', 'a: [', ['a'], '1:1-1:1'],
  ])('%s', (_, text, path, place) => {
    expect(find(text, path)).toBe(place);
  });

  test('lines count from where the document starts', () => {
    expect(find('a: 1\nb: 2', ['b'], 40)).toBe('41:4-41:5');
  });
});
