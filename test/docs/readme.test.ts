import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as library from '../../src/index.ts';
import { findingsFormats } from '../../src/output/findings/findings-formats.ts';
import { istioVersion } from '../../src/package.ts';
import { fencesOf } from '../support/markdown.ts';
import { root } from '../support/run.ts';
import { shop } from '../support/shop.ts';

const page = readFileSync(join(root, 'README.md'), 'utf8');
const block = (language: string): string => fencesOf(page).find((fence) => fence.language === language)!.text;

describe('README', () => {
  it('shows what its command prints', () => {
    const command = /node bin\/meshwright\.js [^#\n]*/.exec(block('sh'))![0].trim();
    const { status, stdout } = spawnSync('sh', ['-c', command], { cwd: root, encoding: 'utf8', timeout: 15_000 });
    expect(status).toBe(79);
    expect(stdout).toBe(block('text'));
  });

  it('names the release of Istio that is installed', () => {
    expect(page).toContain(`follows Istio ${istioVersion}:`);
  });

  it('names all formats', () => {
    for (const format of Object.keys(findingsFormats)) expect(page).toContain(`\`${format}\``);
  });

  it('has a library example that runs', async () => {
    const lines: unknown[][] = [];
    const [, names = ''] = /^import \{ (.*) \} from 'meshwright';\n/.exec(block('ts')) ?? [];
    const body = block('ts').replace(/^import .*\n/, '');
    const run = new Function(`{ ${names} }`, 'text', 'console', `return (async () => { ${body} })();`);
    const text = shop['shop/catalog.yaml']!.replace('http:', 'htpp: []\n  http:');
    await run(library, text, { log: (...words: unknown[]) => lines.push(words) });
    expect(lines.map(([, path]) => path)).toContain('spec.htpp');
    expect(lines.map(([code]) => code)).toContain('IST0101');
  });

  it('lists the exit codes that the program has', () => {
    expect([...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code))).toEqual([0, 79, 65, 64, 1]);
  });
});
