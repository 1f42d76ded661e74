import { UsageError } from '../../base/errors.ts';
import { listNames } from '../../base/list-names.ts';
import { ratherOneOf } from '../../base/nearest.ts';
import type { Workload } from '../../proxy/mtls/workloads.ts';
import { assumedIngress } from '../../resources/assumed-ingress.ts';
import type { Mesh } from '../../resources/mesh.ts';

/**
 * The workload that --client names, `namespace/workload`, or without a name the gateway that requests come to from outside: the one
 * that the input has, or else the one that Istio installs by default.
 *
 * @throws UsageError where there is none of that name, or several gateways
 */
export function requestClient(mesh: Mesh, workloads: readonly Workload[], name: string | undefined): Workload {
  if (name === undefined) return ingressGateway(mesh, workloads);
  const workload = workloads.find(({ fullName }) => fullName === name);
  if (workload !== undefined) return workload;
  const names = workloads.map(({ fullName }) => fullName);
  throw new UsageError(`--client: the input has no workload ${name}.${ratherOneOf(name, names)}`);
}

function ingressGateway(mesh: Mesh, workloads: readonly Workload[]): Workload {
  const [gateway, ...others] = workloads.filter(
    ({ membership, labels }) => membership.dataPlane === 'gateway' && labels.istio !== 'egressgateway',
  );
  if (others.length > 0) {
    const names = listNames([gateway!, ...others].map(({ fullName }) => fullName));
    throw new UsageError(`there are several gateways, ${names}: --client names the one that gets the request`);
  }
  if (gateway !== undefined) return gateway;
  const [pod, service] = assumedIngress(mesh.config.rootNamespace, mesh.config);
  if (pod === undefined) throw new UsageError('--client names the workload whose proxy gets the request');
  const { name, fullName } = service!;
  const { namespace, labels, annotations } = pod;
  const because = 'it is the gateway that Istio installs by default';
  return {
    ...{ name, namespace, fullName, labels, annotations, containers: [], pods: [], resource: pod },
    membership: { dataPlane: 'gateway', because, offersMtls: true, offersHbone: false },
  };
}
