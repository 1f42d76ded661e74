import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run.ts';

const folder = join(root, 'src/schema/compiled');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.d.ts'));
const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');

describe('the types made of schemas', () => {
  // The compiler does not look: declarations are libraries to it.
  it.each(files)('of %s have each name once', (file) => {
    const text = textOf(file);
    const imported = [...text.matchAll(/^import type \{ (.*) \}/gm)].flatMap(([, names]) => names!.split(', '));
    const own = [...text.matchAll(/^export (?:type|const) (\w+)/gm)].map(([, name]) => name!);
    const names = [...imported.map((name) => name.replace(/^.* as /, '')), ...own].sort();
    expect(names).toEqual([...new Set(names)]);
    expect(names.length).toBeGreaterThan(0);
  });

  it('say nothing of what is checked by itself', () => {
    for (const kind of ['IstioOperator', 'Values']) {
      expect(textOf(`install.istio.io/${kind}.d.ts`)).toContain('readonly meshConfig?: JsonObject;');
    }
  });
});
