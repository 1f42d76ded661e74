import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type HelmResult, renderCase, renderWithHelm } from '../functions/helm.ts';
import { charts } from './charts.ts';

/** Charts give what Helm 3.22's engine gives. `UPDATE_GOLDEN=1 npx vitest run test/render/chart` asks Helm again. */
const golden = join(import.meta.dirname, '../../golden/helm-charts.json');

if (process.env.UPDATE_GOLDEN === '1') {
  mkdirSync(join(golden, '..'), { recursive: true });
  const answers = renderWithHelm(Object.values(charts));
  const byName = Object.fromEntries(Object.keys(charts).map((name, i) => [name, answers[i]]));
  writeFileSync(golden, `${JSON.stringify(byName, undefined, 1)}\n`);
}

describe('charts', () => {
  const expected = (existsSync(golden) ? JSON.parse(readFileSync(golden, 'utf8')) : {}) as Record<string, HelmResult>;

  it('all have an answer of Helm, and no others have', () => {
    expect(Object.keys(expected)).toEqual(Object.keys(charts));
  });

  it.each(Object.entries(charts))('%s', (name, chart) => {
    expect(renderCase(chart)).toEqual(expected[name]);
  });
});
