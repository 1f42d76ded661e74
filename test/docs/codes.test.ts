import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis/analyze.ts';
import { analyzers } from '../../src/analysis/analyzers/index.ts';
import { catalogue } from '../../src/analysis/catalogue.ts';
import { UnusedSuppression } from '../../src/analysis/messages/input.ts';
import { schemaAnalyzer } from '../../src/analysis/schema-validation.ts';
import { readMeshConfig, readMeshNetworks } from '../../src/resources/mesh-config.ts';
import type { Resource } from '../../src/resources/resource.ts';
import { toResources } from '../../src/resources/to-resources.ts';
import { istioValidatorFor } from '../../src/schema/istio-validation.ts';

const folder = join(import.meta.dirname, '../../docs/codes');
const all = [...analyzers, schemaAnalyzer(() => [], [])];
const reported = new Set([UnusedSuppression, ...all.flatMap(({ emits }) => emits)].map(({ code }) => code));

/** The fenced YAML blocks of a page's section, each with the words behind ```yaml. */
function blocks(page: string, section: string): { words: string; text: string }[] {
  const body = page.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? '';
  return [...body.matchAll(/^```yaml *(.*)\n([\s\S]*?)^```/gm)].map(([, words, text]) => ({
    words: words!,
    text: text!,
  }));
}

/** The codes that a section's YAML gives, with nothing else in the world, or as a part of it. */
async function codesOf(page: string, section: string): Promise<string[]> {
  const resources: Resource[] = [];
  let meshConfig: ReturnType<typeof readMeshConfig> | undefined;
  let meshNetworks: ReturnType<typeof readMeshNetworks> | undefined;
  for (const [i, { words, text }] of blocks(page, section).entries()) {
    const file = { name: `${section}-${i}.yaml`, text };
    const cluster = /^cluster=(\S+)$/.exec(words)?.[1];
    if (words === 'meshConfig') meshConfig = readMeshConfig(file);
    else if (words === 'meshNetworks') meshNetworks = readMeshNetworks(file, 'istio-system');
    else {
      expect(words === '' || cluster !== undefined, `unknown words "${words}" behind a fence`).toBe(true);
      const read = toResources(file, cluster === undefined ? {} : { cluster });
      expect(read.problems).toEqual([]);
      resources.push(...read.resources);
    }
  }
  const validate = await istioValidatorFor(resources);
  // What Deployments would make counts only where the input is not all there is.
  return [true, false].flatMap((closedWorld) =>
    analyze(resources, { meshConfig, meshNetworks, validate, closedWorld }).findings.map(({ code }) => code),
  );
}

describe('docs/codes', () => {
  it('has a page for every code, and no other', () => {
    expect(readdirSync(folder).sort()).toEqual(catalogue.map(({ code }) => `${code}.md`).sort());
  });

  it.each(catalogue)('$code says what it means', ({ code, name, level }) => {
    const page = readFileSync(join(folder, `${code}.md`), 'utf8');
    expect(page.startsWith(`# ${code} ${name}\n\nLevel: ${level}\n`)).toBe(true);
    for (const section of ['What it means', 'How to fix']) expect(page).toContain(`\n## ${section}\n`);
  });

  it.each([...reported])('%s: the bad example gives it, the good one does not', async (code) => {
    const page = readFileSync(join(folder, `${code}.md`), 'utf8');
    expect(await codesOf(page, 'Bad')).toContain(code);
    expect(blocks(page, 'Good')).not.toEqual([]);
    expect(await codesOf(page, 'Good')).not.toContain(code);
  });
});
