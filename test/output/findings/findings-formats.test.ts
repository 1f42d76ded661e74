import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  findingsFormat,
  findingsFormatAliases,
  findingsFormatNames,
  findingsFormats,
} from '../../../src/output/findings/findings-formats.ts';
import { expectGolden } from '../../support/golden.ts';
import { parseXml } from '../../support/xml.ts';
import { awkwardReport, cleanReport } from '../awkward-report.ts';

const format = async (name: string, report = awkwardReport): Promise<string> =>
  (await findingsFormat(name)!.load())(report, { color: false });

describe.each(Object.entries(findingsFormats))('%s', (name, { extension }) => {
  it('writes the awkward report as it did', async () => {
    expectGolden(`output/awkward-${name}.${extension}`, await format(name));
  });
  it('writes a report without findings as it did', async () => {
    expectGolden(`output/clean-${name}.${extension}`, await format(name, cleanReport));
  });
  it('lets no raw control or bidirectional character through', async () => {
    expect((await format(name)).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u202e]/u);
  });
  it('never shows a Secret', async () => {
    const text = await format(name);
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('aHVudGVyMg');
  });
  it('ends with one line break, if there is anything', async () => {
    expect(await format(name)).toMatch(/[^\n]\n$/);
  });
});

describe('the table of formats', () => {
  it('knows istioctl’s name for text', () => {
    expect(findingsFormat('log')).toBe(findingsFormats.text);
    expect(findingsFormatNames).toContain('log');
    expect(Object.keys(findingsFormatAliases)).toEqual(['log']);
  });
  it('knows nothing else', () => {
    expect(findingsFormat('toString')).toBeUndefined();
    expect(findingsFormat('')).toBeUndefined();
  });
});

describe('what other programs read', () => {
  it('parses as JSON with the values unchanged', async () => {
    const records = JSON.parse(await format('json')) as { message: string; origin: string; cluster?: string }[];
    expect(records.map(({ message }) => message).sort()).toEqual(
      awkwardReport.findings.map(({ message }) => message).sort(),
    );
    expect(records.filter(({ cluster }) => cluster !== undefined)).toHaveLength(2);
  });
  it.each(['1.1', '1.2'] as const)('reads the same as YAML %s', async (version) => {
    expect(parse(await format('yaml'), { version })).toEqual(JSON.parse(await format('json')));
    expect(parse(await format('yaml', cleanReport), { version })).toEqual([]);
  });
  it.each(['junit', 'checkstyle'])('%s is well-formed XML', async (name) => {
    expect(parseXml(await format(name)).children.length).toBeGreaterThan(0);
    expect(parseXml(await format(name, cleanReport)).name).toMatch(/^(testsuites|checkstyle)$/);
  });
});
