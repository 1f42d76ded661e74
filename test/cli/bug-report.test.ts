import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';
import { nobody } from '../support/unreachable.ts';

const run = (args: readonly string[], files: Readonly<Record<string, string>> = {}) => {
  const sandbox = new Sandbox({ config: nobody, ...files });
  const ended = sandbox.run(['bug-report', ...args], { env: { KUBECONFIG: 'config' } });
  return { ...ended, left: readdirSync(sandbox.folder).filter((name) => name !== 'config' && !(name in files)) };
};

describe('bug-report', () => {
  it('says at once that there is no API server, and writes nothing', () => {
    const ended = run(['--dir', 'work', '--output-dir', 'out']);
    expect(ended).toMatchObject({ status: 1, stdout: '', left: [] });
    expect(ended.stderr).toContain('cannot reach the API server https://127.0.0.1:1');
  });

  it.each<[readonly string[], string]>([
    [['--include', 'a/b/c/d=e/f=g/h/i'], 'has too many slashes'],
    [['--include', 'a///label'], 'is no label or annotation: write key=value'],
    [['--exclude', 'a///l*=v'], 'only the value may have a *'],
    [['--start-time', 'yesterday'], '--start-time takes a time like 2026-01-02T15:04:05Z'],
    [['--end-time', '2026-01-02'], '--end-time takes a time like'],
    [['--start-time', '2026-01-02T00:00:00Z', '--duration', '1h'], 'give one of them'],
    [
      ['--start-time', '2026-01-02T00:00:00Z', '--end-time', '2026-01-01T00:00:00Z'],
      '--start-time is after --end-time',
    ],
    [['--max-size', 'large'], '--max-size takes a size from 1Ki on'],
    [['--max-file-size', '10'], '--max-file-size takes a size from 1Ki on'],
    [['--tail', 'some'], '--tail takes a number'],
    [['--proxy-admin-port', '70000'], '--proxy-admin-port takes a port'],
    [['--timeout', 'soon'], '--timeout takes a duration'],
    [['-o', 'yaml'], '--output takes text or json'],
    [['shop'], 'there is no command'],
  ])('refuses %j', (args, why) => {
    const ended = run(args);
    expect(ended).toMatchObject({ status: 64, stdout: '', left: [] });
    expect(ended.stderr).toContain(why);
  });

  it.each<[string, string]>([
    ['includes: [shop]\n', 'f.yaml:1:1: includes is no setting. Did you mean "include"?'],
    ['include: shop\n', 'f.yaml:1:10: include takes a list of texts'],
    ['dryRun: true\ntailLines: -1\n', 'f.yaml:2:12: tailLines takes a whole number'],
    ['commandTimeout: soon\n', 'commandTimeout takes a duration like 10m'],
    ['- a\n', 'f.yaml:1:1: a map of settings is expected'],
    ['a: [\n', 'f.yaml:'],
  ])('refuses the file %j', (text, why) => {
    const ended = run(['-f', 'f.yaml'], { 'f.yaml': text });
    expect(ended).toMatchObject({ status: 64, stdout: '', left: [] });
    expect(ended.stderr).toContain(why);
  });

  it('names a file that is not there', () => {
    const ended = run(['-f', 'absent.yaml']);
    expect(ended).toMatchObject({ status: 65, stdout: '' });
    expect(ended.stderr).toContain('absent.yaml');
  });

  it('needs a kubeconfig', () => {
    const { status, stdout, stderr } = new Sandbox().run(['bug-report']);
    expect(stdout).toBe('');
    expect(status).not.toBe(0);
    expect(stderr).toContain('kubeconfig');
  });
});

describe('bug-report version', () => {
  it.each<[readonly string[], RegExp]>([
    [[], /^client version: \d+\.\d+\.\d+ \(follows Istio 1\.30\.3\)\n$/],
    [['-s'], /^\d+\.\d+\.\d+\n$/],
    [['-o', 'json'], /"clientVersion"/],
    [['-o', 'yaml'], /^clientVersion:\n/],
  ])('%j', (args, stdout) => {
    expect(run(['version', ...args])).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(stdout) });
  });
});
