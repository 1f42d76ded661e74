import type { TrafficExtension } from '../compiled/extensions.istio.io/TrafficExtension.js';
import { checkPolicyTarget } from '../values/policy-target.ts';
import { checkEnvironment } from '../values/wasm.ts';
import { defineRules } from './rule.ts';

const longestCode = 65536;

/** The schema says the rest: either wasm or lua, the URL's scheme, the checksum's form, lengths, ports. */
export default defineRules<TrafficExtension>('TrafficExtension', {
  'policy-target': checkPolicyTarget,
  'distinct-variables'({ wasm }, field) {
    checkEnvironment(wasm?.vmConfig ?? {}, field.at('wasm', 'vmConfig'));
  },
  'size-of-lua'({ lua: { inlineCode = '' } = {} }, field) {
    const bytes = Buffer.byteLength(inlineCode);
    if (bytes > longestCode)
      field.at('lua', 'inlineCode').error(`must have at most ${longestCode} bytes, not ${bytes}`);
  },
});
