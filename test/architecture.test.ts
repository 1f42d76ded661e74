import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = join(import.meta.dirname, '../src');

/** What each folder may import from, besides itself. A folder that is not here fails the test: say where it belongs. */
const layers: Readonly<Record<string, readonly string[]>> = {
  base: [],
  resources: ['base'],
  render: ['base', 'resources'],
  kube: ['base', 'resources'],
  'envoy-api': [],
  schema: ['base', 'resources', 'envoy-api'],
  analysis: ['base', 'resources', 'schema'],
  install: ['base', 'resources', 'render', 'schema', 'kube', 'package.ts', 'package-files.ts'],
  inject: ['base', 'resources', 'render', 'schema'],
  proxy: ['base', 'resources', 'envoy-api', 'kube'],
  health: ['base', 'resources', 'kube'],
  'bug-report': ['base', 'resources', 'kube'],
  output: ['base', 'resources', 'schema', 'analysis', 'proxy', 'install', 'health', 'bug-report'],
  cli: [
    'base',
    'resources',
    'schema',
    'analysis',
    'install',
    'inject',
    'proxy',
    'health',
    'bug-report',
    'kube',
    'output',
    'package.ts',
    'package-files.ts',
  ],
  'package.ts': [],
  'package-files.ts': [],
  library: ['base', 'resources', 'install', 'inject', 'proxy'],
  'index.ts': ['base', 'resources', 'schema', 'analysis', 'proxy', 'library'],
  'main.ts': ['base', 'cli'],
};

/** Libraries that only one place may know. */
const keepers: Readonly<Record<string, RegExp>> = {
  commander: /^(cli\/|main\.ts)/,
  ora: /^cli\//,
  chalk: /^output\/style\.ts$/,
  '@kubernetes/client-node': /^kube\/client\.ts$/,
  ws: /^kube\//,
  '@connectrpc': /^proxy\/istiod\//,
  ajv: /^schema\//,
  'js-yaml': /^resources\/yaml\//,
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
);
const imports: Import[] = files.flatMap((from) =>
  [...readFileSync(join(src, from), 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, to]) => ({
    from,
    to: to!,
  })),
);
const place = (file: string): string => file.split('/')[0]!;

describe('architecture', () => {
  it('knows every folder', () => {
    const unknown = readdirSync(src).filter((name) => name !== 'README.md' && !Object.hasOwn(layers, name));
    expect(unknown).toEqual([]);
  });

  it('imports point down', () => {
    const wrong = imports
      .filter(({ to }) => to.startsWith('.'))
      .map(({ from, to }) => ({ from, to: relative(src, join(src, dirname(from), to)) }))
      .filter(({ to }) => !to.startsWith('..'))
      .filter(({ from, to }) => place(from) !== place(to) && !layers[place(from)]?.includes(place(to)));
    expect(wrong).toEqual([]);
  });

  it('keeps each library in its place', () => {
    const wrong = imports.filter(({ from, to }) => {
      const keeper = Object.keys(keepers).find((name) => to === name || to.startsWith(`${name}/`));
      return keeper !== undefined && !keepers[keeper]!.test(from);
    });
    expect(wrong).toEqual([]);
  });

  it('touches process in cli/io.ts only', () => {
    const wrong = files.filter(
      (file) => file !== 'cli/io.ts' && /\bprocess\.\w/.test(readFileSync(join(src, file), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });

  it('does no input or output below the command line, but for reading what the user names and asking clusters', () => {
    const allowed =
      /^(cli|resources\/input|kube)\/|^bug-report\/report-(folder|file)\.ts|^install\/(package-folder|read-chart)\.ts|^package-files\.ts|^proxy\/istiod\/xds-session\.ts/;
    const wrong = imports.filter(
      ({ from, to }) => /^node:(fs|https?|tls|dgram|child_process)/.test(to) && !allowed.test(from),
    );
    expect(wrong).toEqual([]);
  });
});
