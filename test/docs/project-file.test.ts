import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProjectFile } from '../../src/cli/mesh/project-file.ts';
import { fencesOf } from '../support/markdown.ts';
import { root, Sandbox } from '../support/run.ts';
import { badPortName, fine } from '../support/shop.ts';

const page = readFileSync(join(root, 'docs/project-file.md'), 'utf8');
const schema = JSON.parse(readFileSync(join(root, 'schemas/meshwright.schema.json'), 'utf8'));
const examples = fencesOf(page).filter(({ language }) => language === 'yaml');
const example = examples[0]!.text;

describe('docs/project-file.md', () => {
  it.each(examples)('has an example at line $line that the schema takes', ({ text }) => {
    const { folder } = new Sandbox({ 'meshwright.yaml': text });
    expect(() => readProjectFile(join(folder, 'meshwright.yaml'))).not.toThrow();
    expect(text).toMatch(/^# yaml-language-server: \$schema=\S+\/schemas\/meshwright\.schema\.json\n/);
  });

  it('names every setting in it', () => {
    const { analyze } = schema.$defs;
    const settings = [...Object.keys(analyze.properties), ...Object.keys(analyze.properties.suppress.items.properties)];
    for (const setting of settings) expect(example).toMatch(new RegExp(`\\b${setting}:`));
  });

  it('has codes and analyzers in it that exist, and paths that work', () => {
    const box = new Sandbox({
      ...{
        'meshwright.yaml': example,
        'k8s/a.yaml': badPortName(),
        'overlays/production/b.yaml': fine.replace('cart', 'other'),
      },
      ...{ 'mesh/config.yaml': '{}', 'mesh/networks.yaml': 'networks: {}\n' },
    });
    const ended = box.run(['analyze']);
    expect(ended.stderr).not.toContain('Error');
    expect(ended.status).toBe(79);
    expect(ended.stdout).toMatch(/^Warning IST0118 /m);
  });

  it('shows a complaint as the program makes it', () => {
    const { stderr } = new Sandbox({ 'meshwright.yaml': 'analyze:\n  pathz: [k8s]\n' }).run(['analyze']);
    expect(fencesOf(page).find(({ language }) => language === 'text')!.text).toBe(stderr);
  });
});
