import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { templateSet } from '../../../src/render/chart/engine.ts';
import { helmFunctions } from '../../../src/render/functions/functions.ts';

/**
 * names.txt lists the functions of Helm 3.22 and 4.3: those of sprig 3.3 (the keys of its TxtFuncMap) without `env` and
 * `expandenv`, which Helm takes out, and those that pkg/engine/funcs.go adds.
 */
const names = readFileSync(join(import.meta.dirname, 'names.txt'), 'utf8')
  .trimEnd()
  .split('\n');

/** What needs the chart's templates; chart/engine.ts has it. */
const ofCharts = ['include', 'required', 'tpl'];

it('has the functions that Helm has, and no others', () => {
  expect([...Object.keys(helmFunctions), ...ofCharts].sort()).toEqual(names);
});

it.each(names)('templates of charts can call %s', (name) => {
  expect(() => templateSet(helmFunctions).parse(`{{ if false }}{{ ${name} }}{{ end }}`)).not.toThrow();
});

it.each(['env', 'expandenv'])('templates of charts cannot call %s: it would read the environment', (name) => {
  expect(() => templateSet(helmFunctions).parse(`{{ ${name} "HOME" }}`)).toThrow(`function "${name}" not defined`);
});
