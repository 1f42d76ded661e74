import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/base/errors.ts';
import { findProjectFile, fromProject, readProjectFile } from '../../../src/cli/mesh/project-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshwright-project-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string | Uint8Array = ''): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}
const read = (text: string | Uint8Array) => readProjectFile(write('meshwright.yaml', text), 'meshwright.yaml');
const complaint = (text: string | Uint8Array): string => {
  try {
    read(text);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).exitCode).toBe(64);
    return (error as UsageError).message;
  }
  return 'none';
};

describe('findProjectFile', () => {
  it('finds the nearest one, in the folder or above', () => {
    const outer = write('meshwright.yaml');
    const inner = write('a/b/meshwright.yaml');
    mkdirSync(join(folder, 'a/b/c/d'), { recursive: true });
    expect(findProjectFile(join(folder, 'a/b/c/d'))).toBe(inner);
    expect(findProjectFile(join(folder, 'a/b'))).toBe(inner);
    expect(findProjectFile(join(folder, 'a'))).toBe(outer);
  });

  it('looks in the folder that holds .git, and not above', () => {
    write('meshwright.yaml');
    write('repository/.git/HEAD');
    mkdirSync(join(folder, 'repository/k8s'));
    expect(findProjectFile(join(folder, 'repository/k8s'))).toBeUndefined();
    const own = write('repository/meshwright.yaml');
    expect(findProjectFile(join(folder, 'repository/k8s'))).toBe(own);
  });

  it('ends at the root', () => {
    write('worktree/.git', 'gitdir: elsewhere');
    expect(findProjectFile(join(folder, 'worktree'))).toBeUndefined();
    expect(findProjectFile('/')).toBeUndefined();
  });
});

describe('readProjectFile', () => {
  it('reads every setting', () => {
    const { analyze, folder: from } = read(`
analyze:
  paths: [k8s/]
  exclude: ["**/charts/**"]
  meshConfigFile: mesh.yaml
  meshNetworksFile: networks.yaml
  closedWorld: yes
  namespace: shop
  analyzers: [gateway.SecretAnalyzer]
  excludeAnalyzers: []
  failureThreshold: Warning
  outputThreshold: Info
  output: [text, "sarif=out.sarif"]
  severity: { IST0118: Warning, MW0001: "off" }
  suppress:
    - { code: IST0103, resource: "Pod *.testing", file: "legacy/**", reason: moving away }
    - code: "*"
`);
    expect(from).toBe(folder);
    expect(analyze).toEqual({
      paths: ['k8s/'],
      exclude: ['**/charts/**'],
      meshConfigFile: 'mesh.yaml',
      meshNetworksFile: 'networks.yaml',
      closedWorld: true,
      namespace: 'shop',
      analyzers: ['gateway.SecretAnalyzer'],
      excludeAnalyzers: [],
      failureThreshold: 'Warning',
      outputThreshold: 'Info',
      output: ['text', 'sarif=out.sarif'],
      severity: { IST0118: 'Warning', MW0001: 'off' },
      suppress: [
        { code: 'IST0103', resource: 'Pod *.testing', file: 'legacy/**', reason: 'moving away' },
        { code: '*' },
      ],
    });
  });

  it.each([
    ['nothing', ''],
    ['comments alone', '# later\n'],
    ['no settings yet', 'analyze:\n  # paths: [k8s]\n'],
    ['an empty map', '{}'],
  ])('takes %s', (_, text) => {
    expect(read(text).analyze).toEqual({});
  });

  it('takes a key whose content is commented out as absent', () => {
    expect(read('analyze:\n  suppress:\n  # - code: IST0101\n  namespace: shop\n').analyze).toEqual({
      namespace: 'shop',
    });
  });

  it('takes an unquoted off, and one output by itself', () => {
    const { analyze } = read('analyze:\n  severity: {IST0118: off}\n  output: json\n');
    expect(analyze).toEqual({ severity: { IST0118: 'off' }, output: ['json'] });
  });

  it('names each mistake with its place, in the order of the file', () => {
    expect(
      complaint(`analyze:
  pathz: [k8s]
  failureThreshold: warning
  closedWorld: "no"
  output: 3
  suppress:
    - resource: Pod a.b
    - code: IST0101
      ressource: Pod a.b
`).split('\n'),
    ).toEqual([
      expect.stringMatching(/^meshwright\.yaml:2:\d+: analyze\.pathz: unknown field "pathz"\. Did you mean "paths"\?$/),
      'meshwright.yaml:3:21: analyze.failureThreshold: must be Error, Warning or Info, not "warning". Did you mean "Warning"?',
      'meshwright.yaml:4:16: analyze.closedWorld: must be true or false, not the string "no"',
      'meshwright.yaml:5:11: analyze.output: must be a string or a list, not 3',
      expect.stringMatching(/^meshwright\.yaml:7:\d+: analyze\.suppress\[0\]\.code: is required, and missing$/),
      expect.stringMatching(
        /^meshwright\.yaml:9:\d+: analyze\.suppress\[1\]\.ressource: unknown field .*"resource"\?$/,
      ),
    ]);
  });

  it.each([
    ['a list', '- paths\n', /meshwright\.yaml:1:1: must be a map with analyze, not a list/],
    ['an unknown section', 'analyse: {}\n', /unknown field "analyse"\. Did you mean "analyze"\?/],
    [
      'a list item of another type',
      'analyze: {paths: [k8s, 3]}\n',
      /1:24: analyze\.paths\[1\]: must be a string, not 3/,
    ],
    ['an empty path', 'analyze: {paths: [""]}\n', /analyze\.paths\[0\]: must not be empty/],
    ['two documents', 'analyze: {}\n---\nanalyze: {}\n', /meshwright\.yaml:3:1: a project file holds one document/],
    ['a namespace and all', 'analyze:\n  allNamespaces: true\n  namespace: a\n', /3:14: analyze\.namespace: cannot/],
    ['bytes that are no text', Buffer.from('analyze: {} # \xe9\n', 'latin1'), /meshwright\.yaml:1:15: not valid UTF-8/],
    [
      'a level of no kind',
      'analyze: {severity: {IST0101: Of}}\n',
      /Error, Warning, Info or off, not "Of"\. Did you mean "off"\?/,
    ],
  ])('complains of %s', (_, text, message) => {
    expect(complaint(text)).toMatch(message);
  });

  it('complains of a file that cannot be read', () => {
    expect(() => readProjectFile(folder, 'here')).toThrow(/^here cannot be read: EISDIR/);
  });
});

it('makes paths relative to where the user stands', () => {
  const project = { folder: '/repo' };
  expect(fromProject(project, 'k8s/', '/repo')).toBe('k8s');
  expect(fromProject(project, 'k8s', '/repo/k8s')).toBe('.');
  expect(fromProject(project, 'k8s/**/*.yaml', '/repo/docs')).toBe('../k8s/**/*.yaml');
  expect(fromProject(project, '!k8s/old', '/repo/docs')).toBe('!../k8s/old');
  expect(fromProject(project, '/etc/mesh.yaml', '/repo')).toBe('/etc/mesh.yaml');
});
