import { append } from '../../base/append.ts';
import { gatewayNameLabel } from '../../resources/gateway-labels.ts';
import { matchesLabels } from '../../resources/selector.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { enough } from '../first-few.ts';
import { IneffectiveSelector } from '../messages/policy.ts';

const policies = ['AuthorizationPolicy', 'RequestAuthentication', 'Telemetry', 'WasmPlugin'] as const;

export default defineAnalyzer({
  id: 'k8sgateway.SelectorAnalyzer',
  summary: 'Policies reach Kubernetes Gateways by targetRefs, not by selector',
  reads: [...policies, 'Pod'],
  emits: [IneffectiveSelector],
  run(mesh, report) {
    const pods = new Map<string, Readonly<Record<string, string>>[]>();
    for (const { labels, namespace } of mesh.each('Pod')) {
      if (labels[gatewayNameLabel] !== undefined) append(pods, namespace, labels);
    }
    if (pods.size === 0) return;
    for (const kind of policies) {
      for (const policy of mesh.each(kind)) {
        const { selector, targetRef, targetRefs = [] } = policy.spec;
        if (selector === undefined || targetRef !== undefined || targetRefs.length > 0) continue;
        const told = new Set<string>();
        for (const labels of pods.get(policy.namespace) ?? []) {
          const gateway = labels[gatewayNameLabel]!;
          if (told.size === enough) break;
          if (told.has(gateway) || !matchesLabels(selector.matchLabels, labels)) continue;
          told.add(gateway);
          report(IneffectiveSelector, policy.at('spec', 'selector'), { gateway });
        }
      }
    }
  },
});
