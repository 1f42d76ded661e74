import { describe, expect, it } from 'vitest';
import type { Telemetry } from '../../../src/schema/compiled/telemetry.istio.io/Telemetry.js';
import rules from '../../../src/schema/rules/telemetry.ts';
import { problemsOf } from '../../support/rules.ts';

type Tags = NonNullable<NonNullable<NonNullable<Telemetry['metrics']>[number]['overrides']>[number]['tagOverrides']>;

const tags = (tagOverrides: Tags): Telemetry => ({ metrics: [{ overrides: [{ tagOverrides }] }] });
const tag = 'spec.metrics[0].overrides[0].tagOverrides';

describe('Telemetry', () => {
  it.each<Telemetry>([
    {},
    { tracing: [{ providers: [{ name: 'zipkin' }], customTags: { env: { literal: { value: 'test' } } } }] },
    { accessLogging: [{}, { filter: { expression: 'response.code >= 500' } }] },
    tags({ a: { value: 'request.host' }, b: { operation: 'REMOVE' } }),
  ])('may be %j', (spec) => {
    expect(problemsOf(rules, spec)).toEqual([]);
  });

  it.each<[Telemetry, string[]]>([
    [
      { selector: {} },
      [
        'warning spec.selector.matchLabels: is empty, which selects every workload: name a label, or leave out the selector',
      ],
    ],
    [
      { accessLogging: [{ filter: {} }, { filter: { expression: 'response.code >=' } }] },
      [
        'spec.accessLogging[0].filter.expression: must be an expression in CEL, and is empty',
        'spec.accessLogging[1].filter.expression: must be an expression in CEL, but "response.code >=" ends too early',
      ],
    ],
    [
      { tracing: [{}, { providers: [{ name: 'a' }, { name: 'b' }] }] },
      [
        'warning spec.tracing[1]: is more than a Telemetry takes: merge it into the first',
        'warning spec.tracing[1].providers: has 2 providers, and takes one',
      ],
    ],
    [{ tracing: [{ customTags: { '': {} } }] }, ['spec.tracing[0].customTags[""]: must have a name']],
    [
      tags({ '': { value: 'x' }, a: {}, b: { operation: 'UPSERT', value: '' } }),
      [
        `warning ${tag}[""]: is of no use: a tag has a name`,
        `${tag}.a.value: is required for operation UPSERT, the default: an expression for the tag`,
        `${tag}.b.value: is required for operation UPSERT, the default: an expression for the tag`,
      ],
    ],
  ])('is not right as %j', (spec, problems) => {
    expect(problemsOf(rules, spec)).toEqual(problems);
  });
});
