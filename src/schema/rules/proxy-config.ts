import type { ProxyConfig } from '../compiled/networking.istio.io/ProxyConfig.js';
import { checkSelector } from '../values/policy-target.ts';
import { defineRules } from './rule.ts';

/** What Istio demands of a ProxyConfig resource (istio.io, ProxyConfig) beyond its schema. */
export default defineRules<ProxyConfig>('ProxyConfig', {
  'known-workloads'({ selector }, field) {
    checkSelector(selector, field.at('selector'));
  },
});
