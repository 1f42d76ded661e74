import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError, UsageError } from '../../../src/base/errors.ts';
import { type InputOptions, readInput } from '../../../src/resources/input/read-input.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'meshwright-input-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Writes files whose text is their own name. */
function write(...names: string[]): void {
  for (const name of names) put(name, name);
}
function put(name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(cwd, name)), { recursive: true });
  writeFileSync(join(cwd, name), content);
}
const read = (paths: string[], options?: InputOptions, stdin = 'kind: Stdin') =>
  readInput(paths, { cwd, readStdin: async () => Buffer.from(stdin) }, options);
const names = async (paths: string[], options?: InputOptions) => {
  const { files, problems } = await read(paths, options);
  expect(problems).toEqual([]);
  return files.map(({ name }) => name);
};

describe('files', () => {
  it('reads them in the order given, whatever their extension', async () => {
    write('b.yaml', 'a.txt', 'deep/c.json');
    const { files, problems, notes } = await read(['b.yaml', 'a.txt', 'deep/c.json']);
    expect(files).toEqual([
      { name: 'b.yaml', text: 'b.yaml' },
      { name: 'a.txt', text: 'a.txt' },
      { name: 'deep/c.json', text: 'deep/c.json' },
    ]);
    expect([problems, notes]).toEqual([[], []]);
  });

  it('keeps names as given', async () => {
    write('k8s/a.yaml');
    const absolute = join(cwd, 'k8s/a.yaml');
    expect(await names(['./k8s/a.yaml'])).toEqual(['./k8s/a.yaml']);
    expect(await names(['k8s/../k8s/a.yaml'])).toEqual(['k8s/../k8s/a.yaml']);
    expect(await names([absolute])).toEqual([absolute]);
  });

  it('reads a hidden file and the project file when they are named', async () => {
    write('.hidden.yaml', 'meshwright.yaml');
    expect(await names(['.hidden.yaml', 'meshwright.yaml'])).toEqual(['.hidden.yaml', 'meshwright.yaml']);
  });

  it('reads one file once, whichever ways lead to it', async () => {
    write('k8s/a.yaml', 'k8s/b.yaml');
    symlinkSync('k8s/a.yaml', join(cwd, 'link.yaml'));
    symlinkSync('k8s', join(cwd, 'other'));
    expect(await names(['link.yaml', 'k8s/a.yaml', 'k8s', 'other', './k8s/b.yaml'])).toEqual([
      'link.yaml',
      'k8s/b.yaml',
    ]);
  });

  it('reads an empty file, and no paths', async () => {
    put('empty.yaml', '');
    expect((await read(['empty.yaml'])).files).toEqual([{ name: 'empty.yaml', text: '' }]);
    expect((await read([])).files).toEqual([]);
  });

  it('prefers a file of that name over reading the name as a pattern', async () => {
    write('a[1].yaml', '!b.yaml', 'c.yaml');
    expect(await names(['a[1].yaml', '!b.yaml'])).toEqual(['a[1].yaml', '!b.yaml']);
  });
});

describe('standard input', () => {
  it('is read where it stands among the paths', async () => {
    write('a.yaml', 'b.yaml');
    const { files } = await read(['a.yaml', '-', 'b.yaml']);
    expect(files[1]).toEqual({ name: '-', text: 'kind: Stdin' });
    expect(files.map(({ name }) => name)).toEqual(['a.yaml', '-', 'b.yaml']);
  });

  it('cannot be read twice', async () => {
    await expect(read(['-', '-'])).rejects.toThrow(UsageError);
  });

  it('is held to the limit', async () => {
    const { problems } = await read(['-'], { maxBytes: 1024 }, 'x'.repeat(1025));
    expect(problems).toEqual([{ file: '-', message: 'larger than 1 KiB, the most that is read of one file' }]);
  });

  it('has another name', async () => {
    expect((await read(['/dev/stdin'])).files).toEqual([{ name: '/dev/stdin', text: 'kind: Stdin' }]);
  });

  it.skipIf(process.platform === 'win32')('leaves other pipes that the shell made to be read', () => {
    const module = join(import.meta.dirname, '../../../src/resources/input/read-input.ts');
    const contents = `import { readInput } from ${JSON.stringify(module)};
      console.log(JSON.stringify(await readInput(['/dev/fd/3'], { cwd: '/' })));`;
    const stdin = { contents, resolveDir: cwd };
    buildSync({ stdin, bundle: true, platform: 'node', format: 'esm', outfile: join(cwd, 'pipe.mjs') });
    const command = `printf 'kind: Piped' | { exec 3<&0; "${process.execPath}" pipe.mjs; }`;
    const out = execFileSync('sh', ['-c', command], { cwd, encoding: 'utf8' });
    expect(JSON.parse(out)).toMatchObject({ files: [{ name: '/dev/fd/3', text: 'kind: Piped' }], problems: [] });
  });
});

describe('folders', () => {
  it('reads YAML and JSON at any depth, sorted, and nothing hidden or foreign', async () => {
    write('k/b.yml', 'k/a/z.json', 'k/a.yaml', 'k/A.YAML', 'k/readme.md', 'k/.x.yaml', 'k/.git/c.yaml');
    write('k/node_modules/d.yaml', 'k/meshwright.yaml', 'k/a/y.yaml.tpl');
    expect(await names(['k'])).toEqual(['k/A.YAML', 'k/a/z.json', 'k/a.yaml', 'k/b.yml']);
  });

  it('joins names with one slash, and leaves out a lone dot', async () => {
    write('k/a.yaml');
    expect(await names(['k/'])).toEqual(['k/a.yaml']);
    expect(await names(['.'])).toEqual(['k/a.yaml']);
    expect(await names(['./'])).toEqual(['k/a.yaml']);
    expect(await names(['./k'])).toEqual(['./k/a.yaml']);
    expect(await names(['k/..'])).toEqual(['k/../k/a.yaml']);
  });

  it('walks a hidden folder that is named', async () => {
    write('.deploy/a.yaml');
    expect(await names(['.deploy'])).toEqual(['.deploy/a.yaml']);
  });

  it('follows links, as a mounted ConfigMap needs, and ends where they lead in a circle', async () => {
    write('k/..data/a.yaml', 'k/sub/b.yaml', 'elsewhere/c.yaml');
    symlinkSync('..data/a.yaml', join(cwd, 'k/a.yaml'));
    symlinkSync('..', join(cwd, 'k/sub/up'));
    symlinkSync('../elsewhere', join(cwd, 'k/more'));
    expect(await names(['k'])).toEqual(['k/a.yaml', 'k/more/c.yaml', 'k/sub/b.yaml']);
  });

  it('says that a folder holds nothing to read', async () => {
    mkdirSync(join(cwd, 'void'));
    write('docs/readme.md', 'a.yaml');
    const { files, notes } = await read(['void', 'docs', 'a.yaml']);
    expect(files.map(({ name }) => name)).toEqual(['a.yaml']);
    expect(notes).toHaveLength(2);
    expect(notes[0]).toContain('void: nothing to read');
  });
});

describe('patterns', () => {
  beforeEach(() => write('k/a.yaml', 'k/b.json', 'k/c/d.yaml', 'k/c/e.tpl', 'k/.h/f.yaml', 'top.yaml'));

  it.each([
    ['k/*.yaml', ['k/a.yaml']],
    ['k/**/*.yaml', ['k/a.yaml', 'k/c/d.yaml']],
    ['./k/**/*.{yaml,json}', ['k/a.yaml', 'k/b.json', 'k/c/d.yaml']],
    ['**/*.tpl', ['k/c/e.tpl']],
    ['*.yaml', ['top.yaml']],
    ['k/[ab].*', ['k/a.yaml', 'k/b.json']],
    ['k/.*/*.yaml', ['k/.h/f.yaml']],
    ['k/*', ['k/a.yaml', 'k/b.json', 'k/c/d.yaml']],
    ['?/c', ['k/c/d.yaml']],
  ])('%s', async (pattern, found) => {
    expect(await names([pattern])).toEqual(found);
  });

  it('finds what an absolute pattern and one from above mean', async () => {
    expect(await names([`${cwd}/k/*.yaml`])).toEqual([`${cwd}/k/a.yaml`]);
    const { files } = await readInput(['../*.yaml'], { cwd: join(cwd, 'k'), readStdin: async () => Buffer.alloc(0) });
    expect(files.map(({ name }) => name)).toEqual(['../top.yaml']);
  });

  it('leaves out what an exclusion means, wherever it stands', async () => {
    expect(await names(['!k/c', 'k/**/*.yaml'])).toEqual(['k/a.yaml']);
    expect(await names(['k', '!**/*.json'])).toEqual(['k/a.yaml', 'k/c/d.yaml']);
  });

  it('is an error when nothing matches', async () => {
    await expect(read(['k/*.yml'])).rejects.toThrow(/no file matches k\/\*\.yml/);
    await expect(read(['j/*.yaml'])).rejects.toThrow(/no file matches j\/\*\.yaml: j does not exist/);
    await expect(read(['k/*.yml'])).rejects.toThrow(InputError);
    await expect(read(['!k/**'])).rejects.toThrow(UsageError);
  });
});

describe('exclude', () => {
  beforeEach(() => write('a/charts/x.yaml', 'a/b/gen.yaml', 'a/b/own.yaml', 'charts/y.yaml'));

  it.each([
    [['**/charts/**'], ['a/b/gen.yaml', 'a/b/own.yaml']],
    [['charts'], ['a/b/gen.yaml', 'a/b/own.yaml']],
    [['charts/**'], ['a/b/gen.yaml', 'a/b/own.yaml', 'a/charts/x.yaml']],
    [['./a/b/'], ['a/charts/x.yaml', 'charts/y.yaml']],
    [
      ['gen.*', 'y.yaml'],
      ['a/b/own.yaml', 'a/charts/x.yaml'],
    ],
  ])('%s', async (exclude, left) => {
    expect(await names(['.'], { exclude })).toEqual(left);
    expect(await names(['**/*.yaml'], { exclude })).toEqual(left);
  });

  it('is relative to the folder said', async () => {
    expect(await names(['a/b'], { exclude: ['b/gen.yaml'], excludeFrom: join(cwd, 'a') })).toEqual(['a/b/own.yaml']);
  });

  it('also reaches folders outside the one it is relative to', async () => {
    expect(await names(['charts', 'a'], { exclude: ['**/charts/**'], excludeFrom: join(cwd, 'a/b') })).toEqual([
      'a/b/gen.yaml',
      'a/b/own.yaml',
    ]);
  });

  it('does not hold for a file named by itself', async () => {
    expect(await names(['charts/y.yaml'], { exclude: ['charts'] })).toEqual(['charts/y.yaml']);
  });
});

describe('what does not exist', () => {
  beforeEach(() => write('manifests/gateway.yaml'));

  it.each([
    ['manifests/gatway.yaml', 'manifests/gatway.yaml does not exist. Did you mean "manifests/gateway.yaml"?'],
    ['./manifest', './manifest does not exist. Did you mean "manifests"?'],
    ['manifest/gateway.yaml', 'there is no manifest. Did you mean "manifests"?'],
    ['nothing/like/it', 'nothing/like/it does not exist: there is no nothing.'],
    ['manifests/gateway.yaml/x', 'manifests/gateway.yaml is a file, not a folder'],
  ])('%s', async (path, message) => {
    await expect(read([path])).rejects.toThrow(message);
    await expect(read([path])).rejects.toThrow(InputError);
  });

  it('tells an empty path', async () => {
    await expect(read(['manifests', ''])).rejects.toThrow(/a path is empty/);
  });
});

describe('what cannot be read', () => {
  beforeEach(() => write('k/good.yaml'));
  const problemsOf = async (paths: string[], options?: InputOptions) => {
    const { files, problems } = await read(paths, options);
    expect(files.map(({ name }) => name)).toEqual(['k/good.yaml']);
    return problems;
  };

  it('a link to nothing, but only one that looks like a manifest when walking', async () => {
    symlinkSync('nowhere', join(cwd, 'k/broken.yaml'));
    symlinkSync('nowhere', join(cwd, 'k/other'));
    const message = 'cannot be read: a symbolic link to a file that does not exist';
    expect(await problemsOf(['k'])).toEqual([{ file: 'k/broken.yaml', message }]);
    expect(await problemsOf(['k/other', 'k/good.yaml'])).toEqual([{ file: 'k/other', message }]);
  });

  it('a link to itself', async () => {
    symlinkSync('loop.yaml', join(cwd, 'k/loop.yaml'));
    const circle = [{ file: 'k/loop.yaml', message: 'cannot be read: its symbolic links lead in a circle' }];
    expect(await problemsOf(['k'])).toEqual(circle);
    expect(await problemsOf(['k/loop.yaml', 'k/good.yaml'])).toEqual(circle);
  });

  it.skipIf(process.platform === 'win32')('a named pipe, a socket and a device, without waiting', async () => {
    execFileSync('mkfifo', [join(cwd, 'k/pipe.yaml')]);
    const server = createServer().listen(join(cwd, 'k/socket.yaml'));
    await new Promise((resolve) => server.once('listening', resolve));
    const problems = await problemsOf(['k', 'k/pipe.yaml', '/dev/null']);
    server.close();
    expect(problems).toEqual([
      { file: 'k/pipe.yaml', message: 'cannot be read: it is a named pipe, not a file' },
      { file: 'k/socket.yaml', message: 'cannot be read: it is a socket, not a file' },
      { file: 'k/pipe.yaml', message: 'cannot be read: it is a named pipe, not a file' },
      { file: '/dev/null', message: 'cannot be read: it is a device, not a file' },
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('a file and a folder without permission', async () => {
    write('k/secret.yaml', 'k/shut/a.yaml');
    chmodSync(join(cwd, 'k/secret.yaml'), 0);
    chmodSync(join(cwd, 'k/shut'), 0);
    const problems = await problemsOf(['k']);
    chmodSync(join(cwd, 'k/shut'), 0o700);
    expect(problems.map(({ file }) => file).sort()).toEqual(['k/secret.yaml', 'k/shut']);
    for (const { message } of problems) expect(message).toBe('cannot be read: permission denied');
  });

  it('a file larger than the limit', async () => {
    put('k/huge.yaml', 'x'.repeat(2049));
    expect(await problemsOf(['k'], { maxBytes: 2048 })).toEqual([
      { file: 'k/huge.yaml', message: 'larger than 2 KiB, the most that is read of one file' },
    ]);
  });

  it('a file that is no text', async () => {
    put('k/latin.yaml', Buffer.from('kind: Pod\nname: caf\xe9\n', 'latin1'));
    expect(await problemsOf(['k'])).toEqual([
      { file: 'k/latin.yaml', line: 2, column: 10, message: 'not valid UTF-8: byte 0xE9. Save the file as UTF-8' },
    ]);
  });

  it('a file that goes away while others are read', async () => {
    write('k/zz.yaml');
    const readStdin = async () => {
      rmSync(join(cwd, 'k/zz.yaml'));
      return Buffer.alloc(0);
    };
    const { files, problems } = await readInput(['-', 'k'], { cwd, readStdin });
    expect(files.map(({ name }) => name)).toEqual(['-', 'k/good.yaml']);
    expect(problems).toEqual([
      { file: 'k/zz.yaml', message: 'cannot be read: it is gone: it was there when its folder was listed' },
    ]);
  });
});

it('reads files longer than its buffer, and shorter ones after them', async () => {
  const long = 'a: é\n'.repeat(50_000);
  put('k/a.yaml', long);
  put('k/b.yaml', 'b: 1');
  const { files } = await read(['k']);
  expect(files.map(({ text }) => text)).toEqual([long, 'b: 1']);
});
