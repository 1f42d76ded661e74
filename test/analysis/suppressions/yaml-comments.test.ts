import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lexer, parseAllDocuments } from 'yaml';
import { scanYamlLines } from '../../../src/analysis/suppressions/yaml-comments.ts';

/** `line:column text` of each comment. */
const comments = (text: string): string[] =>
  scanYamlLines(text).comments.map((comment) => `${comment.line}:${comment.column} ${comment.text}`);

/** The same by the `yaml` package's lexer, which follows the specification to the letter. */
function lexedComments(text: string): string[] {
  const found: string[] = [];
  let offset = 0;
  let previous = '';
  for (const token of new Lexer().lex(text)) {
    // Single control characters say what comes next; the one for scalars makes a `#` behind it text.
    const isControl = token === '\x02' || token === '\x18' || token === '\x1f';
    if (!isControl) {
      const before = text.slice(0, offset);
      if (token.startsWith('#') && previous !== '\x1f') {
        found.push(`${before.split('\n').length}:${offset - before.lastIndexOf('\n')} ${token}`);
      }
      offset += token.length;
    }
    previous = token;
  }
  return found;
}

describe('scanYamlLines', () => {
  it.each([
    ['own line, indented, and behind a value', '# a\n  # b\nk: v # c\n', ['1:1 # a', '2:3 # b', '3:6 # c']],
    ['behind a key, a dash, a marker', 'k: # a\n- # b\n--- # c\n', ['1:4 # a', '2:3 # b', '3:5 # c']],
    ['not inside a word', 'k: a#b\nu: http://x/#top\n', []],
    ['not inside quotes', `a: "x # y"\nb: 'it''s # z' # c\nc: "\\" # d"\n`, ['2:16 # c']],
    ['not inside quotes over lines', 'a: "x\n  # y\n  z" # c\n', ['3:6 # c']],
    ['quotes inside a word are letters', `a: it's # b\nc: say "x # y"\n`, ['1:9 # b', '2:11 # y"']],
    ['quotes inside a continued word are letters', 'a: one\n  "two\nb: 1 # c\n', ['3:6 # c']],
    ['not inside a literal block', 'a: |\n  # x\n\n   # y\nb: 1 # c\n', ['5:6 # c']],
    ['not inside a folded block with a header', 'a: >2- # h\n   # x\nb: 1\n', ['1:8 # h']],
    ['behind a block, indented less than its text', 'a: |\n    x\n  # c\nb: 1\n', ['3:3 # c']],
    ['in place of a block', 'a: |\n# c\nb: 1\n', ['2:1 # c']],
    ['a block in a list', 'a:\n- |\n # x\n- # c\n', ['4:3 # c']],
    ['a block under a key in a list', '- a: |\n   # x\n  b: 1 # c\n', ['3:8 # c']],
    ['a block that is the document', '--- |\n# x\n---\n# c\n', ['4:1 # c']],
    ['a block with a tag and an anchor', 'a: !!str &b |\n  # x\n', []],
    ['inside a flow collection', 'a: [1, # b\n  "# c", {d: e # f\n}]\n', ['1:8 # b', '2:16 # f']],
    ['with other line ends, and a mark', '\uFEFFa: 1 # b\r\n# c\r\n', ['1:6 # b', '2:1 # c']],
  ])('%s', (_, text, expected) => {
    expect(comments(text)).toEqual(expected);
  });

  it('tells what each line is', () => {
    expect(scanYamlLines('--- # a\n# b\nk: |\n  # c\n\n--- {}\n...\n').kinds.slice(1)).toEqual([
      'marker',
      'comment',
      'content',
      'content',
      'blank',
      'marker',
      'marker',
      'blank',
    ]);
  });

  it('agrees with a full lexer on any valid YAML', () => {
    const piece = fc.constantFrom(
      ...['a: ', 'b:', '- ', '"q # x"', "'it''s # y'", '"open # z', 'close # w"', "'open", "shut'", '# c', ' # d', 'w'],
      ...[
        'w#x',
        'p "q # r',
        '|',
        '>-',
        '|2',
        '| # h',
        '[a, ',
        '{k: "v # f", ',
        ']',
        '}',
        '&a ',
        '!t ',
        '---',
        'u # in',
      ],
    );
    const indent = fc.constantFrom('', '', '', '  ', '  ', '    ', ' ', '   ');
    const line = fc.tuple(indent, fc.array(piece, { maxLength: 3 })).map(([space, words]) => space + words.join(''));
    const text = fc.array(line, { minLength: 2, maxLength: 6 }).map((lines) => `${lines.join('\n')}\n`);
    fc.assert(
      fc.property(text, (yaml) => {
        const documents = parseAllDocuments(yaml);
        const isValid = Array.isArray(documents) && documents.every(({ errors }) => errors.length === 0);
        // The package lets pass what is behind a block's header, and a second key on one line.
        fc.pre(isValid && !/[|>](?![+-]?\d?[ \t]*(?:$|[ \t]#))/m.test(yaml) && !/\]:|\}:/.test(yaml));
        expect(comments(yaml)).toEqual(lexedComments(yaml));
      }),
      { numRuns: 300 },
    );
  });
});
