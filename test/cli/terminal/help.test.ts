import { describe, expect, it } from 'vitest';
import { flagsIn } from '../../support/help-flags.ts';
import { Sandbox } from '../../support/run.ts';

const help = (...args: string[]): string => {
  const ended = new Sandbox().run(args);
  expect({ ...ended, stdout: '' }).toEqual({ status: 0, signal: null, stdout: '', stderr: '' });
  return ended.stdout;
};

/** Flags of istioctl 1.30.3. */
const istioctl = {
  global: [
    '--as',
    '--as-group',
    '--as-uid',
    '--context',
    '--istioNamespace',
    '--kubeclient-timeout',
    '--kubeconfig',
    '--namespace',
    '--vklog',
    '-c',
    '-i',
    '-n',
  ],
  analyze: [
    ...['--all-namespaces', '--analyzer', '--color', '--failure-threshold', '--help', '--ignore-unknown'],
    ...['--list-analyzers', '--meshConfigFile', '--output', '--output-threshold', '--recursive', '--remote-contexts'],
    ...['--revision', '--suppress', '--timeout', '--use-kube', '--verbose'],
    ...['-A', '-L', '-R', '-S', '-h', '-k', '-o', '-r', '-v'],
  ],
  version: ['--help', '--output', '--remote', '--revision', '--short', '-h', '-o', '-r', '-s'],
};

describe('help', () => {
  it('of the program is what it prints when nothing is asked', () => {
    const text = help();
    for (const args of [['help'], ['--help'], ['-h'], ['help', '--help'], ['help', 'help']]) {
      expect(help(...args)).toBe(text);
    }
  });

  it('of the program groups commands, and puts them before the flags', () => {
    const headings = help()
      .split('\n')
      .filter((line) => /^\S.*:$/.test(line));
    expect(headings).toEqual([
      ...['Check configuration:', 'Install:', 'Inject:', 'Look inside:'],
      ...['About meshwright:', 'Flags:'],
    ]);
    for (const command of ['analyze', 'explain', 'version', 'help [command]'])
      expect(help()).toContain(`\n  ${command} `);
  });

  it.each(['analyze', 'version', 'explain'])('of %s comes wherever it is asked for', (command) => {
    const text = help('help', command);
    expect(text).toMatch(new RegExp(`^Usage: meshwright ${command} `));
    for (const args of [
      [command, '--help'],
      [command, '-h'],
      ['--help', command],
      ['-n', 'shop', command, '--help'],
      [command, 'absent', '--help', '--nonsense'],
      [command, '--nonsense', '--help'],
      ['help', command, '--help'],
    ]) {
      expect(help(...args)).toBe(text);
    }
  });

  it.each(['analyze', 'version'] as const)('of %s names every flag of istioctl', (command) => {
    expect(flagsIn(help(command, '--help'))).toEqual(
      expect.arrayContaining([...istioctl.global, ...istioctl[command]]),
    );
  });

  it('of commands that share a word puts them before the flags, too', () => {
    const text = help('proxy-config');
    expect(text).toMatch(/^Usage: meshwright proxy-config\|pc \[command\] \[flags\]\n/);
    const places = ['\nCommands:\n', '\nFlags:\n', '\nGlobal Flags:\n'].map((title) => text.indexOf(title));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('of the program names the global flags', () => {
    expect(flagsIn(help())).toEqual(expect.arrayContaining(istioctl.global));
  });

  it.each([
    [[]],
    ...['analyze', 'explain', 'version', 'manifest translate', 'manifest diff'].map((name) => [name.split(' ')]),
    ...['profile list', 'profile dump', 'profile diff', 'images list'].map((name) => [name.split(' ')]),
  ])('of %j fits into 80 columns', (command) => {
    const wide = help(...command, '--help')
      .split('\n')
      .filter((line) => line.length > 80);
    expect(wide).toEqual([]);
  });

  it('of analyze ends with examples that are command lines', () => {
    const [, examples = ''] = help('help', 'analyze').split('\nExamples:\n');
    expect(examples.match(/^ {2}# /gm)?.length).toBeGreaterThanOrEqual(3);
    for (const line of examples
      .trimEnd()
      .split('\n')
      .filter((one) => one !== '' && !one.startsWith('  # '))) {
      expect(line).toMatch(/^ {2}(.* \| )?meshwright analyze /);
    }
  });
});
