import { describe, expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';
import { badPortName, fine } from '../support/shop.ts';

const analyze = (files: Readonly<Record<string, string>>, ...args: string[]) => {
  const ended = new Sandbox(files).run(['analyze', '-ojson', ...args, '.']);
  return { ...ended, codes: JSON.parse(ended.stdout).map(({ code }: { code: string }) => code) };
};
const bad = badPortName();
const file = { 'k8s/a.yaml': bad };
const stale = /warning: the suppression "(.*)" matches no finding any more\n/;

describe('--suppress', () => {
  it.each([
    'IST0118=Service shop/cart',
    'IST0118=Service cart.shop',
    'IST0118=Service shop/*',
    'IST0118=*',
    '*=Service *.shop',
    '*=*',
  ])('%s silences', (rule) => {
    const ended = analyze(file, '--suppress', rule);
    expect(ended).toMatchObject({ status: 0, codes: [] });
    expect(ended.stderr).not.toMatch(stale);
  });

  it.each(['IST0118=Service blog/*', 'IST0118=service shop/cart', 'IST0118=Service shop/car'])(
    '%s does not, and is said not to',
    (rule) => {
      const ended = analyze(file, '-S', rule);
      expect(ended.codes).toEqual(['IST0118']);
      expect(stale.exec(ended.stderr)?.[1]).toBe(rule);
    },
  );

  it('may be given several times', () => {
    const files = { 'a.yaml': bad, 'b.yaml': badPortName('blog') };
    expect(analyze(files, '-S', 'IST0118=Service shop/*', '-S', 'IST0118=Service blog/*').codes).toEqual([]);
  });

  it('is not said to be unused where what it is for was not checked', () => {
    expect(analyze(file, '-S', 'IST0101=Gateway *').stderr).not.toMatch(stale);
    expect(analyze(file, '-n', 'shop', '-S', 'IST0118=Service blog/*').stderr).not.toMatch(stale);
  });
});

describe('an annotation', () => {
  const annotated = (text: string, codes: string) =>
    text.replace('metadata:\n', `metadata:\n  annotations: { galley.istio.io/analyze-suppress: "${codes}" }\n`);

  it('silences for its resource', () => {
    expect(analyze({ 'a.yaml': annotated(bad, 'IST0118, IST0136'), 'b.yaml': badPortName('blog') }).codes).toEqual([
      'IST0118',
    ]);
    expect(analyze({ 'a.yaml': annotated(bad, '*') }).codes).toEqual([]);
  });

  it('is reported when it is unused', () => {
    expect(analyze({ 'a.yaml': annotated(fine, 'IST0118') }).codes).toContain('MW0003');
  });
});

describe('a comment', () => {
  it.each([
    ['above the line', bad.replace(/( *)port: 80/, '$1# meshwright-ignore IST0118: known\n$&')],
    ['at its end', bad.replace('port: 80', '$& # meshwright-ignore IST0118')],
    ['above the document', `# meshwright-ignore IST0118\n${bad}`],
    ['for the whole file', `${bad}# meshwright-ignore-file IST0118: legacy\n`],
    ['for all codes', bad.replace('port: 80', '$& # meshwright-ignore *')],
  ])('%s silences', (_, text) => {
    expect(analyze({ 'a.yaml': text }).codes).toEqual([]);
  });

  it('is reported when it is unused', () => {
    const ended = analyze({ 'a.yaml': `# meshwright-ignore IST0118\n${fine}` });
    expect(ended.codes).toEqual(['MW0003']);
    expect(JSON.parse(ended.stdout)).toMatchObject([{ line: 1, level: 'Warning' }]);
  });
});

describe('a rule of the project file', () => {
  const rule = (...fields: string[]) => ({
    'meshwright.yaml': `analyze:\n  suppress:\n    - { code: IST0118, ${fields.join(', ')} }\n`,
  });

  it('silences by resource and by file', () => {
    expect(analyze({ ...file, ...rule('resource: Service cart.shop', 'reason: legacy') }).codes).toEqual([]);
    expect(analyze({ ...file, ...rule('file: k8s/**') }).codes).toEqual([]);
    expect(analyze({ ...file, ...rule('file: other/**') }).codes).toEqual(['IST0118']);
    expect(analyze({ ...file, ...rule('file: k8s/**', 'resource: Pod *') }).codes).toEqual(['IST0118']);
  });

  it('goes by its own folder, wherever it is run', () => {
    const box = new Sandbox({ ...file, ...rule('file: k8s/a.yaml') });
    expect(JSON.parse(box.run(['analyze', '-ojson', 'a.yaml'], { from: 'k8s' }).stdout)).toEqual([]);
  });

  it('is named when it is unused', () => {
    expect(analyze({ 'a.yaml': fine, ...rule() }).stderr).toMatch(stale);
  });
});
