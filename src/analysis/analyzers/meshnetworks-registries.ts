import { defineAnalyzer } from '../analyzer.ts';
import { UnknownMeshNetworksServiceRegistry } from '../messages/multicluster.ts';

/** The registries that istiod has whatever clusters there are (its provider ids). */
const builtIn = ['Kubernetes', 'External', 'Mock'];

/** The label of the Secrets through which istiod reads other clusters. */
const remoteSecret = 'istio/multiCluster';

export default defineAnalyzer({
  id: 'meshnetworks.MeshNetworksAnalyzer',
  summary: 'Networks take their endpoints from clusters that the mesh knows',
  reads: ['Secret'],
  emits: [UnknownMeshNetworksServiceRegistry],
  evidence: { Secret: [UnknownMeshNetworksServiceRegistry] },
  isEvidence: { Secret: ({ labels }) => labels[remoteSecret] === 'true' },
  run(mesh, report) {
    if (mesh.networks === undefined) return;
    const { networks, resource } = mesh.networks;
    // A remote Secret holds one kubeconfig for each cluster, under the cluster's name.
    const remote = mesh
      .labelled('Secret', { [remoteSecret]: 'true' })
      .flatMap(({ body: { data, stringData } }) => Object.keys({ ...data, ...stringData }));
    const known = new Set([...builtIn, ...remote]);
    for (const [network, { endpoints = [] }] of Object.entries(networks)) {
      const reported = new Set<string>();
      for (const [i, { fromRegistry: registry }] of endpoints.entries()) {
        if (registry === undefined || known.has(registry) || reported.has(registry)) continue;
        reported.add(registry);
        const at = resource.at('networks', network, 'endpoints', i, 'fromRegistry');
        report(UnknownMeshNetworksServiceRegistry, at, { registry, network });
      }
    }
  },
});
