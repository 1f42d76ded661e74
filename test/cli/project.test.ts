import { describe, expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';
import { badPortName, shop } from '../support/shop.ts';

const bad = badPortName();

describe('meshwright.yaml', () => {
  const files = {
    'meshwright.yaml': 'analyze:\n  paths: [k8s]\n  exclude: [generated]\n  failureThreshold: Info\n  output: json\n',
    'k8s/a.yaml': bad,
    'k8s/generated/b.yaml': badPortName('blog'),
    'src/deep/main.go': '',
  };

  it('is found in the folder and above it, and its paths go from there', () => {
    const box = new Sandbox(files);
    for (const [from, file] of [
      ['.', 'k8s/a.yaml'],
      ['src/deep', '../../k8s/a.yaml'],
      ['k8s', 'a.yaml'],
    ] as const) {
      const { status, stdout } = box.run(['analyze'], { from });
      expect(status).toBe(79);
      expect(JSON.parse(stdout)).toMatchObject([{ code: 'IST0118', file }]);
    }
  });

  it('gives way to the command line', () => {
    const { status, stdout } = new Sandbox({ ...files, ...shop }).run([
      ...['analyze', 'k8s/a.yaml', '-o', 'text', '--failure-threshold', 'Error', '--severity', 'IST0118=off'],
    ]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it('is not looked for above a repository', () => {
    const box = new Sandbox({ ...files, 'repo/.git/config': '', 'repo/a.yaml': bad });
    expect(box.run(['analyze'], { from: 'repo' }).status).toBe(64);
    expect(box.run(['analyze', 'a.yaml'], { from: 'repo' }).status).toBe(0);
  });

  it('may be named', () => {
    const box = new Sandbox({
      'ci/strict.yaml': 'analyze: { paths: [../k8s], failureThreshold: Info }\n',
      'k8s/a.yaml': bad,
    });
    expect(box.run(['analyze', '--config', 'ci/strict.yaml']).status).toBe(79);
  });

  it.each([
    ['analyze:\n  pathz: [k8s]\n', 'meshwright.yaml:2:3: analyze.pathz: unknown field "pathz". Did you mean "paths"?'],
    ['analyze:\n  paths: [k8s\n', /^meshwright\.yaml:\d+:\d+: /],
    [
      'analyze: { failureThreshold: Fatal }\n',
      /^meshwright\.yaml:1:30: analyze\.failureThreshold: must be Error, Warning or Info/,
    ],
    ['analyze: { severity: { IST9999: Info } }\n', /^there is no code "IST9999"/],
    ['analyze: { suppress: [{ code: IST9999 }] }\n', /^there is no code "IST9999"/],
    ['analyze: { analyzers: [gateway.Secret] }\n', /^there is no analyzer "gateway\.Secret"/],
    ['analyze: { output: jso }\n', /^there is no output format "jso"/],
  ])('is refused as %j', (text, message) => {
    const { status, stdout, stderr } = new Sandbox({ 'meshwright.yaml': text, 'a.yaml': bad }).run([
      'analyze',
      'a.yaml',
    ]);
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' });
    if (typeof message === 'string') expect(stderr).toBe(`Error: ${message}\n`);
    else expect(stderr.slice('Error: '.length)).toMatch(message);
  });

  it('is refused when it is named and is not there', () => {
    const ended = new Sandbox({ 'a.yaml': bad }).run(['analyze', '--config', 'mine.yaml', 'a.yaml']);
    expect(ended).toMatchObject({ status: 64, stdout: '', stderr: 'Error: mine.yaml does not exist\n' });
  });
});
