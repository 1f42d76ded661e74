import type { BodyOf } from '../../resources/kinds.ts';
import { protocols } from '../../resources/protocols.ts';
import type { Resource } from '../../resources/resource.ts';
import type { ServicePort } from './description.ts';

type Service = Resource<BodyOf<'Service'>>;
type Pod = Resource<BodyOf<'Pod'>>;
type Port = NonNullable<NonNullable<Service['spec']>['ports']>[number];

/** Kubernetes' own names of protocols that Istio knows. */
const kubernetesNames: Readonly<Record<string, string>> = {
  'kubernetes.io/h2c': 'HTTP2',
  'kubernetes.io/ws': 'HTTP',
  'kubernetes.io/wss': 'HTTPS',
};

/** What a port of a Service speaks, by its appProtocol, or its name (istio.io, Protocol Selection). */
export function protocolOf({ appProtocol, name = '' }: Port): string {
  const said = appProtocol ?? name.split('-', 1)[0]!;
  const known = protocols.find((protocol) => protocol.toLowerCase() === said.toLowerCase());
  return known ?? kubernetesNames[said] ?? 'auto-detect';
}

/** The ports of a Service that Istio looks at, which are those of TCP; and what they are at a Pod. */
export const servicePorts = ({ spec }: Service, pod: Pod | undefined): ServicePort[] =>
  (spec.ports ?? [])
    .filter(({ protocol = 'TCP' }) => protocol === 'TCP')
    .map((port) => ({
      name: port.name ?? '',
      port: port.port ?? 0,
      protocol: protocolOf(port),
      targetPort: targetOf(port, pod),
    }));

/** @param pod whose container may give the port its name */
function targetOf({ targetPort, port }: Port, pod: Pod | undefined): number | undefined {
  if (targetPort === undefined || targetPort === 0 || targetPort === '') return port;
  if (typeof targetPort === 'number') return targetPort;
  const { containers = [], initContainers = [] } = pod?.spec ?? {};
  const ports = [...containers, ...initContainers].flatMap((container) => container.ports ?? []);
  return ports.find(({ name }) => name === targetPort)?.containerPort;
}
