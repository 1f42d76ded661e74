import type { WasmPlugin } from '../compiled/extensions.istio.io/WasmPlugin.js';
import { checkPolicyTarget } from '../values/policy-target.ts';
import { checkEnvironment } from '../values/wasm.ts';
import { defineRules } from './rule.ts';

/** The schema says the rest: the URL's scheme, the checksum's form, lengths, ports. */
export default defineRules<WasmPlugin>('WasmPlugin', {
  'policy-target': checkPolicyTarget,
  'distinct-variables'({ vmConfig = {} }, field) {
    checkEnvironment(vmConfig, field.at('vmConfig'));
  },
});
