import { describe, expect, it } from 'vitest';
import { findingsSarif } from '../../../src/output/findings/findings-sarif.ts';
import { awkwardReport, makeFinding } from '../awkward-report.ts';

interface Sarif {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly Run[];
}
interface Run {
  readonly tool: { readonly driver: { name: string; version: string; rules: readonly Rule[] } };
  readonly columnKind: string;
  readonly invocations: readonly { executionSuccessful: boolean; toolExecutionNotifications: readonly object[] }[];
  readonly results: readonly Result[];
}
interface Rule {
  readonly id: string;
  readonly shortDescription?: { text: string };
  readonly helpUri?: string;
  readonly help?: { text: string; markdown: string };
  readonly defaultConfiguration?: { level: string };
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { text: string };
  readonly locations: readonly {
    physicalLocation: {
      artifactLocation: { uri: string; uriBaseId?: string };
      region: { startLine: number; startColumn: number; endLine: number; endColumn: number };
    };
    logicalLocations: readonly { fullyQualifiedName: string; kind: string }[];
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

const read = (report = awkwardReport): Sarif => JSON.parse(findingsSarif(report)) as Sarif;
const run = read().runs[0]!;
const { rules } = run.tool.driver;

describe('findingsSarif', () => {
  it('is a log with one run of this tool', () => {
    const log = read();
    expect(log.version).toBe('2.1.0');
    expect(log.$schema).toMatch(/^https:.*sarif-schema-2\.1\.0\.json$/);
    expect(log.runs).toHaveLength(1);
    expect(run.tool.driver).toMatchObject({ name: 'meshwright', version: '1.2.3' });
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.invocations[0]).toMatchObject({ executionSuccessful: true });
    expect(run.invocations[0]!.toolExecutionNotifications).toEqual([
      { level: 'note', message: { text: 'needs.Services was skipped: the input holds no Service, ServiceEntry' } },
    ]);
  });
  it('lists the rules that occur, once each', () => {
    expect(rules.map(({ id }) => id)).toEqual(['IST0101', 'IST0102', 'MW0001', 'XX1']);
    expect(rules[0]).toMatchObject({
      helpUri: 'https://istio.io/latest/docs/reference/config/analysis/ist0101/',
      shortDescription: { text: 'Something that is referred to does not exist' },
      defaultConfiguration: { level: 'error' },
    });
    expect(rules[0]!.help!.markdown).toContain('](https://istio.io/');
    expect(rules[2]!.helpUri).toBeUndefined();
    expect(rules[2]!.help!.text).toContain('meshwright explain MW0001');
    expect(rules[1]!.defaultConfiguration!.level).toBe('note');
  });
  it('gives every result a rule, a level, a message and a place', () => {
    expect(run.results).toHaveLength(awkwardReport.findings.length);
    for (const { ruleId, ruleIndex, level, message, locations, partialFingerprints } of run.results) {
      expect(rules[ruleIndex]!.id).toBe(ruleId);
      expect(['error', 'warning', 'note']).toContain(level);
      expect(message.text).not.toBe('');
      const { physicalLocation, logicalLocations } = locations[0]!;
      const { startLine, startColumn, endLine, endColumn } = physicalLocation.region;
      for (const n of [startLine, startColumn, endLine, endColumn]) expect(n).toBeGreaterThanOrEqual(1);
      expect(endLine > startLine || endColumn >= startColumn).toBe(true);
      expect(physicalLocation.artifactLocation.uri).toMatch(/^[\w./:%-]+$/);
      expect(logicalLocations[0]!.kind).toBe('resource');
      expect(Object.keys(partialFingerprints)).toEqual(['meshwrightFinding/v1']);
    }
  });
  it('names files relative to the working directory where they are below it', () => {
    const places = run.results.map(({ locations }) => locations[0]!.physicalLocation.artifactLocation);
    expect(places).toContainEqual({ uri: 'k8s/cart.yaml', uriBaseId: '%SRCROOT%' });
    expect(places).toContainEqual({ uri: 'deploy/100%25%20%C3%BCber/all.json', uriBaseId: '%SRCROOT%' });
    expect(places).toContainEqual({ uri: 'stdin' });
    expect(places).toContainEqual({ uri: 'file:///home/dev/secrets.yaml' });
  });
  it('has a fingerprint of its own for each finding, which stays when lines move', () => {
    const prints = (text: string, message = 'm') =>
      read({ ...awkwardReport, findings: [makeFinding({ file: { name: 'a', text }, at: 'b', message })] }).runs[0]!
        .results[0]!.partialFingerprints;
    expect(prints('a: b')).toEqual(prints('# more\n\na: b'));
    expect(prints('a: b')).not.toEqual(prints('a: b', 'n'));
    const all = run.results.map(({ partialFingerprints }) => partialFingerprints['meshwrightFinding/v1']);
    expect(new Set(all).size).toBe(all.length);
  });
  it('lets no value make a link', () => {
    expect(run.results.some(({ message }) => message.text.includes('[here\\](https://evil.example)'))).toBe(true);
  });
});
