import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis/analyze.ts';
import { readProjectFile } from '../../src/cli/mesh/project-file.ts';
import { toResources } from '../../src/resources/to-resources.ts';
import { fencesOf } from '../support/markdown.ts';
import { root, Sandbox } from '../support/run.ts';

const page = readFileSync(join(root, 'docs/suppressions.md'), 'utf8');
const examples = fencesOf(page).filter(({ language }) => language === 'yaml');
const found = (text: string) =>
  analyze(toResources({ name: 'a.yaml', text }).resources, { closedWorld: true }).findings.map(({ code }) => code);

describe('docs/suppressions.md', () => {
  it.each(examples.filter(({ text }) => text.includes('kind:')))(
    'has an example at line $line that silences',
    ({ text }) => {
      const bare = text.replace(/ *# meshwright-ignore.*/g, '').replace(/^ *(annotations:|galley\.).*\n/gm, '');
      expect(found(bare)).toContain('IST0118');
      expect(found(text)).not.toContain('IST0118');
    },
  );

  it('has rules that the project file takes', () => {
    const rules = examples.filter(({ text }) => text.startsWith('analyze:'));
    expect(rules).toHaveLength(1);
    const { folder } = new Sandbox({ 'meshwright.yaml': rules[0]!.text });
    expect(readProjectFile(join(folder, 'meshwright.yaml')).analyze.suppress).toHaveLength(1);
  });
});
