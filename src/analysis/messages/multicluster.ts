import { message } from '../message.ts';

export const UnknownMeshNetworksServiceRegistry = message<{ registry: string; network: string }>({
  code: 'IST0126',
  name: 'UnknownMeshNetworksServiceRegistry',
  level: 'Error',
  summary: 'A network takes its endpoints from a registry that does not exist',
  text: ({ registry, network }) =>
    `network "${network}" takes endpoints from registry "${registry}", and no remote Secret is for a cluster of that ` +
    'name: add the Secret (istioctl create-remote-secret), correct the name, or use Kubernetes for the local cluster',
});

export const MultiClusterInconsistentService = message<{
  service: string;
  clusters: readonly string[];
  reasons: readonly string[];
}>({
  code: 'IST0170',
  name: 'MultiClusterInconsistentService',
  level: 'Warning',
  summary: 'A Service is not the same in all clusters of the mesh',
  text: ({ service, clusters, reasons }) =>
    `Service ${service} is one Service to the mesh, but clusters ${clusters.join(', ')} differ in its ` +
    `${reasons.join(', ')}, so where a request ends is undefined: define it alike in all of them`,
});
