import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/analysis/analyze.ts';
import type { Finding } from '../../../src/analysis/finding.ts';
import {
  findingChanges,
  findingChangesJson,
  findingChangesText,
} from '../../../src/output/findings/finding-changes.ts';
import { toResources } from '../../../src/resources/to-resources.ts';

const route = (name: string, host: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec: { hosts: [${name}], http: [{ route: [{ destination: { host: ${host} } }] }] }
---
`;
const found = (yaml: string): Finding[] =>
  analyze(toResources({ name: 'mesh.yaml', text: yaml }).resources, { closedWorld: true }).findings;
const report = (findings: Finding[]) => ({ findings, ran: [], skipped: [], messages: [], version: '0', cwd: '/' });

const before = found(route('a', 'nowhere') + route('b', 'nowhere'));
const after = found(`# a line more\n${route('b', 'nowhere')}${route('c', 'gone')}`);
const changes = findingChanges(before, after);

describe('findingChanges', () => {
  it('knows a finding again on another line', () => {
    expect(changes.come.map(({ resource }) => resource.name)).toEqual(['c']);
    expect(changes.gone.map(({ resource }) => resource.name)).toEqual(['a']);
  });

  it('counts what is there twice', () => {
    const [one] = before;
    expect(findingChanges([one!], [one!, one!])).toEqual({ come: [one], gone: [] });
    expect(findingChanges([one!, one!], [one!])).toEqual({ come: [], gone: [one] });
    expect(findingChanges(before, before)).toEqual({ come: [], gone: [] });
  });
});

it('tells people', async () => {
  const text = await findingChangesText(changes, report(after), { color: false });
  expect(text).toMatch(/^Error IST0101 VirtualService shop\/c\n {2}mesh\.yaml:\d+:\d+ /);
  expect(text).toMatch(/\ngone: Error IST0101 VirtualService shop\/a: .*\n1 new, 1 gone, 2 in all\n$/);
  const well = await findingChangesText(findingChanges(before, []), report([]), { color: false });
  expect(well.trimEnd().split('\n').at(-1)).toBe('0 new, 2 gone, none left');
});

it('tells programs, a line each', () => {
  const lines = findingChangesJson(changes).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { change: 'new', code: 'IST0101', origin: 'VirtualService shop/c', file: 'mesh.yaml' },
    { change: 'gone', code: 'IST0101', origin: 'VirtualService shop/a' },
  ]);
});
