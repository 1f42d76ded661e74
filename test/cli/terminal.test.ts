import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { type MainRun, runMain } from '../support/run-main.ts';

const folder = mkdtempSync(join(tmpdir(), 'meshwright-terminal-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(
  join(folder, 'a.yaml'),
  'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: cart, namespace: shop}\nspec:\n  hosts: [cart]\n  gateways: [none]\n  http: [{route: [{destination: {host: nowhere}}]}]\n---\napiVersion: v1\nkind: Service\nmetadata: {name: cart, namespace: shop}\nspec: {ports: [{port: 80}]}\n',
);

const screen = { stdoutIsTerminal: true, columns: 80, rows: 24 };

interface TerminalRun extends MainRun {
  /** What a pager was given, and which. */
  readonly paged: readonly (readonly [text: string, pager: string])[];
}

/** On a terminal, whose pager starts if it is not called `missing`. */
async function onTerminal(argv: readonly string[], env: Record<string, string> = {}, world = {}): Promise<TerminalRun> {
  const paged: [string, string][] = [];
  const page = async (text: Uint8Array, pager: string): Promise<boolean> => {
    paged.push([Buffer.from(text).toString(), pager]);
    return pager !== 'missing';
  };
  return { ...(await runMain(argv, { cwd: folder, env, world: { ...screen, page, ...world } })), paged };
}

describe('a pager', () => {
  it('shows what is longer than the screen', async () => {
    const { stdout, paged } = await onTerminal(['explain']);
    expect(stdout).toBe('');
    expect(paged).toEqual([[expect.stringMatching(/^CODE {5}LEVEL/), 'less']]);
  });
  it.each<[Record<string, string>, string]>([
    [{ PAGER: 'more' }, 'more'],
    [{ PAGER: 'more', MESHWRIGHT_PAGER: 'less -S' }, 'less -S'],
    [{ PAGER: '', MESHWRIGHT_PAGER: 'most' }, 'most'],
  ])('%j is %s', async (env, pager) => {
    expect((await onTerminal(['explain'], env)).paged[0]![1]).toBe(pager);
  });
  it.each<[string, string[], Record<string, string>, object]>([
    ['that is cat', ['explain'], { PAGER: 'cat' }, {}],
    ['that is empty', ['explain'], { PAGER: '' }, {}],
    ['that is empty for this program', ['explain'], { MESHWRIGHT_PAGER: '', PAGER: 'more' }, {}],
    ['on a dumb terminal', ['explain'], { TERM: 'dumb' }, {}],
    ['with --no-pager', ['explain', '--no-pager'], {}, {}],
    ['before the command, too', ['--no-pager', 'explain'], {}, {}],
    ['for help, too', ['help', 'analyze', '--no-pager'], {}, {}],
    ['without a terminal', ['explain'], {}, { stdoutIsTerminal: false }],
    ['where its height is not known', ['explain'], {}, { rows: undefined }],
    ['where there is room', ['explain'], {}, { rows: 1000 }],
    ['for what is short', ['profile', 'list'], {}, {}],
  ])('is not asked for %s', async (_, argv, env, world) => {
    const { stdout, paged } = await onTerminal(argv, env, world);
    expect(paged).toEqual([]);
    expect(stdout).not.toBe('');
  });
  it('that does not start leaves the output as it is', async () => {
    const { stdout, paged } = await onTerminal(['explain'], { PAGER: 'missing' });
    expect(paged).toEqual([[stdout, 'missing']]);
  });
  it('comes for help', async () => {
    const { stdout, paged } = await onTerminal(['help']);
    expect([stdout, paged.length]).toEqual(['', 1]);
  });
  it('comes before the notes that follow a result, which keep their place', async () => {
    const all: string[] = [];
    const world = {
      ...{ rows: 3, note: (text: string) => all.push(`note ${text}`) },
      page: async (text: Uint8Array) => all.push(`page ${text.length}`) > 0,
    };
    const { stdout, exitCode } = await onTerminal(['analyze', 'a.yaml', '--use-kube=false'], {}, world);
    expect([stdout, exitCode]).toEqual(['', 79]);
    expect(all[0]).toMatch(/^page \d+$|^note /);
    expect(all.filter((one) => one.startsWith('page'))).toHaveLength(1);
  });
});

describe.each<[string, string[], Record<string, string>, boolean]>([
  ['on a terminal', [], {}, true],
  ['with NO_COLOR', [], { NO_COLOR: '1' }, false],
  ['with --no-color', ['--no-color'], {}, false],
  ['with --color=false', ['--color=false'], {}, false],
  ['with --color against NO_COLOR', ['--color'], { NO_COLOR: '1' }, true],
  ['with --no-color against FORCE_COLOR', ['--no-color'], { FORCE_COLOR: '1' }, false],
  ['with --no-color last', ['--color', '--no-color'], {}, false],
  ['with --color last', ['--no-color', '--color'], {}, true],
  ['with --plain', ['--plain', '--color'], {}, false],
])('colour %s', (_, flags, env, isThere) => {
  it.each([[['analyze', 'a.yaml', '--use-kube=false']], [['schema', 'VirtualService.spec.http']]])(
    'of %j',
    async (argv) => {
      const { stdout } = await onTerminal([...argv, ...flags, '--no-pager'], env);
      expect(stdout).not.toBe('');
      expect(stripVTControlCharacters(stdout) !== stdout).toBe(isThere);
      const before = await onTerminal([...flags, '--no-pager', ...argv], env);
      expect(before.stdout).toBe(stdout);
    },
  );
});

describe('--plain', () => {
  it.each([
    [['help']],
    [['help', 'analyze']],
    [['help', 'bug-report']],
    [['explain']],
    [['profile', 'list']],
    [['profile', 'diff', 'default', 'demo']],
    [['analyze', 'a.yaml', '--use-kube=false']],
    [['analyze', '-L']],
    [['validate', 'a.yaml']],
    [['mtls', 'a.yaml']],
    [['schema']],
    [['schema', 'VirtualService.spec.http']],
    [['x', 'check-inject', '-f', 'a.yaml', '-n', 'shop', '-l', 'app=cart']],
    [['x', 'injector', 'list', '-f', 'a.yaml']],
    [['x', 'config', 'list']],
    [['proxy-config', 'listener', '-f', 'missing.json']],
    [['uninstall']],
  ])('of %j has words, not symbols', async (argv) => {
    const { stdout, stderr } = await onTerminal([...argv, '--plain', '--no-pager']);
    expect(`${stdout}${stderr}`).toMatch(/\w/);
    expect(`${stdout}${stderr}`).toMatch(/^[\n -~]*$/);
    expect(stdout).not.toMatch(/\^\^|[-=|+]{4}/);
  });
  it('makes records of tables, on a terminal or not', async () => {
    const { stdout } = await runMain(['x', 'check-inject', '-f', 'a.yaml', '-n', 'shop', '-l', 'app=cart', '--plain'], {
      cwd: folder,
    });
    expect(stdout).toMatch(/^WEBHOOK: \S+\nREVISION: \S+\nINJECTED: no\nREASON: .+\n$/);
  });
  it('leaves what programs read as it is', async () => {
    for (const argv of [
      ['explain', '-o', 'json'],
      ['profile', 'dump'],
    ]) {
      const run = (...more: string[]) => runMain([...argv, ...more], { cwd: folder });
      expect((await run('--plain')).stdout).toBe((await run()).stdout);
    }
  });
});

const hasPython = process.platform === 'linux' && spawnSync('python3', ['-c', 'import pty']).status === 0;
const program = resolve('bin/meshwright.js');

/** Runs the built program on a pseudo terminal of 24 lines and 60 columns, and gives what the user sees. */
function onPty(argv: readonly string[], env: Record<string, string>): { text: string; status: number | null } {
  const code = `
import fcntl, os, pty, struct, sys, termios
pid, fd = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 60, 0, 0))
    os.execvp(sys.argv[1], sys.argv[1:])
seen = b''
while True:
    try: piece = os.read(fd, 65536)
    except OSError: break
    if not piece: break
    seen += piece
os.write(1, seen)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))`;
  const { stdout, status } = spawnSync('python3', ['-c', code, process.execPath, program, ...argv], {
    ...{ cwd: folder, encoding: 'utf8', timeout: 30_000 },
    env: { PATH: process.env.PATH, HOME: folder, TERM: 'xterm', ...env },
  });
  return { text: stdout.replaceAll('\r\n', '\n'), status };
}

describe.skipIf(!hasPython)('on a pseudo terminal', () => {
  it.each([
    ['a pager that reads all', 'cat -n', /^ +1\tCODE {5}LEVEL/],
    ['a pager that is quit early', 'head -c 4', /^CODE$/],
    ['a pager that reads nothing', 'true', /^$/],
    ['a pager that is not there', 'no-such-pager', /^CODE {5}LEVEL/],
    ['one with flags that is not there', 'no-such-pager -R', /CODE {5}LEVEL/],
    ['what it is told', 'echo "$LESS"; cat >/dev/null', /^FRX\n$/],
  ])('%s', (_, pager, text) => {
    const seen = onPty(['explain'], { PAGER: pager });
    expect(seen.text).toMatch(text);
    expect(seen.status).toBe(0);
  });
  it('tables fit, and findings have colour in a pager', () => {
    for (const line of onPty(['profile', 'list'], {}).text.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
    const { text, status } = onPty(['help', 'analyze'], { PAGER: 'cat -v' });
    expect([status, text.length > 1000]).toEqual([0, true]);
  });
});

describe('help', () => {
  it.each([40, 80, 120])('has no paragraph that is wider than a terminal of %i columns', async (columns) => {
    for (const command of ['bug-report', 'install', 'mtls', 'tag list']) {
      const { stdout } = await onTerminal([...command.split(' '), '--help', '--no-pager'], {}, { columns });
      const behindFlags = stdout.slice(stdout.indexOf('Global'), stdout.indexOf('Examples:'));
      for (const line of behindFlags.split('\n').filter((one) => /^[A-Z]\S* \w/.test(one)))
        expect(line.length, line).toBeLessThanOrEqual(columns);
    }
  });
});
