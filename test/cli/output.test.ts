import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';
import { fine, shop, shopCode } from '../support/shop.ts';

const analyzeShop = (...args: string[]) => ['analyze', '--use-kube=false', 'shop', ...args];

describe('-o', () => {
  it('writes one result on stdout, and notes on stderr', () => {
    const { stdout, stderr } = new Sandbox(shop).run(analyzeShop('-o', 'json', '-v', '-S', 'IST0118=*'));
    expect(JSON.parse(stdout)).toMatchObject([{ code: shopCode, level: 'Error', file: 'shop/catalog.yaml' }]);
    expect(stderr).toContain('Executed analyzers:');
    expect(stderr).toContain('warning: the suppression');
  });

  it.each(['-ojson', '-o=json', '--output=json', '--output=JSON'])('is taken as %s', (flag) => {
    expect(JSON.parse(new Sandbox(shop).run(analyzeShop(flag)).stdout)).toHaveLength(1);
  });

  it('writes several results, into files and on stdout', () => {
    const box = new Sandbox(shop);
    const ended = box.run(analyzeShop('-o', 'sarif=x.sarif', '-o', 'text', '-o', 'json=x.json'));
    expect(ended.status).toBe(79);
    expect(ended.stdout).toMatch(new RegExp(`^Error ${shopCode} VirtualService shop/catalog\n`));
    const read = (name: string) => JSON.parse(readFileSync(join(box.folder, name), 'utf8'));
    expect(read('x.sarif').runs[0].results).toHaveLength(1);
    expect(read('x.json')).toHaveLength(1);
    expect(readdirSync(box.folder).sort()).toEqual(['shop', 'x.json', 'x.sarif']);
  });

  it('writes nothing on stdout when files are all that is asked for', () => {
    const box = new Sandbox(shop);
    expect(box.run(analyzeShop('-o', 'sarif=x.sarif'))).toMatchObject({ status: 79, stdout: '' });
    expect(existsSync(join(box.folder, 'x.sarif'))).toBe(true);
  });

  it('writes through a link, and into a device without replacing it', () => {
    const box = new Sandbox({ ...shop, 'real/x.json': 'old' });
    symlinkSync('real/x.json', join(box.folder, 'x.json'));
    const ended = box.run(analyzeShop('-o', 'json=x.json', '-o', 'sarif=/dev/null'));
    expect(ended.status).toBe(79);
    expect(JSON.parse(readFileSync(join(box.folder, 'real/x.json'), 'utf8'))).toHaveLength(1);
    expect(box.shell('test -c /dev/null && test -L x.json').status).toBe(0);
  });

  it.each([
    ['no/x.sarif', 'its folder does not exist'],
    ['shop/catalog.yaml/x.sarif', 'its folder is a file'],
    [`${'x'.repeat(300)}.sarif`, 'its name is too long'],
  ])('tells why %s cannot be written, with nothing on stdout', (file, why) => {
    const ended = new Sandbox(shop).run(analyzeShop('-o', `sarif=${file}`, '-o', 'text'));
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain(`Error: cannot write ${file}: ${why}\n`);
  });

  it('leaves what stood there when it cannot write', () => {
    const box = new Sandbox(shop);
    mkdirSync(join(box.folder, 'x.sarif'));
    writeFileSync(join(box.folder, 'x.sarif/old'), 'old');
    const ended = box.run(analyzeShop('-o', 'sarif=x.sarif', '-o', 'text'));
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain('cannot write x.sarif: it is a folder');
    expect(readFileSync(join(box.folder, 'x.sarif/old'), 'utf8')).toBe('old');
    expect(readdirSync(box.folder).sort()).toEqual(['shop', 'x.sarif']);
  });

  it('leaves the old file when the input cannot be found', () => {
    const box = new Sandbox({ 'x.sarif': 'old' });
    expect(box.run(['analyze', 'absent', '-o', 'sarif=x.sarif']).status).toBe(65);
    expect(readFileSync(join(box.folder, 'x.sarif'), 'utf8')).toBe('old');
  });

  it.each([
    [
      ['-o', 'json', '-o', 'sarif'],
      'json and sarif cannot both go to standard output: give one a file, as in -o sarif=FILE',
    ],
    [['-o', 'json=x', '-o', 'sarif=x'], 'two formats cannot both go to x: give each its own file'],
    [['-o', 'sarif='], '--output sarif= names no file after "="'],
    [['-o', 'jsonn'], 'there is no output format "jsonn": text, json, .* Did you mean "json"\\?'],
  ])('refuses %s', (args, message) => {
    const ended = new Sandbox(shop).run(analyzeShop(...args));
    expect(ended).toMatchObject({ status: 64, stdout: '' });
    expect(ended.stderr).toMatch(new RegExp(`^Error: ${message}\n$`));
  });
});

describe('colour', () => {
  const isColoured = (env: Record<string, string>, ...args: string[]) =>
    new Sandbox(shop).run(analyzeShop(...args), { env }).stdout.includes('\u001b[');

  it.each([
    [{}, [], false],
    [{}, ['--color'], true],
    [{}, ['--color', '-o', 'json'], false],
    [{ FORCE_COLOR: '1' }, [], true],
    [{ FORCE_COLOR: '0' }, [], false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, [], false],
    [{ NO_COLOR: '1' }, ['--color'], true],
    [{ FORCE_COLOR: '1' }, ['--color=false'], false],
    [{ FORCE_COLOR: '1' }, ['--no-color'], false],
  ] as const)('with %o and %o is %s', (env, args, colour) => {
    expect(isColoured(env, ...args)).toBe(colour);
  });

  it('never goes into files', () => {
    const box = new Sandbox(shop);
    box.run(analyzeShop('--color', '-o', 'text=x.txt'));
    expect(readFileSync(join(box.folder, 'x.txt'), 'utf8')).toMatch(/^Error/);
  });
});

it('says that all is well on stderr', () => {
  const { stdout, stderr } = new Sandbox({ 'a.yaml': fine }).run(['analyze', '--closed-world', '.']);
  expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '✔ No problems found in 1 resource in 1 file.\n' });
});
