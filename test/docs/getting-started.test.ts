import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fencesOf } from '../support/markdown.ts';
import { root, Sandbox } from '../support/run.ts';

it('finds in the first file what the page says', () => {
  const page = readFileSync(join(root, 'docs/getting-started.md'), 'utf8');
  const file = fencesOf(page).find(({ language }) => language === 'yaml')!.text;
  const ended = new Sandbox({ 'k8s/cart.yaml': file }).run(['analyze', '--use-kube=false', '-o', 'json', 'k8s/']);
  expect(ended.status).toBe(79);
  expect((JSON.parse(ended.stdout) as { code: string }[]).map(({ code }) => code)).toEqual(['IST0106', 'IST0101']);
});
