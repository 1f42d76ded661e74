import type { MeshConfig } from './mesh-config.ts';
import type { Resource } from './resource.ts';
import { toResources } from './to-resources.ts';

const labels = { istio: 'ingressgateway' };
const ports = { http2: 80, https: 443, tcp: 31400, tls: 15443 };

/**
 * The default ingress gateway of an Istio installation, which users' files refer to and seldom hold: its Service, and a
 * Pod behind it. `namespace` is Istio's own. Empty where the mesh config turns ingress off.
 */
export function assumedIngress(namespace: string, config: MeshConfig): Resource[] {
  if (config.ingressControllerMode === 'OFF') return [];
  const name = config.ingressService || 'istio-ingressgateway';
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${name}-assumed`, namespace, labels },
    spec: { serviceAccountName: `${name}-service-account`, containers: [{ name: 'istio-proxy' }] },
  };
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: {
      selector: labels,
      ports: Object.entries(ports).map(([name, port]) => ({ name, port, targetPort: port, protocol: 'TCP' })),
    },
  };
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [pod, service] });
  return toResources({ name: '(assumed ingress gateway)', text }, { assumed: true }).resources;
}
