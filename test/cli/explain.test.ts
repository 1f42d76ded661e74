import { expect, it } from 'vitest';
import { catalogue } from '../../src/analysis/catalogue.ts';
import { checks } from '../../src/health/checks.ts';
import { Sandbox } from '../support/run.ts';

const explain = (...args: string[]): string => {
  const ended = new Sandbox().run(['explain', ...args]);
  expect(ended).toMatchObject({ status: 0, stderr: '' });
  return ended.stdout;
};

it('lists all codes', () => {
  const [header, ...lines] = explain().trimEnd().split('\n');
  expect(header).toMatch(/^CODE +LEVEL +NAME +MEANING$/);
  expect(lines.map((line) => line.split(' ')[0])).toEqual([
    ...catalogue.map(({ code }) => code),
    ...checks.map(({ id }) => id),
  ]);
});

it('prints the page of a code, in any case, and several', () => {
  expect(explain('ist0101')).toMatch(/^# IST0101 ReferencedResourceNotFound\n/);
  expect(explain('IST0118', 'MW0003').match(/^# .*/gm)).toEqual([
    expect.stringMatching(/^# IST0118 /),
    expect.stringMatching(/^# MW0003 /),
  ]);
  expect(explain('mwh403')).toMatch(/^# MWH403 istiod is ready\n/);
});

it('takes the name of a finding for its code', () => {
  expect(explain('referencedResourceNotFound')).toBe(explain('IST0101'));
  const { status, stderr } = new Sandbox().run(['explain', 'ReferencedResourceNotfoud']);
  expect({ status, stderr }).toEqual({
    status: 64,
    stderr: expect.stringContaining('Did you mean "ReferencedResourceNotFound"?'),
  });
});

it('gives JSON, with pages for the codes asked for', () => {
  const all: object[] = JSON.parse(explain('-o', 'json'));
  expect(all).toHaveLength(catalogue.length + checks.length);
  expect(all[0]).not.toHaveProperty('page');
  expect(JSON.parse(explain('-o', 'json', 'IST0118'))).toMatchObject([
    { code: 'IST0118', level: 'Info', page: expect.stringMatching(/^# IST0118 /) },
  ]);
});
