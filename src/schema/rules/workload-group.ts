import { orList } from '../../base/list-names.ts';
import type { ReadinessProbe, WorkloadGroup } from '../compiled/networking.istio.io/WorkloadGroup.js';
import { probeHeaderNameProblem } from '../values/header.ts';
import { checkLabels } from '../values/labels.ts';
import { isSet } from '../values/presence.ts';
import { defineRules, type Field } from './rule.ts';

const checks = ['httpGet', 'tcpSocket', 'exec'] as const;

/** How a workload is asked whether it is ready; `field` is where `probe` stands. Ports and schemes are in the schema. */
function checkProbe(probe: ReadinessProbe, field: Field): void {
  const { httpGet, exec, grpc } = probe;
  // Istio's agent could ask by gRPC, but its webhook lets no such probe in.
  if (grpc !== undefined) field.at('grpc').error(`is refused by istiod: use ${orList(checks)}`);
  else if (!checks.some((name) => isSet(probe[name]))) field.error(`must have ${orList(checks)}`);
  if (exec !== undefined && !isSet(exec.command)) field.at('exec', 'command').error('must not be empty');
  httpGet?.httpHeaders?.forEach(({ name = '' }, i) => {
    field.at('httpGet', 'httpHeaders', i, 'name').check(probeHeaderNameProblem(name));
  });
}

/** What Istio demands of a WorkloadGroup (istio.io, Workload Group) beyond its schema. */
export default defineRules<WorkloadGroup>('WorkloadGroup', {
  'known-labels'({ metadata }, field) {
    checkLabels(metadata?.labels, field.at('metadata', 'labels'));
  },
  'known-probe'({ probe }, field) {
    if (probe !== undefined) checkProbe(probe, field.at('probe'));
  },
});
