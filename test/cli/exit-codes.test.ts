import { describe, expect, it } from 'vitest';
import { findingsFormatNames } from '../../src/output/findings/findings-formats.ts';
import { Sandbox } from '../support/run.ts';
import { badPortName, broken, fine, shop, twice } from '../support/shop.ts';

describe.each(findingsFormatNames)('analyze -o %s', (format) => {
  it('exits as it does in every format', () => {
    const box = new Sandbox({ ...shop, 'fine.yaml': fine, 'broken.yaml': broken });
    const status = (...args: string[]) => box.run(['analyze', '-o', format, ...args]).status;
    expect(status('fine.yaml')).toBe(0);
    expect(status('shop')).toBe(79);
    expect(status('fine.yaml', 'broken.yaml')).toBe(65);
    expect(status('shop', 'broken.yaml')).toBe(65);
    expect(status('shop', 'broken.yaml', '--ignore-unknown')).toBe(79);
  });

  it('writes nothing to stdout when it fails', () => {
    const box = new Sandbox({ 'fine.yaml': fine, 'meshwright.yaml': 'analyze: {paths: 3}\n' });
    for (const [status, args] of [
      [64, ['fine.yaml']],
      [64, ['fine.yaml', '--config', 'other.yaml']],
      [65, ['fine.yaml', 'absent.yaml']],
      [1, ['fine.yaml', '--use-kube']],
    ] as const) {
      if (status !== 64) box.shell('rm -f meshwright.yaml');
      const ended = box.run(['analyze', '-o', format, ...args]);
      expect({ ...ended, stderr: '' }).toEqual({ status, signal: null, stdout: '', stderr: '' });
      expect(ended.stderr).toMatch(/^Error: /);
      expect(ended.stderr.split('\n').length).toBeLessThan(10);
    }
  });
});

describe('thresholds', () => {
  const levels = { Error: shop, Warning: { 'a.yaml': twice }, Info: { 'a.yaml': badPortName() } } as const;

  it.each([
    ['Error', undefined, 79],
    ['Error', 'Info', 79],
    ['Warning', undefined, 0],
    ['Warning', 'error', 0],
    ['Warning', 'WARNING', 79],
    ['Warning', 'Info', 79],
    ['Info', 'Warning', 0],
    ['Info', 'info', 79],
  ] as const)('%s with --failure-threshold %s exits with %d', (level, threshold, status) => {
    const args = threshold === undefined ? [] : [`--failure-threshold=${threshold}`];
    const ended = new Sandbox(levels[level]).run(['analyze', '.', ...args]);
    expect(ended.status).toBe(status);
    expect(ended.stdout).toContain(level);
  });

  it('shows less and fails all the same', () => {
    const box = new Sandbox({ 'a.yaml': twice });
    const ended = box.run(['analyze', '.', '--output-threshold', 'Error', '--failure-threshold', 'Warning']);
    expect(ended).toMatchObject({ status: 79, stdout: '' });
    expect(ended.stderr).toContain('nothing to show: 1 finding is below --output-threshold Error');
    expect(ended.stderr).not.toContain('No problems');
  });
});
