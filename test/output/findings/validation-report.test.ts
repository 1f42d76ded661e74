import { describe, expect, it } from 'vitest';
import { ValidationCount } from '../../../src/output/findings/validation-report.ts';
import { apiServerProblem, type ResourceProblem, schemaProblem } from '../../../src/schema/problem.ts';
import type { Verdict } from '../../../src/schema/validation.ts';
import { resourceIn } from '../../support/problems.ts';

const resource = resourceIn('apiVersion: a.b/v1\nkind: Thing\nmetadata: { name: a }\n');
const error = schemaProblem(['spec', 'a'], 'is odd');
const warning: ResourceProblem = { ...error, isWarning: true };
const unreadable = { file: 'b.yaml', line: 3, message: 'is no YAML' };
const verdict = (problems: readonly ResourceProblem[], extent: Verdict['extent'] = 'checked'): Verdict => ({
  problems,
  extent,
});

describe('ValidationCount', () => {
  it('counts resources by what came of them', () => {
    const count = new ValidationCount(false, false, 10);
    for (const problems of [[], [warning], [error, error], [warning, error]]) count.add(resource, verdict(problems));
    count.add(resource, verdict([], 'unchecked'));
    count.add(resource, verdict([error], 'unknown'));
    count.add(resource, verdict([error], 'unknown'));
    expect(count).toMatchObject({ checked: 4, invalid: 4, moreErrors: 0, moreWarnings: 0, records: [] });
    expect([...count.unchecked, ...count.unknown]).toEqual([
      ['Thing', 1],
      ['Thing', 2],
    ]);
  });

  it('makes findings of problems: errors of Istio, of the API server alone, and warnings', () => {
    const count = new ValidationCount(false, false, 10);
    count.add(resource, verdict([error, apiServerProblem([], 'is odder'), warning]));
    expect(count.errors).toMatchObject([
      {
        code: 'IST0106',
        level: 'Error',
        message: 'spec.a: is odd',
        path: ['spec', 'a'],
        analyzer: 'schema.ValidationAnalyzer',
      },
      { code: 'MW0004', level: 'Error', message: 'is odder', path: [] },
    ]);
    expect(count.warnings).toMatchObject([{ code: 'IST0133', level: 'Warning', message: 'spec.a: is odd' }]);
  });

  it('keeps as many errors as are shown, and as many warnings, and counts the rest', () => {
    const count = new ValidationCount(false, false, 2);
    count.add(resource, verdict([error, warning, error, error, warning, warning, warning]));
    expect([count.errors.length, count.moreErrors, count.warnings.length, count.moreWarnings]).toEqual([2, 1, 2, 2]);
  });

  it('keeps a record of each document where all are shown', () => {
    const count = new ValidationCount(true, false, 0);
    count.add(resource, verdict([]));
    count.addUnreadable(unreadable);
    expect(count.records).toMatchObject([
      { origin: 'Thing default/a', valid: true },
      { file: 'b.yaml', valid: false },
    ]);
    expect(count.unreadable).toEqual([unreadable]);
  });

  it('lets by what is not known or cannot be read', () => {
    const count = new ValidationCount(true, true, 10);
    count.add(resource, verdict([error], 'unknown'));
    count.addUnreadable(unreadable);
    expect(count).toMatchObject({ invalid: 0, errors: [], records: [{ valid: true }], unreadable: [unreadable] });
    expect(count.records).toHaveLength(1);
  });
});
