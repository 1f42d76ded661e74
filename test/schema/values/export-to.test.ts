import { expect, it } from 'vitest';
import { defineRules } from '../../../src/schema/rules/rule.ts';
import { checkExportTo } from '../../../src/schema/values/export-to.ts';
import { problemsOf } from '../../support/rules.ts';

const rulesFor = (exporter: Omit<Parameters<typeof checkExportTo>[2], 'namespace'>) =>
  defineRules<readonly string[] | undefined>('Anything', {
    'known-export-to': (exportTo, field, { namespace }) => checkExportTo(exportTo, field, { namespace, ...exporter }),
  });

const anyone = {};
const service = { mayBeNowhere: true };
const forWorkloads = { ownNamespaceOnly: true };

it.each([
  [anyone, undefined],
  [anyone, ['.']],
  [anyone, ['*']],
  [anyone, ['.', 'shop', 'cart']],
  [service, ['~']],
  [forWorkloads, ['.']],
  [forWorkloads, ['default']],
])('with %j takes %j', (exporter, exportTo) => {
  expect(problemsOf(rulesFor(exporter), exportTo)).toEqual([]);
});

it.each([
  [anyone, ['~'], ['spec[0]: must be a namespace, "." for its own, or "*" for all, not "~"']],
  [anyone, ['.', ''], ['spec[1]: must be a namespace, "." for its own, or "*" for all, not ""']],
  [service, ['a.b'], ['spec[0]: must be a namespace, "." for its own, "*" for all or "~" for none, not "a.b"']],
  [anyone, ['shop', 'shop'], ['spec[1]: must not name "shop" again']],
  [anyone, ['*', '*'], ['spec[1]: must not name "*" again']],
  [anyone, ['default', '.'], ['spec[1]: must not name "default", its own namespace, again']],
  [anyone, ['shop', '*'], ['spec[1]: must be the only entry where it is "*", which leaves the others nothing to say']],
  [service, ['~', '*'], ['spec[0]: must be the only entry where it is "~", which leaves the others nothing to say']],
  [
    forWorkloads,
    ['.', 'shop'],
    ['spec[1]: must be "." beside workloadSelector, not "shop": that holds in its own namespace only'],
  ],
  [
    forWorkloads,
    ['*'],
    ['spec[0]: must be "." beside workloadSelector, not "*": that holds in its own namespace only'],
  ],
])('with %j refuses %j', (exporter, exportTo, problems) => {
  expect(problemsOf(rulesFor(exporter), exportTo)).toEqual(problems);
});
