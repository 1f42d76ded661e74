import { describe, expect, it } from 'vitest';
import analyzer from '../../../src/analysis/analyzers/resource-duplicates.ts';
import { analyze } from '../../../src/index.ts';
import { toResources } from '../../../src/resources/to-resources.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const service = (name: string, port = 80): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { ports: [{ name: http, port: ${port} }] }\n`;

testAnalyzer(analyzer, [
  { name: 'two names', yaml: `${service('a')}---\n${service('b')}`, finds: [] },
  {
    name: 'one name',
    yaml: `${service('a')}---\n${service('a')}`,
    finds: ['MW0001 Service default/a 3:19 metadata.name'],
    says: ['again at test.yaml:6 with the same content'],
  },
  {
    name: 'another content',
    yaml: `${service('a')}---\n${service('a', 8080)}`,
    finds: ['MW0001 Service default/a 3:19 metadata.name'],
    says: [', with other content'],
  },
  {
    name: 'a key twice',
    yaml: service('a').replace('spec:', 'metadata: { name: a }\nspec:'),
    finds: ['MW0002 Service default/a 4:1 metadata'],
  },
]);

describe('resources that are defined again', () => {
  const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `s${i}`);
  const file = (name: string, count: number, port?: number) => {
    const text = names(count)
      .map((one) => service(one, port))
      .join('---\n');
    return toResources({ name, text }).resources;
  };
  const messages = async (...files: ReturnType<typeof file>[]): Promise<string[]> =>
    (await analyze(files.flat())).filter(({ code }) => code === 'MW0001').map(({ message }) => message);

  it('in other files are told up to ten, and how many more there are', async () => {
    const told = await messages(file('a.yaml', 30), file('b.yaml', 30, 8080));
    expect(told).toHaveLength(10);
    expect(told[0]).toMatch(/Remove one of them$/);
    expect(told[9]).toMatch(
      /Remove one of them\. 20 more resources are defined again in other files: if those are variants/,
    );
    expect((await messages(file('a.yaml', 11), file('b.yaml', 11))).at(-1)).toContain(
      '1 more resource is defined again',
    );
    expect((await messages(file('a.yaml', 10), file('b.yaml', 10))).join()).not.toContain('more');
  });

  it('in the same file are told all', async () => {
    const told = await messages([...file('a.yaml', 15), ...file('a.yaml', 15)]);
    expect(told).toHaveLength(15);
    expect(told.join()).not.toContain('more');
  });
});
