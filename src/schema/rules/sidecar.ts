import { orList } from '../../base/list-names.ts';
import type { OutboundTrafficPolicy, Sidecar } from '../compiled/networking.istio.io/Sidecar.js';
import { checkConnectionPool } from '../values/connection-pool.ts';
import { dnsLabelProblem, hostProblem } from '../values/host.ts';
import { portProblem } from '../values/port.ts';
import { isSet } from '../values/presence.ts';
import { checkWorkloadSelector } from '../values/workload-selector.ts';
import { defineRules, type Field } from './rule.ts';
import { checkEgress } from './sidecar/egress.ts';
import { checkIngress } from './sidecar/ingress.ts';

const parts = ['egress', 'ingress', 'outboundTrafficPolicy', 'inboundConnectionPool'] as const;

/** Checks where traffic to unknown hosts goes; `field` is where the policy stands. */
function checkOutbound({ mode = 'REGISTRY_ONLY', egressProxy }: OutboundTrafficPolicy, field: Field): void {
  if (egressProxy === undefined) return;
  const { host = '', subset = '', port } = egressProxy;
  if (mode !== 'ALLOW_ANY') field.at('mode').error(`must be ALLOW_ANY beside egressProxy, not ${mode}`);
  const at = field.at('egressProxy');
  at.at('host').check(hostProblem(host));
  if (subset !== '') at.at('subset').check(dnsLabelProblem(subset));
  if (port === undefined) at.at('port').error('is required, and missing');
  else at.at('port', 'number').check(portProblem(port.number ?? 0));
}

/** What Istio demands of a Sidecar (istio.io, Sidecar) beyond its schema. */
export default defineRules<Sidecar>('Sidecar', {
  'says-something'(spec, field) {
    if (!parts.some((name) => isSet(spec[name]))) field.error(`must have ${orList(parts)}`);
  },
  'known-workloads'({ workloadSelector }, field) {
    checkWorkloadSelector(workloadSelector, field.at('workloadSelector'));
  },
  'sound-ingress'({ ingress }, field) {
    if (ingress !== undefined) checkIngress(ingress, field.at('ingress'));
  },
  'sound-egress'({ egress }, field, subject) {
    if (egress !== undefined) checkEgress(egress, field.at('egress'), subject);
  },
  'sound-connection-pool'({ inboundConnectionPool }, field) {
    checkConnectionPool(inboundConnectionPool, field.at('inboundConnectionPool'));
  },
  'sound-outbound-policy'({ outboundTrafficPolicy }, field) {
    if (outboundTrafficPolicy !== undefined) checkOutbound(outboundTrafficPolicy, field.at('outboundTrafficPolicy'));
  },
});
