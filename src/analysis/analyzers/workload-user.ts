import type { Path } from '../../resources/json.ts';
import type { PodSpec } from '../../resources/kinds/core.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { isControlPlane } from '../control-plane.ts';
import { InvalidApplicationUID } from '../messages/workload.ts';

/** The user that istio-proxy runs as; the redirection rules let its traffic pass. */
const proxyUser = 1337;
const istioContainers = ['istio-proxy', 'agentgateway', 'istio-operator'];

export default defineAnalyzer({
  id: 'applicationUID.Analyzer',
  summary: "No application runs as the sidecar's user",
  reads: ['Pod', 'Deployment'],
  emits: [InvalidApplicationUID],
  run(mesh, report) {
    for (const pod of mesh.each('Pod')) {
      const found = proxyUsers(pod.spec);
      if (found === undefined || isControlPlane(pod)) continue;
      report(InvalidApplicationUID, pod.at('spec', ...found.path), { who: found.who });
    }
    for (const deployment of mesh.each('Deployment')) {
      const found = proxyUsers(deployment.spec.template?.spec ?? {});
      if (found === undefined || isControlPlane(deployment)) continue;
      report(InvalidApplicationUID, deployment.at('spec', 'template', 'spec', ...found.path), { who: found.who });
    }
  },
});

type Container = NonNullable<PodSpec['containers']>[number];

/** Who runs as the sidecar's user, and the first place in the Pod's spec that says so. */
function proxyUsers({ securityContext, containers = [] }: PodSpec): { who: string[]; path: Path } | undefined {
  const isPodUser = securityContext?.runAsUser === proxyUser;
  if (!isPodUser && !containers.some(isProxyUser)) return undefined;
  const found: { who: string; path: Path }[] = [];
  const field = ['securityContext', 'runAsUser'];
  // A gateway's Pod may run as the proxy that it is.
  const areProxies = containers.length > 0 && containers.every(isProxy);
  if (isPodUser && !areProxies) found.push({ who: 'the whole Pod', path: field });
  for (const [i, container] of containers.entries()) {
    if (isProxyUser(container)) {
      found.push({ who: `container ${container.name ?? ''}`, path: ['containers', i, ...field] });
    }
  }
  return found.length === 0 ? undefined : { who: found.map(({ who }) => who), path: found[0]!.path };
}

const isProxy = ({ name = '' }: Container): boolean => istioContainers.includes(name);

const isProxyUser = (container: Container): boolean =>
  container.securityContext?.runAsUser === proxyUser && !isProxy(container);
