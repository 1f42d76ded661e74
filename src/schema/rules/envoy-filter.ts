import type { EnvoyConfigObjectPatch, EnvoyFilter } from '../compiled/networking.istio.io/EnvoyFilter.js';
import { checkPolicyTarget } from '../values/policy-target.ts';
import { regexProblem } from '../values/regex.ts';
import { checkWorkloadSelector } from '../values/workload-selector.ts';
import { checkMatch } from './envoy-filter/match.ts';
import { patchedMessages } from './envoy-filter/patched-messages.ts';
import { checkPatchValue } from './envoy-filter/unpack.ts';
import { defineRules, type Field } from './rule.ts';

/** A rule over each of a filter's patches. */
const ofEach =
  (check: (patch: EnvoyConfigObjectPatch, field: Field) => void) =>
  ({ configPatches = [] }: EnvoyFilter, field: Field): void => {
    for (const [i, patch] of configPatches.entries()) check(patch, field.at('configPatches', i));
  };

const isGiven = (name: string | undefined): boolean => name !== undefined && name !== '' && name !== 'INVALID';

/**
 * What Istio itself checks, and of patched values what can be said from the fields of Envoy's messages: of most
 * extensions' settings, and deep in messages, nothing.
 */
export default defineRules<EnvoyFilter>('EnvoyFilter', {
  'last-resort'(_, field) {
    field.warning(
      "ties the mesh to Envoy's own configuration, which no release keeps as it is: use another API if you can",
    );
  },
  'workload-selector'({ workloadSelector }, field) {
    checkWorkloadSelector(workloadSelector, field.at('workloadSelector'));
  },
  'policy-target'({ targetRefs = [] }, field) {
    checkPolicyTarget({ targetRefs }, field);
  },
  'whole-patch': ofEach(({ applyTo, patch }, field) => {
    if (!isGiven(applyTo)) field.at('applyTo').error('must say what the patch applies to, such as HTTP_FILTER');
    if (patch === undefined) field.at('patch').error('is required, and missing');
    else if (!isGiven(patch.operation)) field.at('patch', 'operation').error('must say what to do, such as MERGE');
    else if (patch.operation !== 'REMOVE' && patch.value === undefined) {
      field.at('patch', 'value').error(`is required for operation ${patch.operation}, and missing`);
    }
  }),
  'known-proxy-version': ofEach(({ match }, field) => {
    const version = match?.proxy?.proxyVersion ?? '';
    if (version !== '') field.at('match', 'proxy', 'proxyVersion').check(regexProblem(version));
  }),
  'match-of-applied-object': ofEach((patch, field) => checkMatch(patch, field.at('match'))),
  'known-value': ofEach(({ applyTo = '', patch }, field) => {
    if (patch?.value === undefined || !Object.hasOwn(patchedMessages, applyTo)) return;
    checkPatchValue(patch.value, patchedMessages[applyTo]!, field.at('patch', 'value'));
  }),
});
