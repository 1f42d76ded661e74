import { celSyntaxProblem } from '../cel/syntax.ts';
import type { Telemetry } from '../compiled/telemetry.istio.io/Telemetry.js';
import { checkPolicyTarget } from '../values/policy-target.ts';
import { defineRules } from './rule.ts';

export default defineRules<Telemetry>('Telemetry', {
  'policy-target': checkPolicyTarget,
  'known-filter'({ accessLogging = [] }, field) {
    for (const [i, { filter }] of accessLogging.entries()) {
      if (filter === undefined) continue;
      field.at('accessLogging', i, 'filter', 'expression').check(celSyntaxProblem(filter.expression ?? ''));
    }
  },
  'one-tracing'({ tracing = [] }, field) {
    for (const i of tracing.keys()) {
      if (i > 0) field.at('tracing', i).warning('is more than a Telemetry takes: merge it into the first');
    }
  },
  'one-tracing-provider'({ tracing = [] }, field) {
    for (const [i, { providers = [] }] of tracing.entries()) {
      if (providers.length > 1) {
        field.at('tracing', i, 'providers').warning(`has ${providers.length} providers, and takes one`);
      }
    }
  },
  'named-tags'({ tracing = [], metrics = [] }, field) {
    for (const [i, { customTags = {} }] of tracing.entries()) {
      if (Object.hasOwn(customTags, '')) field.at('tracing', i, 'customTags', '').error('must have a name');
    }
    for (const [i, { overrides = [] }] of metrics.entries()) {
      for (const [j, { tagOverrides = {} }] of overrides.entries()) {
        if (!Object.hasOwn(tagOverrides, '')) continue;
        field.at('metrics', i, 'overrides', j, 'tagOverrides', '').warning('is of no use: a tag has a name');
      }
    }
  },
  'value-of-tag'({ metrics = [] }, field) {
    for (const [i, { overrides = [] }] of metrics.entries()) {
      for (const [j, { tagOverrides = {} }] of overrides.entries()) {
        for (const [name, { operation = 'UPSERT', value = '' }] of Object.entries(tagOverrides)) {
          if (operation !== 'UPSERT' || value !== '') continue;
          field
            .at('metrics', i, 'overrides', j, 'tagOverrides', name, 'value')
            .error('is required for operation UPSERT, the default: an expression for the tag');
        }
      }
    }
  },
});
