import type { JsonObject } from '../resources/json.ts';

/** Settings that a platform needs, for an installation on it (istio.io, Install the Istio CNI node agent: Hosted Kubernetes settings). */
const gke: JsonObject = {
  spec: {
    components: { cni: { namespace: 'kube-system' } },
    values: { global: { platform: 'gke' }, cni: { resourceQuotas: { enabled: false } } },
  },
};

/**
 * What a cluster asks for by what it is, as an IstioOperator to go on the profile; undefined for nothing.
 *
 * @param kubernetesVersion as the API server tells it: `v1.35.4-gke.100`
 */
export const detectedSettings = (kubernetesVersion: string): JsonObject | undefined =>
  kubernetesVersion.includes('-gke') ? gke : undefined;
