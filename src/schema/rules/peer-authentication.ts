import type { PeerAuthentication } from '../compiled/security.istio.io/PeerAuthentication.js';
import { checkPolicyTarget } from '../values/policy-target.ts';
import { defineRules } from './rule.ts';

/** What else Istio demands, ports with a selector and in range, the schema's CEL rules say. */
export default defineRules<PeerAuthentication>('PeerAuthentication', { 'policy-target': checkPolicyTarget });
