import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/analysis/finding.ts';
import { commentSuppressions } from '../../../src/analysis/suppressions/comments.ts';
import { suppressionComments } from '../../../src/analysis/suppressions/directive.ts';
import type { Path } from '../../../src/resources/json.ts';
import type { Resource } from '../../../src/resources/resource.ts';
import { toResources } from '../../../src/resources/to-resources.ts';

/** `codes from-to` of each comment; `-` for one that holds nowhere. */
const found = (text: string, name = 'a.yaml'): string[] =>
  suppressionComments({ name, text }).map(
    ({ codes, covers }) => `${codes.join()} ${covers === undefined ? '-' : `${covers.from}-${covers.to}`}`,
  );

describe('suppressionComments', () => {
  it.each([
    ['none', 'a: 1 # b\n', []],
    ['on the line above', 'a:\n  # meshwright-ignore IST0101: reason\n  b: 1\n', ['IST0101 3-3']],
    ['above other comments', 'a:\n# meshwright-ignore IST0101\n# more\n\t# x\n  b: 1\n', ['IST0101 5-5']],
    ['several above one line', 'a:\n# meshwright-ignore A1\n# meshwright-ignore B2\n  b: 1\n', ['A1 4-4', 'B2 4-4']],
    ['at the end of the line', 'a:\n  b: 1 # meshwright-ignore IST0101\n', ['IST0101 2-2']],
    ['at the end of a block’s header', 'a:\n  b: | # meshwright-ignore IST0101\n    x\n', ['IST0101 2-2']],
    ['parted by a blank line', 'a: 1\n# meshwright-ignore IST0101\n\nb: 1\n', ['IST0101 -']],
    ['above nothing', 'a: 1\n# meshwright-ignore IST0101\n---\nb: 1\n', ['IST0101 -']],
    ['at the end of the file', 'a: 1\n# meshwright-ignore IST0101', ['IST0101 -']],
    ['above the first line', '# meshwright-ignore IST0101\na: 1\nb: 1\n---\nc: 1\n', ['IST0101 2-3']],
    ['above a later first line', 'a: 1\n---\n\n# meshwright-ignore *\nb: 1\nc: 1\n', ['* 5-7']],
    ['behind the marker', 'a: 1\n--- # meshwright-ignore *\nb: 1\n---\nc: 1\n', ['* 2-3']],
    ['above the first marker', '# meshwright-ignore A1\n---\na: 1\n---\nb: 1\n', ['A1 2-3']],
    ['at the end of the first line', 'a: 1 # meshwright-ignore A1\nb: 1\n', ['A1 1-1']],
    ['for the file', 'a:\n  b: 1\n---\n# meshwright-ignore-file IST0101: x\nc: 1\n', ['IST0101 1-6']],
    ['in a block', 'a: |\n  # meshwright-ignore IST0101\n  b\n', []],
    ['in quotes', 'a: "# meshwright-ignore IST0101"\n', []],
    ['in a sentence', '# see meshwright-ignore IST0101\na: 1\n', []],
    ['of no kind', 'a: 1\n# meshwright-ignore-line IST0101\nb: 1\n', ['IST0101 -']],
    ['without a code', 'a: 1\n# meshwright-ignore: because\nb: 1\n', [' 3-3']],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    ['# meshwright-ignore IST0101', ['IST0101'], undefined],
    ['#meshwright-ignore IST0101,IST0132:why', ['IST0101', 'IST0132'], 'why'],
    ['## meshwright-ignore IST0101 , mw0002 : why: because  ', ['IST0101', 'MW0002'], 'why: because'],
    ['# meshwright-ignore *: all', ['*'], 'all'],
    ['# meshwright-ignore IST0101 moving away', ['IST0101'], 'moving away'],
    ['# meshwright-ignore see below', [], 'see below'],
    ['# meshwright-ignore', [], undefined],
  ])('reads %s', (text, codes, reason) => {
    expect(suppressionComments({ name: '-', text })).toMatchObject([{ directive: 'meshwright-ignore', codes, reason }]);
  });

  it('says where a comment stands', () => {
    const [comment] = suppressionComments({ name: 'a.yaml', text: 'a: 1\nb: 2 # meshwright-ignore A1  \n' });
    expect(comment).toMatchObject({ line: 2, column: 6, endColumn: 28 });
  });

  it('passes over JSON', () => {
    expect(found('{"a": 1}\n# meshwright-ignore A1\n', 'a.JSON')).toEqual([]);
  });
});

const text = `# meshwright-ignore-file MW0009
apiVersion: v1
kind: Service
metadata:
  name: a # meshwright-ignore IST0101, IST0102: known
---
# meshwright-ignore IST0103
apiVersion: v1
kind: Service
metadata:
  name: b
`;

describe('commentSuppressions', () => {
  const read = (name: string) => toResources({ name, text }).resources;
  const finding = (code: string, resource: Resource, ...path: Path): Finding => ({
    code,
    level: 'Error',
    message: 'wrong',
    analyzer: 'test',
    resource,
    path,
  });

  it('gives one for each code, with the resource and place it stands at', () => {
    const [a, b] = read('one.yaml');
    const suppressions = commentSuppressions([a!, b!]);
    expect(
      suppressions.map(({ codes, text: said, at }) => [codes, said, at?.resource.name, at?.position.line]),
    ).toEqual([
      [['MW0009'], 'meshwright-ignore-file MW0009', 'a', 1],
      [['IST0101'], 'meshwright-ignore IST0101', 'a', 5],
      [['IST0102'], 'meshwright-ignore IST0102', 'a', 5],
      [['IST0103'], 'meshwright-ignore IST0103', 'b', 7],
    ]);
  });

  it('covers findings on its lines, in its file', () => {
    const [a, b] = read('one.yaml');
    const [elsewhere] = read('two.yaml');
    const [file, line, , whole] = commentSuppressions([a!, b!]);
    const name = ['metadata', 'name'];
    expect(line?.covers(finding('IST0101', a!, ...name))).toBe(true);
    expect(line?.covers(finding('IST0101', a!, 'kind'))).toBe(false);
    expect(line?.covers(finding('IST0101', elsewhere!, ...name))).toBe(false);
    expect(whole?.covers(finding('IST0103', b!, ...name))).toBe(true);
    expect(whole?.covers(finding('IST0103', a!, ...name))).toBe(false);
    expect(file?.covers(finding('MW0009', b!, ...name))).toBe(true);
    expect(file?.covers(finding('MW0009', elsewhere!, ...name))).toBe(false);
  });

  it('goes by the place of a finding that has one of its own', () => {
    const [a] = read('one.yaml');
    const [, line] = commentSuppressions([a!]);
    const position = { line: 5, column: 1, endLine: 5, endColumn: 2 };
    expect(line?.covers({ ...finding('IST0101', a!, 'kind'), position })).toBe(true);
  });

  it('finds nothing where nothing is said', () => {
    const { resources } = toResources({ name: 'a.yaml', text: 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n' });
    expect(commentSuppressions(resources)).toEqual([]);
  });
});
