import type { JsonObject } from './json.ts';
import type { Resource } from './resource.ts';
import { toResources } from './to-resources.ts';

/** The gateway whose Service and Pod are assumed anyway, and its label `istio`. The workload has its name as a label besides. */
const ingress = { 'istio-ingressgateway': 'ingressgateway' };
/** Those that files refer to beside it. */
const others = { 'istio-egressgateway': 'egressgateway', 'istio-eastwestgateway': 'eastwestgateway' };
const gatewayPorts = { http2: 80, https: 443, tls: 15443, 'tls-istiod': 15012, 'tls-webhook': 15017 };
const istiodPorts = { 'grpc-xds': 15010, 'https-dns': 15012, 'https-webhook': 443, 'http-monitoring': 15014 };

/**
 * What an installation may have in its namespace and users' files refer to: istiod and gateways. Nobody
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
  const workloads = Object.entries({ ...ingress, ...others }).map(([name, istio]) => ({
    // No Pods: which ports they listen on is not to be judged.
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      template: {
        metadata: { labels: { app: name, istio } },
        spec: { containers: [{ name: 'istio-proxy', image: 'auto' }] },
      },
    },
  }));
  const services = [service('istiod', istiodPorts), ...Object.keys(others).map((name) => service(name, gatewayPorts))];
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...services, ...workloads] });
  return toResources({ name: '(assumed installation)', text }, { assumed: true }).resources;
}
