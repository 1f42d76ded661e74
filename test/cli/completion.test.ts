import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completionScript } from '../../src/cli/completion/shells.ts';
import { root, Sandbox } from '../support/run.ts';
import { nobody } from '../support/unreachable.ts';

/** What may stand at the end of the words; the last one is what is typed of it. */
function completed(words: string, files: Readonly<Record<string, string>> = {}, env: Record<string, string> = {}) {
  const before = words.split(' ');
  const current = before.pop()!;
  const { status, stdout, stderr } = new Sandbox(files).run(['__complete', ...before, `:${current}`], { env });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const lines = stdout.trimEnd().split('\n');
  const takesFiles = lines.pop() === ':files';
  return { values: lines.map((line) => line.split('\t')[0]!), takesFiles, lines };
}

describe('completion', () => {
  it.each<[string, string[]]>([
    ['vers', ['version']],
    ['proxy-config boot', ['bootstrap']],
    ['pc boot', ['bootstrap']],
    ['x authz c', ['check']],
    ['help mani', ['manifest']],
    ['help manifest gen', ['generate']],
    ['-n shop anal', ['analyze']],
    ['analyze --failure-threshold W', ['Warning']],
    ['analyze --failure-threshold=E', ['--failure-threshold=Error']],
    ['analyze --failure-thr', ['--failure-threshold=']],
    ['analyze --use', ['--use-kube']],
    ['pc c -o y', ['yaml']],
    ['pc c dump.json -o j', ['json']],
    ['explain IST0101 IST0102 ist', []],
    ['explain IST0101 MW0001 IST0103', ['IST0103']],
    ['profile dump ambient --conte', ['--context=']],
    ['profile dump openshift-', ['openshift-ambient']],
    ['version --he', ['--help']],
    ['nothing-like-it ', []],
    ['version ', []],
  ])('of "%s"', (words, values) => {
    expect(completed(words).values).toEqual(values);
  });

  it('says where files fit', () => {
    expect(completed('validate -f ').takesFiles).toBe(true);
    expect(completed('analyze k8s/').takesFiles).toBe(true);
    expect(completed('analyze --failure-threshold ').takesFiles).toBe(false);
    expect(completed('').takesFiles).toBe(false);
  });

  it('tells what each word is', () => {
    expect(completed('vers').lines).toEqual(['version\tPrint version information']);
  });

  it('lists the contexts of the kubeconfig that the line names', () => {
    const contexts = [
      { name: 'prod', context: { cluster: 'eu' } },
      { name: 'play', context: { cluster: 'home' } },
    ];
    const files = { 'kube.json': JSON.stringify({ apiVersion: 'v1', kind: 'Config', contexts }) };
    expect(completed('analyze -c kube.json --context p', files).lines).toEqual(['prod\teu', 'play\thome']);
    expect(completed('analyze --kubeconfig=kube.json --context pr', files).values).toEqual(['prod']);
  });

  it('is quiet, and quick, where there is no cluster', () => {
    expect(completed('pc cluster -c kube.json ', { 'kube.json': nobody }).values).toEqual([]);
    expect(completed('pc cluster ').values).toEqual([]);
  });
});

/** What bash would offer, line by line. */
const printed = `printf '%s\\n' "\${COMPREPLY[@]}"`;
const meshwright = `meshwright() { "${process.execPath}" "${join(root, 'bin/meshwright.js')}" "$@"; }`;
const there = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;

describe.skipIf(!there('bash'))('in bash', () => {
  it.each([
    ['meshwright pc boo', 'bootstrap'],
    ['meshwright pc c -o ya', 'yaml'],
    ['meshwright analyze --failure-threshold=Wa', 'Warning'],
    ['meshwright analyze cart', 'cart.yaml'],
    ['meshwright vers', 'version'],
    ['istioctl pc boo', 'bootstrap'],
  ])('completes "%s"', (line, reply) => {
    const script = [
      meshwright,
      "alias istioctl='meshwright --plain'",
      'source <(meshwright completion bash)',
      // Where nothing is being completed, there are no options to set.
      'compopt() { :; }',
      `COMP_LINE='${line}' COMP_POINT=${line.length} COMP_TYPE=9`,
      '_meshwright',
      printed,
    ].join('\n');
    const { stdout, stderr } = new Sandbox({ 'cart.yaml': '' }).shell(script);
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe(reply);
  });

  it('tells what words are where several fit and the user asks for a list', () => {
    const ask = (flags: string) =>
      new Sandbox().shell(
        [
          meshwright,
          `source <(meshwright completion bash ${flags})`,
          'compopt() { :; }',
          "COMP_LINE='meshwright vers' COMP_POINT=15 COMP_TYPE=63",
          '_meshwright',
          printed,
        ].join('\n'),
      ).stdout;
    expect(ask('')).toBe('version  (Print version information)\n');
    expect(ask('--no-descriptions')).toBe('version\n');
  });
});

describe.skipIf(!there('fish'))('in fish', () => {
  it('completes', () => {
    const { folder } = new Sandbox({ 'cart.yaml': '' });
    const script = [
      `function meshwright; "${process.execPath}" "${join(root, 'bin/meshwright.js')}" $argv; end`,
      'meshwright completion fish | source',
      'complete -C "meshwright pc boo"',
      'complete -C "meshwright analyze car"',
      'complete -C "meshwright analyze --failure-threshold=W"',
    ].join('\n');
    const { stdout } = spawnSync('fish', ['--no-config', '-c', script], { cwd: folder, encoding: 'utf8' });
    expect(stdout).toBe(
      'bootstrap\tShow what an Envoy started with, or its versions\ncart.yaml\n--failure-threshold=Warning\n',
    );
  });
});

describe.skipIf(!there('zsh'))('in zsh', () => {
  it('completes', () => {
    const { folder } = new Sandbox();
    const script = [
      meshwright,
      'compdef() { :; }',
      '_files() { print files; }',
      `_describe() { print -l -- "\${(@P)2}"; }`,
      'source <(meshwright completion zsh)',
      'words=(meshwright pc boo) CURRENT=3 PREFIX=boo; _meshwright',
      'words=(meshwright analyze k8s) CURRENT=3 PREFIX=k8s; _meshwright',
      'words=(meshwright analyze --use-) CURRENT=3 PREFIX=--failure-; _meshwright',
    ].join('\n');
    const { stdout } = spawnSync('zsh', ['-fc', script], { cwd: folder, encoding: 'utf8' });
    expect(stdout.split('\n').filter(Boolean)).toEqual([
      'bootstrap:Show what an Envoy started with, or its versions',
      'files',
      '--failure-threshold=:exit with 79 from this level on: Error, Warning, Info (default: Error)',
    ]);
  });
});

// There was no PowerShell where this was written: the script follows the documentation of Register-ArgumentCompleter.
describe.skipIf(!there('pwsh'))('in PowerShell', () => {
  it.each<[string, RegExp]>([
    ['meshwright pc boo', /^bootstrap$/],
    ['meshwright analyze --failure-threshold=W', /^--failure-threshold=Warning$/],
    ['meshwright analyze car', /^\S*cart\.yaml$/],
    ['meshwright validate --filename=car', /^--filename=\S*cart\.yaml$/],
    ['meshwright version ', /^$/],
  ])('completes "%s"', (line, offered) => {
    const program = `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'bin/meshwright.js')}" "$@"\n`;
    const { folder } = new Sandbox({ 'cart.yaml': '', 'bin/meshwright': program });
    chmodSync(join(folder, 'bin/meshwright'), 0o755);
    const script = [
      'meshwright completion powershell | Out-String | Invoke-Expression',
      `(TabExpansion2 '${line}' ${line.length}).CompletionMatches | ForEach-Object { $_.CompletionText }`,
    ].join('\n');
    const env = { PATH: `${folder}/bin:${process.env.PATH}`, HOME: folder };
    const { stdout } = spawnSync('pwsh', ['-NoProfile', '-Command', script], { cwd: folder, env, encoding: 'utf8' });
    expect(stdout.trim()).toMatch(offered);
  });
});

describe('the script for PowerShell', () => {
  const script = completionScript('powershell', true);

  it('says what a native command takes, and offers no files where none fit', () => {
    expect(script).toMatch(/^Register-ArgumentCompleter -Native -CommandName meshwright -ScriptBlock \{$/m);
    expect(script).toMatch(/param\(\$current, \$ast, \$cursor\)/);
    expect(script).toContain("else { '' }");
  });

  it('closes every bracket and quote that it opens', () => {
    const open: string[] = [];
    const code = script.replaceAll(/#.*|'[^'\n]*'|"(?:`.|[^"`\n])*"/g, '');
    expect(code).not.toMatch(/['"]/);
    for (const [bracket] of code.matchAll(/[(){}[\]]/g)) {
      if ('({['.includes(bracket)) open.push(bracket);
      else expect(`${open.pop()}${bracket}`).toMatch(/^(\(\)|\{\}|\[\])$/);
    }
    expect(open).toEqual([]);
  });
});
