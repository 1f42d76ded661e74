import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Result, readCases, render, renderWithGo } from './support/cases.ts';

/**
 * Every case of cases/ gives what Go gives, down to the words of errors. `UPDATE_GOLDEN=1 npx vitest run
 * test/render/template.test.ts` asks Go again (1.26 at the time of writing).
 *
 * Differences that are meant, and so are in no case:
 * - Complex numbers are refused, in templates and as values; arrays, channels and range over functions do not exist.
 * - Addresses of pointers, maps and functions (`%p`) are all 0xc000010000.
 * - A nil `[]any` or `map[string]any` is the empty one (`%#v` tells).
 * - Slices end at their last item: Go's `slice` can reach what a list has room for behind it.
 * - `slice` takes an index that comes straight out of a map or list of `any`, which Go refuses whatever it is.
 * - Methods are not called on nil pointers, and fields of structs are all seen.
 * - Go mangles messages of templates with `%` in their names.
 * - A variable that is declared within an argument of `and` or `or` that is not evaluated has no value; Go does not know it.
 * - Templates nest less deeply: limits.test.ts.
 */
const golden = join(import.meta.dirname, '../golden/template');
const all = readCases();

if (process.env.UPDATE_GOLDEN === '1') {
  mkdirSync(golden, { recursive: true });
  for (const [file, cases] of all) {
    const results = renderWithGo(cases);
    const byName = Object.fromEntries(cases.map(({ name }, i) => [name, results[i]]));
    writeFileSync(join(golden, `${file}.json`), `${JSON.stringify(byName, undefined, 1)}\n`);
  }
}

describe.each([...all])('%s', (file, cases) => {
  const path = join(golden, `${file}.json`);
  const expected = (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}) as Record<string, Result>;

  it('has an answer of Go for every case, and no other', () => {
    expect(Object.keys(expected)).toEqual(cases.map(({ name }) => name));
  });

  it.each(cases.map((one) => [one.name, one] as const))('%s', (name, one) => {
    expect(render(one)).toEqual(expected[name]);
  });
});
