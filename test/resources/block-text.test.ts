import { expect, it } from 'vitest';
import { placesInText } from '../../src/resources/block-text.ts';
import { resourceIn } from '../support/problems.ts';

/** Where the `!` of the text stands in the file, by line and column. */
function placeOfMark(yaml: string): [number, number] {
  const resource = resourceIn(`apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  before: b\n${yaml}`);
  const text = (resource.body.data as { text: string }).text;
  const lines = text.slice(0, text.indexOf('!')).split('\n');
  const [line, column] = [lines.length, lines.at(-1)!.length + 1];
  const place = placesInText(resource, ['data', 'text'], text)({ line, column, endLine: line, endColumn: column + 1 });
  expect(place.endLine).toBe(place.line);
  return [place.line, place.column];
}

it.each<[string, string, [number, number]]>([
  ['a block', '  text: |\n    a: b\n\n    c: !\n', [9, 8]],
  ['a block with line ends of Windows', '  text: |-\r\n    a: b\r\n    c: !\r\n', [8, 8]],
  ['a block that starts with a blank line', '  text: |\n\n    c: !\n', [8, 8]],
  ['a block of a given indentation', '  text: |2\n      c: !\n', [7, 10]],
  ['its own place for a text in quotes', '  text: "a: b\\nc: !\\n"\n', [6, 9]],
  ['its own place for a folded text', '  text: >\n    a\n    c: !\n', [6, 9]],
])('finds a place in %s', (_, yaml, place) => {
  expect(placeOfMark(yaml)).toEqual(place);
});
