import { describe, expect, it } from 'vitest';
import { validationFormats } from '../../../src/output/findings/validation-formats.ts';
import { ValidationCount } from '../../../src/output/findings/validation-report.ts';
import { schemaProblem } from '../../../src/schema/problem.ts';
import { resourceIn } from '../../support/problems.ts';

const context = { color: false, width: 80, version: '1.2.3', cwd: '/work' };

/** What a format writes of resources, each with one error and one warning. */
function written(name: string, resources: number): string | Promise<string> {
  const { showsAll, most, format } = validationFormats[name]!;
  const count = new ValidationCount(showsAll, false, most);
  const error = schemaProblem(['kind'], 'is \u001b[31modd');
  for (let i = 0; i < resources; i++) {
    const resource = resourceIn(`apiVersion: a.b/v1\nkind: Thing\nmetadata: { name: a${i} }\n`);
    count.add(resource, { extent: 'checked', problems: [error, { ...error, isWarning: true }] });
  }
  return format(count, context);
}

describe.each(Object.keys(validationFormats))('%s', (name) => {
  it('shows an error, and nothing that a terminal acts on', async () => {
    const text = await written(name, 1);
    expect(text).toContain('Thing default/a0');
    expect(text).not.toContain('\u001b');
    expect(text.endsWith('\n')).toBe(true);
  });

  it('shows no resources as nothing, or as an empty document', async () => {
    const text = await written(name, 0);
    expect(['text', 'github'].includes(name) ? text : text.length > 0).toBe(
      ['text', 'github'].includes(name) ? '' : true,
    );
  });

  it('shows so many of very many', async () => {
    const shown = (await written(name, 6000)).match(/Thing default\/a\d+/g)!;
    const bounds: Readonly<Record<string, number>> = { text: 100, github: 100, sarif: 5000, junit: 5000 };
    expect(new Set(shown).size).toBe(bounds[name] ?? 6000);
  });
});

it('text and tests leave warnings to stderr; reports for machines have them', async () => {
  for (const name of ['text', 'junit']) expect(await written(name, 1)).not.toContain('IST0133');
  for (const name of ['sarif', 'github']) expect(await written(name, 1)).toContain('IST0133');
});
