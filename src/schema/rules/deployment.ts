import type { BodyOf } from '../../resources/kinds.ts';
import { defineRules } from './rule.ts';

type DeploymentSpec = NonNullable<BodyOf<'Deployment'>['spec']>;

/** Labels that give a workload its name and its version in Istio's telemetry, the first that is there counting. */
const telemetryLabels = [
  { what: 'name', labels: ['service.istio.io/canonical-name', 'app.kubernetes.io/name', 'app'] },
  { what: 'version', labels: ['service.istio.io/canonical-revision', 'app.kubernetes.io/version', 'version'] },
];

export default defineRules<DeploymentSpec>('Deployment', {
  'telemetry-labels'({ template }, field) {
    const given = template?.metadata?.labels ?? {};
    for (const { what, labels } of telemetryLabels) {
      if (labels.some((label) => given[label] !== undefined)) continue;
      field
        .at('template', 'metadata', 'labels')
        .warning(`Istio's telemetry has no ${what} for these pods: add the label ${labels.at(-1)} (or ${labels[1]})`);
    }
  },
});
