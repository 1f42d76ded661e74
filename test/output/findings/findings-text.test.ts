import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { findingsText } from '../../../src/output/findings/findings-text.ts';
import { displayWidth } from '../../../src/output/text/display-width.ts';
import { expectGolden } from '../../support/golden.ts';
import { awkwardReport, type MadeFinding, makeFinding } from '../awkward-report.ts';

const show = (made: MadeFinding, width?: number): Promise<string> =>
  findingsText({ ...awkwardReport, findings: [makeFinding(made)] }, { color: false, width });
const file = (text: string) => ({ name: 'a.yaml', text });

describe('findingsText', () => {
  it('writes the same words with and without colour', async () => {
    const colored = await findingsText(awkwardReport, { color: true });
    expect(colored).toContain('\u001b[31mError\u001b[39m');
    expect(stripVTControlCharacters(colored)).toBe(await findingsText(awkwardReport, { color: false }));
  });
  it('wraps to a width and cuts source lines to it', async () => {
    const text = await findingsText(awkwardReport, { color: false, width: 60 });
    expectGolden('output/awkward-text-60.txt', text);
    const places = /^ {2}\S.*:\d+:\d+( |$)/;
    for (const line of text.split('\n')) if (!places.test(line)) expect(displayWidth(line)).toBeLessThanOrEqual(60);
  });
  it.each<[string, MadeFinding, string, string]>([
    ['a word', { file: file('a: b c\n'), at: 'b' }, 'a: b c', '   ^'],
    ['tabs before', { file: file('\ta:\tb\n'), at: 'b' }, '    a:    b', '          ^'],
    ['tabs inside', { file: file('a:\tb\n'), at: 'a:\tb' }, 'a:    b', '^^^^^^^'],
    ['wide characters', { file: file('名: 車x\n'), at: '車' }, '名: 車x', '    ^^'],
    ['an accent of its own', { file: file('e\u0301: b\n'), at: 'b' }, 'e\u0301: b', '   ^'],
    ['an escape before', { file: file('\u001b: b\n'), at: 'b' }, '\\x1b: b', '      ^'],
    ['several lines', { file: file('a: |\n  b\n  c\n'), at: '|\n  b\n  c' }, 'a: |', '   ^'],
    ['Windows line ends', { file: file('a: b\r\nc: d\r\n'), at: 'd' }, 'c: d', '   ^'],
    ['nothing but a place', { file: file('a: b\n'), at: '' }, 'a: b', '^'],
  ])('underlines %s', async (_, made, source, underline) => {
    const lines = (await show(made)).split('\n').slice(3, 5);
    expect(lines.map((line) => line.slice(line.indexOf('|') + 2))).toEqual([source, underline]);
  });
  it.each([0, 30, 300, 3000])(
    'keeps the field in sight in a line of which %i characters stand before it',
    async (n) => {
      for (const after of [0, 10, 5000]) {
        const text = await show({ file: file(`${'x'.repeat(n)}needle${'y'.repeat(after)}\n`), at: 'needle' }, 60);
        const [source = '', underline = ''] = text.split('\n').slice(3, 5);
        expect(source.slice(underline.indexOf('^'), underline.length)).toBe('needle');
        expect(source.length).toBeLessThanOrEqual(60);
        expect(source.endsWith('…')).toBe(after === 5000);
      }
    },
  );
  it('cuts a field that is itself too long', async () => {
    const [source = '', underline = ''] = (
      await show({ file: file(`a: ${'車'.repeat(500)}\n`), at: '車'.repeat(500) }, 60)
    )
      .split('\n')
      .slice(3, 5);
    expect(source).toMatch(/ {2}1 \| a: 車+…$/);
    expect(displayWidth(source)).toBe(displayWidth(underline));
    expect(displayWidth(source)).toBeLessThanOrEqual(60);
  });
  it('shows no source of a Secret, nor of a line that holds one', async () => {
    for (const made of [
      { file: file('data: {key: aHVudGVyMg==}\n'), kind: 'Secret', at: 'aHVudGVyMg==' },
      { file: file('[{kind: Secret, stringData: {a: hunter2}}, {kind: Gateway}]\n'), at: '{kind: Gateway}' },
    ])
      expect(await show(made)).not.toMatch(/hunter2|aHVudGVyMg|\|/);
  });
  it('never starts a line with what GitHub takes for a command', async () => {
    const text = await show({ file: file('a: b\n'), message: `${'word '.repeat(7)}::add-mask::a` }, 40);
    for (const line of text.split('\n')) expect(line.trimStart().startsWith('::')).toBe(false);
  });
  it('counts what there is', async () => {
    const last = async (...made: MadeFinding[]) =>
      (await findingsText({ ...awkwardReport, findings: made.map(makeFinding) }, { color: false }))
        .trimEnd()
        .split('\n')
        .at(-1);
    const a = file('a: b\n');
    expect(await last({ file: a })).toBe('1 error in 1 file');
    expect(await last({ file: a }, { file: a, level: 'Info' }, { file: { ...a, name: 'b' }, level: 'Info' })).toBe(
      '1 error, 2 infos in 2 files',
    );
  });
});
