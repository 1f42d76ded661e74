import { describe, expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';
import { badPortName, shop } from '../support/shop.ts';

describe('standard input that never ends', () => {
  it('is given up on after --timeout', async () => {
    const began = performance.now();
    const ended = await new Sandbox().start(['analyze', '--timeout', '300ms', '-']);
    expect(ended).toEqual({
      ...{ status: 1, signal: null, stdout: '' },
      stderr: 'Error: the time is up (--timeout) while reading the input\n',
    });
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it.skipIf(process.platform === 'win32')('is left at SIGINT, with nothing on stdout', async () => {
    const ended = await new Sandbox().start(['analyze', '-'], (child) => {
      child.stdin?.write('apiVersion: v1\n', () => setTimeout(() => child.kill('SIGINT'), 400));
    });
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toBe('');
    expect(ended.signal === 'SIGINT' || ended.status === 130).toBe(true);
  });
});

it('gives up after --timeout on files, too', () => {
  const ended = new Sandbox(shop).run(['analyze', '--timeout=1us', 'shop']);
  expect(ended).toMatchObject({ status: 1, stdout: '' });
  expect(ended.stderr).toMatch(/^Error: the time is up \(--timeout\) while .*\n$/);
});

describe.skipIf(process.platform === 'win32')('a reader that goes away', () => {
  const many = Array.from({ length: 3000 }, (_, i) => badPortName(`shop-${i}`)).join('---\n');

  it.each(['text', 'json', 'sarif'])('ends %s quietly', (format) => {
    const box = new Sandbox({ 'many.yaml': many });
    const ended = box.shell(
      `meshwright analyze --closed-world -o ${format} many.yaml | head -1; echo "\${PIPESTATUS[0]}"`,
    );
    expect(ended.stderr).toBe('');
    expect(ended.stdout.trimEnd().split('\n')).toHaveLength(2);
    expect(ended.stdout).toMatch(/\n141\n$/);
  });

  it('counts for nothing where only notes are lost', () => {
    const ended = new Sandbox(shop).shell('meshwright analyze -o json shop 2> >(exec true); echo "$?"');
    expect(ended.stdout).toMatch(/"IST0101"[\s\S]*\n79\n$/);
  });
});

describe.skipIf(process.platform !== 'linux')('a disk that is full', () => {
  it.each(['analyze -o json shop', 'help', 'explain', 'version --remote=false'])('fails %s in plain words', (words) => {
    const ended = new Sandbox(shop).shell(`meshwright ${words} > /dev/full`);
    expect(ended.status).toBe(1);
    expect(ended.stderr).toMatch(/Error: cannot write to standard output: no space is left\n$/);
  });

  it('loses notes only when it is stderr that goes there', () => {
    const ended = new Sandbox(shop).shell('meshwright analyze -o json shop 2> /dev/full');
    expect(ended.status).toBe(79);
    expect(JSON.parse(ended.stdout)).toHaveLength(1);
  });
});
