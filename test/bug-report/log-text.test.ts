import { describe, expect, it } from 'vitest';
import { LogText } from '../../src/bug-report/log-text.ts';
import type { LogSettings } from '../../src/bug-report/settings.ts';

const usual: LogSettings = { from: undefined, to: undefined, tail: undefined, criticalErrors: [], ignoredErrors: [] };
const at = '2026-11-23T03:00:00.123456Z';

function read(text: string, settings: Partial<LogSettings> = {}, size = 7) {
  const log = new LogText({ ...usual, ...settings });
  let out = '';
  for (let i = 0; i < text.length; i += size) out += log.push(text.slice(i, i + size));
  return { out: out + log.end(), importance: log.importance };
}

describe('LogText', () => {
  it.each([
    [`${at}\tinfo\tall is well`, 0],
    [`${at}\twarn\tsds\tslow`, 10],
    [`${at}\twarning\tenvoy\tslow`, 10],
    [`${at}\terror\tlost`, 100],
    [`${at}\tfatal\tlost`, 1000],
    [`${at} critical gone`, 1000],
    [`${at} main ERROR xds::client lost`, 100],
    [`{"level":"error","time":"${at}","msg":"lost"}`, 100],
    [`{"level":"info","time":"${at}","msg":"\\"level\\":\\"error\\""}`, 0],
    ['{"level":"error', 0],
    ['error: of a program that writes no times', 0],
    [`${at}\terror\ta\n${at}\terror\tb\n${at}\twarn\tc`, 210],
  ])('weighs %j', (text, importance) => {
    expect(read(text)).toEqual({ out: text, importance });
  });

  it('does not count what is to be ignored, and counts most what is critical', () => {
    const text = `${at}\terror\tknown trouble\n${at}\tinfo\tfine\n`;
    expect(read(text, { ignoredErrors: ['known*'] }).importance).toBe(0);
    expect(read(text, { ignoredErrors: ['known'] }).importance).toBe(100);
    expect(read(text, { criticalErrors: ['*trouble'] }).importance).toBeGreaterThan(1e9);
  });

  it('leaves out what came after the end, and the times that say so', () => {
    const text = '2026-01-01T00:00:00Z one\n2026-01-01T00:00:02.5Z two\n2026-01-01T00:00:01Z three\n';
    expect(read(text, { to: Date.parse('2026-01-01T00:00:01Z') }).out).toBe('one\nthree\n');
  });
});
