import type { JsonObject } from './json.ts';
import type { Resource } from './resource.ts';
import { toResources } from './to-resources.ts';

/** Gateways of an installation that files refer to beside the ingress gateway: their name, and their label `istio`. */
const gateways = { 'istio-egressgateway': 'egressgateway', 'istio-eastwestgateway': 'eastwestgateway' };
const gatewayPorts = { http2: 80, https: 443, tls: 15443, 'tls-istiod': 15012, 'tls-webhook': 15017 };
const istiodPorts = { 'grpc-xds': 15010, 'https-dns': 15012, 'https-webhook': 443, 'http-monitoring': 15014 };

/**
 * What an installation may have in its namespace and users' files refer to: istiod, the egress and the east-west gateway. Nobody
 * knows whether it has them, so this is for where the files do not hold istiod itself. A Service in files replaces the one of
 * its name.
 */
export function assumedInstallation(namespace: string): Resource[] {
  const service = (name: string, ports: Readonly<Record<string, number>>): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { ports: Object.entries(ports).map(([name, port]) => ({ name, port, protocol: 'TCP' })) },
  });
  const items = Object.entries(gateways).flatMap(([name, istio]) => {
    // No Pods: which ports they listen on is not to be judged.
    const workload = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: {
        template: {
          metadata: { labels: { app: name, istio } },
          spec: { containers: [{ name: 'istio-proxy', image: 'auto' }] },
        },
      },
    };
    return [service(name, gatewayPorts), workload];
  });
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [service('istiod', istiodPorts), ...items] });
  return toResources({ name: '(assumed installation)', text }, { assumed: true }).resources;
}
