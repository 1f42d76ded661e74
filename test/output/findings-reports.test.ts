import { describe, expect, it } from 'vitest';
import { findingsCheckstyle } from '../../src/output/findings/findings-checkstyle.ts';
import { findingsGithub } from '../../src/output/findings/findings-github.ts';
import { findingsJunit } from '../../src/output/findings/findings-junit.ts';
import { findingsMarkdown } from '../../src/output/findings/findings-markdown.ts';
import { parseXml } from '../support/xml.ts';
import { awkwardReport, makeFinding } from './awkward-report.ts';

const file = { name: 'a.yaml', text: 'a: `b`\nc: d\n' };
const only = (...made: Parameters<typeof makeFinding>[0][]) => ({ ...awkwardReport, findings: made.map(makeFinding) });

describe('findingsJunit', () => {
  const root = parseXml(findingsJunit(awkwardReport));
  it('counts what it lists', () => {
    const sum = (key: string) => root.children.reduce((n, suite) => n + Number(suite.attributes[key]), 0);
    for (const key of ['tests', 'failures', 'skipped', 'errors']) expect(Number(root.attributes[key])).toBe(sum(key));
    expect(sum('failures')).toBe(awkwardReport.findings.length);
    for (const suite of root.children) expect(suite.children).toHaveLength(Number(suite.attributes.tests));
  });
  it('has a suite for every analyzer, passing and skipped ones too', () => {
    const suites = new Map(root.children.map((suite) => [suite.attributes.name, suite]));
    expect([...suites.keys()]).toEqual([
      'virtualservice.GatewayAnalyzer',
      'hosts.<Odd>"Analyzer"',
      'clean.Analyzer',
      'elsewhere',
      'needs.Services',
    ]);
    expect(suites.get('clean.Analyzer')!.children[0]!.children).toEqual([]);
    expect(suites.get('needs.Services')!.children[0]!.children[0]!.name).toBe('skipped');
  });
  it('has one failure per case and no two cases of one name', () => {
    for (const suite of root.children) {
      const names = suite.children.map(({ attributes }) => attributes.name);
      expect(new Set(names).size).toBe(names.length);
      for (const testcase of suite.children) {
        expect(testcase.attributes.classname).toBe(suite.attributes.name);
        expect(testcase.children.length).toBeLessThanOrEqual(1);
      }
    }
  });
  it('says all in the text of the failure, which is what GitLab shows', () => {
    const failure = root.children[0]!.children[0]!.children[0]!;
    expect(failure.attributes.type).toBe('Error');
    expect(failure.text).toMatch(/^gateway "public" does not exist.*\nk8s\/cart\.yaml:8:5\nhttps:/);
  });
});

describe('findingsCheckstyle', () => {
  it('has one element per file and one per finding', () => {
    const root = parseXml(findingsCheckstyle(awkwardReport));
    expect(root.children.map(({ attributes }) => attributes.name)).toEqual([
      'k8s/cart.yaml',
      'k8s\\dos file.yaml',
      'stdin',
      '/home/dev/project/deploy/100% über/all.json',
      '../secrets.yaml',
      'k8s/compact.yaml',
    ]);
    expect(root.children[0]!.children[0]!.attributes).toMatchObject({
      line: '6',
      column: '19',
      severity: 'warning',
      source: 'meshwright.MW0001',
    });
  });
});

describe('findingsGithub', () => {
  it('escapes what would end a value', () => {
    const message = '100%, a:b\nc';
    expect(findingsGithub(only({ file: { ...file, name: 'a,b:c%.yaml' }, at: 'd', message, name: 'x' }))).toBe(
      '::error file=a%2Cb%3Ac%25.yaml,line=2,endLine=2,col=4,endColumn=5,title=IST0101 VirtualService shop/x' +
        '::100%25, a:b\\nc\n',
    );
  });
  it('leaves columns out where the finding spans lines', () => {
    expect(findingsGithub(only({ file, at: '`b`\nc', level: 'Info' }))).toMatch(
      /^::notice file=a\.yaml,line=1,endLine=2,title=/,
    );
  });
  it('names no file for standard input', () => {
    expect(findingsGithub(only({ file: { ...file, name: '-' }, at: 'd', level: 'Warning' }))).toBe(
      '::warning title=IST0101 VirtualService shop/cart::something is wrong (standard input, line 2)\n',
    );
  });
  it('is one command a line, whatever the values', () => {
    const lines = findingsGithub(awkwardReport).trimEnd().split('\n');
    expect(lines).toHaveLength(awkwardReport.findings.length);
    for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) /);
  });
});

describe('findingsMarkdown', () => {
  it('fences source that holds backticks', () => {
    expect(findingsMarkdown(only({ file: { ...file, text: 'a: ```b\n' }, at: '```b' }))).toContain(
      '````text\n1 | a: ```b\n  |    ^^^^\n````\n',
    );
  });
  it('keeps every row in its five cells', () => {
    const rows = findingsMarkdown(awkwardReport)
      .split('\n')
      .filter((line) => line.startsWith('| '));
    expect(rows).toHaveLength(awkwardReport.findings.length + 2);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(6);
  });
  it('lets no value make markup or mention anyone', () => {
    const text = findingsMarkdown(awkwardReport);
    const prose = text.replace(/^(`{3,})text\n[\s\S]*?^\1$/gm, '');
    expect(prose).not.toContain('<script>');
    expect(prose).not.toMatch(/@\w/);
    expect(prose).not.toContain('[here]');
  });
  it('stays within what GitHub takes, and says what it left out', () => {
    const many = Array.from({ length: 2000 }, (_, i) => ({
      file,
      at: 'd',
      message: `finding ${i} ${'x'.repeat(100)}`,
    }));
    const text = findingsMarkdown(only(...many));
    expect(text.length).toBeLessThan(65_536);
    expect(text.match(/\d+ more left out here/g)).toHaveLength(2);
    expect(text).toContain('2000 errors in 1 file');
    expect(text.endsWith('</details>\n')).toBe(true);
  });
});
