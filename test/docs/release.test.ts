import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };
import { root } from '../support/run.ts';

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly uses?: string;
  readonly needs?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly include: readonly Readonly<Record<string, string>>[] } };
  readonly steps?: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = '.github/workflows';
const workflows = readdirSync(join(root, folder)).map((name) => {
  const text = readFileSync(join(root, folder, name), 'utf8');
  return { name, text, workflow: parse(text) as Workflow };
});
const release = workflows.find(({ name }) => name === 'release.yml')!.workflow;
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps = [] }) => steps);
const commandsOf = ({ steps = [] }: Job) => steps.flatMap(({ run = [] }) => run);

describe.each(workflows)('$name', ({ text, workflow }) => {
  it('gives no permission to all jobs but that to read', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  it('calls what there is', () => {
    const { scripts, files, programs } = calledIn(workflow);
    for (const name of scripts) expect(Object.keys(packageJson.scripts)).toContain(name);
    for (const file of files) expect(existsSync(join(root, file)), file).toBe(true);
    for (const file of programs) accessSync(join(root, file), constants.X_OK);
    for (const { uses } of Object.values(workflow.jobs))
      if (uses !== undefined) expect(Object.keys(calledBy(uses).on)).toContain('workflow_call');
  });

  it('lets no expression become part of a command', () => {
    for (const { run = '' } of stepsOf(workflow)) expect(run).not.toContain('${{');
  });

  it('uses actions of GitHub alone, in a version', () => {
    for (const { uses } of stepsOf(workflow)) if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@v\d+$/);
  });

  it('sets the variables that its commands read', () => {
    for (const job of Object.values(workflow.jobs))
      for (const { run = '', env } of job.steps ?? [])
        for (const [, name] of run.matchAll(/\$\{?([A-Z_]+)/g))
          if (!name!.startsWith('GITHUB_')) expect(Object.keys({ ...job.env, ...env }), run).toContain(name);
  });

  it('names no registry', () => {
    expect(text).not.toMatch(/registry[.-]|npmjs/);
  });
});

it('finds what workflows call', () => {
  const all = workflows.map(({ workflow }) => calledIn(workflow));
  for (const what of ['scripts', 'files', 'programs'] as const) expect(all.flatMap((one) => one[what])).not.toEqual([]);
});

/** The scripts of package.json, the files and the programs of this folder that a workflow's commands run. */
function calledIn(workflow: Workflow) {
  const lines = stepsOf(workflow).flatMap(({ run = [] }) => run);
  const found = (pattern: RegExp) => lines.flatMap((line) => Array.from(line.matchAll(pattern), ([, name]) => name!));
  return {
    scripts: found(/npm run ([\w:-]+)/g),
    files: found(/\bnode ([\w./-]+)/g),
    programs: found(/(?:^|\s)(\.\w[\w./-]*)/g),
  };
}

/** The workflow that a job calls by its path. */
function calledBy(path: string): Workflow {
  return workflows.find(({ name }) => path === `./${folder}/${name}`)!.workflow;
}

describe('a release', () => {
  it('is made of tags of versions', () => {
    expect(release.on).toEqual({ push: { tags: ['v*'] } });
  });

  it('checks all before anything is published', () => {
    const upTo = (name: string): string[] => {
      const { needs } = release.jobs[name]!;
      return needs === undefined ? [name] : [...upTo(needs), name];
    };
    expect(upTo('page')).toEqual(['checks', 'executables', 'package', 'page']);
    expect(commandsOf(calledBy(release.jobs.checks!.uses!).jobs.checks!)).toEqual(['.ci/run']);
  });

  it('publishes the package with provenance, which needs an identity, a repository and the public', () => {
    const job = release.jobs.package!;
    expect(job.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
    const commands = commandsOf(job);
    const at = (text: string) => commands.findIndex((command) => command.includes(text));
    expect(at('name-repository')).toBeGreaterThan(at('npm ci'));
    expect(at('npm pack')).toBeGreaterThan(at('name-repository'));
    expect(at('npm publish --provenance')).toBeGreaterThan(at('npm pack'));
    expect(packageJson.publishConfig).toEqual({ access: 'public', provenance: true });
    expect(packageJson).not.toHaveProperty('private');
  });

  it('has executables for three systems, each tried where it was built, and their checksums', () => {
    const { strategy, ...job } = release.jobs.executables!;
    const systems = strategy!.matrix.include.map(({ system }) => system!.replace(/-.*/, ''));
    expect(new Set(systems)).toEqual(new Set(['linux', 'macos', 'windows']));
    expect(commandsOf(job)).toContain('node test/support/try-executable.js');
    const page = release.jobs.page!;
    expect(page.permissions).toEqual({ contents: 'write' });
    expect(commandsOf(page)[0]).toMatch(/^sha256sum meshwright-\* > /);
    expect(commandsOf(page)[1]).toMatch(/^gh release create .* files\/\*$/);
  });

  it('asks for an identity, and for the right to write, in no other job', () => {
    const writing = Object.entries(release.jobs).flatMap(([name, { permissions = {} }]) =>
      Object.entries(permissions).flatMap(([what, right]) => (right === 'write' ? [`${name}: ${what}`] : [])),
    );
    expect(writing).toEqual(['package: id-token', 'page: contents']);
  });
});
