import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { version } from '../../src/package.ts';
import { isObject, type JsonObject } from '../../src/resources/json.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { root, Sandbox } from '../support/run.ts';
import { fine, shop } from '../support/shop.ts';

const text = (file: string): string => readFileSync(join(root, file), 'utf8');
const yaml = <T>(file: string): T => [...readYaml(text(file))][0]!.value as T;

/** A repository with a mistake in k8s/, and one without. */
const mistaken = Object.fromEntries(
  Object.entries(shop).map(([name, body]) => [name.replace(/^shop\//, 'k8s/'), body]),
);
const flawless = { 'k8s/service.yaml': fine };

/** Runs lines of a pipeline where `npx --yes meshwright` is the program. */
function pipeline(files: Readonly<Record<string, string>>, script: string, env: Record<string, string> = {}) {
  const sandbox = new Sandbox(files);
  const npx = `npx() { [ "$1" = --yes ] || return 2; case "$2" in meshwright|meshwright@latest|meshwright@${version}) shift 2; meshwright "$@";; *) return 2;; esac; }`;
  const ended = sandbox.shell(`${npx}\n${script}`, { env });
  return { ...ended, sandbox };
}

describe('action.yml', () => {
  interface Action extends JsonObject {
    readonly inputs: Readonly<Record<string, { readonly default: string; readonly description: string }>>;
    readonly outputs: Readonly<Record<string, { readonly value: string }>>;
    readonly runs: {
      readonly steps: readonly {
        readonly id?: string;
        readonly run?: string;
        readonly env?: Readonly<Record<string, string>>;
      }[];
    };
  }
  const action = yaml<Action>('action.yml');
  const step = action.runs.steps.find(({ id }) => id === 'analyze')!;

  function run(files: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>> = {}) {
    const sandboxed = { GITHUB_STEP_SUMMARY: 'summary.md', GITHUB_OUTPUT: 'output.txt', RUNNER_TEMP: '.' };
    const env = Object.entries(step.env!).map(([name, expression]) => {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)![1]!;
      return [name, inputs[input] ?? action.inputs[input]!.default];
    });
    const { sandbox, ...ended } = pipeline(files, step.run!, { ...sandboxed, ...Object.fromEntries(env) });
    const written = (name: string) => readFileSync(join(sandbox.folder, name), 'utf8');
    return { ...ended, written };
  }

  it('annotates, writes SARIF and a summary, and fails on findings', () => {
    const { status, stdout, written } = run(mistaken, { paths: 'k8s/' });
    expect(status).toBe(79);
    expect(stdout).toMatch(/^::error file=k8s\/catalog\.yaml,line=81/m);
    expect(JSON.parse(written('meshwright.sarif')).runs[0].results[0].ruleId).toBe('IST0101');
    expect(written('summary.md')).toContain('IST0101');
    expect(written('output.txt')).toBe('sarif-file=meshwright.sarif\nexit-code=79\n');
  });

  it('passes without findings, and takes all its inputs', () => {
    const { status, written } = run(flawless, {
      paths: 'k8s/service.yaml\nk8s',
      'sarif-file': 'x.sarif',
      args: '--suppress IST0118=*',
    });
    expect(status).toBe(0);
    expect(written('output.txt')).toBe('sarif-file=x.sarif\nexit-code=0\n');
    const inputs = Object.values(step.env!).join(' ') + JSON.stringify(action.runs.steps);
    for (const name of Object.keys(action.inputs)) expect(inputs).toContain(`inputs.${name}`);
    for (const [name, { value }] of Object.entries(action.outputs))
      expect(value).toBe(`\${{ steps.analyze.outputs.${name} }}`);
  });

  it('takes nothing that is typed into an input for a command', () => {
    const { status, stdout, stderr } = run(mistaken, { paths: '$(touch gone) ; echo hacked' });
    expect(status).not.toBe(0);
    expect(stdout + stderr).not.toMatch(/^hacked/m);
  });
});

describe('examples/ci', () => {
  it('runs in GitHub without the action', () => {
    const [, line = ''] = /^- run: (.*)$/m.exec(text('docs/ci.md')) ?? [];
    const { status, stdout, sandbox } = pipeline(mistaken, line);
    expect(status).toBe(79);
    expect(stdout).toMatch(/^::error .*file=k8s\/catalog\.yaml/m);
    expect(existsSync(join(sandbox.folder, 'meshwright.sarif'))).toBe(true);
  });

  it('runs in GitLab', () => {
    const job = yaml<{ mesh: { script: string[]; artifacts: { reports: { junit: string } } } }>(
      'examples/ci/gitlab.yml',
    ).mesh;
    const { status, sandbox } = pipeline(mistaken, job.script.join('\n'));
    expect(status).toBe(79);
    expect(existsSync(join(sandbox.folder, job.artifacts.reports.junit))).toBe(true);
  });

  it('runs in Jenkins', () => {
    const file = text('examples/ci/Jenkinsfile');
    const [, script] = /sh '([^']+)'/.exec(file)!;
    const [, report] = /pattern: '([^']+)'/.exec(file)!;
    const { status, sandbox } = pipeline(mistaken, script!);
    expect(status).toBe(79);
    expect(readFileSync(join(sandbox.folder, report!), 'utf8')).toContain('<checkstyle');
  });

  it('uses hooks that there are, and inputs that the action has', () => {
    const hooks = yaml<JsonObject[]>('.pre-commit-hooks.yaml').map(({ id }) => id);
    const used = yaml<{ repos: { hooks: { id: string }[] }[] }>('examples/ci/pre-commit.yaml').repos[0]!.hooks;
    expect(used.map(({ id }) => id)).toEqual(hooks);
    const workflow = text('examples/ci/github.yml');
    const { inputs } = yaml<JsonObject>('action.yml');
    const given = [...workflow.slice(workflow.indexOf('with:')).matchAll(/^ {10}([\w-]+):/gm)].map(([, name]) => name!);
    expect(given.length).toBeGreaterThan(0);
    for (const name of given) expect(Object.keys(isObject(inputs) ? inputs : {})).toContain(name);
  });

  it('is what docs/ci.md shows', () => {
    const page = text('docs/ci.md');
    for (const file of ['github.yml', 'gitlab.yml', 'Jenkinsfile', 'pre-commit.yaml']) {
      expect(page).toContain(text(`examples/ci/${file}`));
    }
  });
});

describe('.pre-commit-hooks.yaml', () => {
  interface Hook {
    readonly id: string;
    readonly entry: string;
    readonly args?: readonly string[];
    readonly pass_filenames?: boolean;
    readonly require_serial?: boolean;
    readonly exclude?: string;
  }
  const hooks = yaml<Hook[]>('.pre-commit-hooks.yaml');
  /** Runs a hook as pre-commit does where files have changed. */
  function run({ entry, args = [], pass_filenames, exclude }: Hook, files: Readonly<Record<string, string>>) {
    const changed = Object.keys(files).filter((name) => exclude === undefined || !new RegExp(exclude).test(name));
    return pipeline(files, [entry, ...args, ...(pass_filenames === false ? [] : changed)].join(' '));
  }

  it.each(hooks)('$id finds the mistake', (hook) => {
    const { status, stdout } = run(hook, {
      'k8s/catalog.yaml': hook.id.endsWith('validate')
        ? mistaken['k8s/catalog.yaml']!.replace('http:', 'htpp:')
        : mistaken['k8s/catalog.yaml']!,
    });
    expect(status).toBe(79);
    expect(stdout).toContain('k8s/catalog.yaml');
  });

  it.each(hooks)('$id lets by what is well, and hidden files', (hook) => {
    const { status } = run(hook, { ...flawless, '.pre-commit-config.yaml': 'repos: []', '.github/x.yaml': 'on: push' });
    expect(status).toBe(0);
  });

  it('installs the program once at a time', () => {
    for (const { pass_filenames, require_serial } of hooks)
      expect(pass_filenames === false || require_serial).toBe(true);
  });
});
