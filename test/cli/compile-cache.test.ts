import { chmodSync, mkdirSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';

/** A place for temporary files, and what the program keeps there. */
function start() {
  const sandbox = new Sandbox({ 'tmp/.keep': '', web: '', api: '' });
  const temporary = join(sandbox.folder, 'tmp');
  const run = (args: readonly string[] = ['version', '--remote=false']) =>
    sandbox.run(args, { env: { TMPDIR: temporary } });
  const folders = () => readdirSync(temporary).filter((name) => name !== '.keep');
  return { run, temporary, folders, place: () => join(temporary, folders()[0]!) };
}

// From Node 22 on, the cache is Node's own.
describe.skipIf('enableCompileCache' in module)('compiled code', () => {
  it('is kept in a folder of the user alone, and used again', () => {
    const { run, folders, place } = start();
    const first = run();
    expect(folders()).toHaveLength(1);
    expect(statSync(place()).mode & 0o777).toBe(0o700);
    expect(readdirSync(place())).toEqual(['version.bin']);
    const { mtimeMs } = statSync(join(place(), 'version.bin'));
    expect(run()).toEqual(first);
    expect(statSync(join(place(), 'version.bin')).mtimeMs).toBe(mtimeMs);
  });

  it('is in a file for each command, whatever its arguments', () => {
    const { run, place } = start();
    for (const path of ['web', 'api']) run(['analyze', '--use-kube=false', path]);
    for (const path of ['web', 'api']) run(['analyze', path, '--use-kube=false']);
    expect(readdirSync(place())).toEqual(['analyze.bin']);
    run(['profile', 'list']);
    run(['--help']);
    run(['--istioNamespace', 'web', 'version', '--remote=false']);
    expect(readdirSync(place()).sort()).toEqual(['analyze.bin', 'meshwright.bin', 'profile-list.bin']);
  });

  it.each([
    ['cut short', (file: string) => truncateSync(file, 1000)],
    ['empty', (file: string) => truncateSync(file, 0)],
    ['something else', (file: string) => writeFileSync(file, 'x'.repeat(5000))],
  ])('that is %s is made again', (_, spoil) => {
    const { run, place } = start();
    const first = run();
    const file = join(place(), 'version.bin');
    const { size } = statSync(file);
    spoil(file);
    expect(run()).toEqual(first);
    expect(statSync(file).size).toBeGreaterThan(size / 2);
  });

  it.each([0o777, 0o770, 0o755])('is not looked for where others may write or read (%o)', (mode) => {
    const { run, place } = start();
    const first = run();
    const [file] = readdirSync(place());
    truncateSync(join(place(), file!), 0);
    chmodSync(place(), mode);
    expect(run()).toEqual(first);
    expect(statSync(join(place(), file!)).size).toBe(0);
  });

  it('is done without where no folder can be made', () => {
    const { run, place, temporary } = start();
    const first = run();
    const name = place();
    mkdirSync(join(temporary, 'other'));
    chmodSync(name, 0o000);
    expect(run()).toEqual(first);
    chmodSync(name, 0o700);
  });
});
