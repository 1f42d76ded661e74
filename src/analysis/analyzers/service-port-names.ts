import { defineAnalyzer } from '../analyzer.ts';
import { isControlPlane } from '../control-plane.ts';
import { ExternalNameServiceTypeInvalidPortName, PortNameIsNotUnderNamingConvention } from '../messages/workload.ts';

/** What a port's name may begin with, or be its appProtocol (istio.io, Protocol Selection). */
const protocols = new Set([
  'grpc',
  'http',
  'http2',
  'http_proxy',
  'https',
  'mongo',
  'mysql',
  'redis',
  'tcp',
  'tls',
  'udp',
]);
/** Kubernetes' own values of appProtocol that Istio knows. */
const kubernetesProtocols = ['kubernetes.io/h2c', 'kubernetes.io/ws', 'kubernetes.io/wss'];

/** SMTP, DNS, MySQL and MongoDB: there the server speaks first, so Istio takes them for TCP and guesses nothing. */
const serverFirstPorts = [25, 53, 3306, 27017];

/** Istio makes these Services itself, for Kubernetes Gateways. */
const managed = ['istio.io-gateway-controller', 'istio.io-mesh-controller', 'istio.io-eastwest-controller'];

export default defineAnalyzer({
  id: 'service.PortNameAnalyzer',
  summary: 'Service ports say which protocol they carry',
  reads: ['Service'],
  emits: [PortNameIsNotUnderNamingConvention, ExternalNameServiceTypeInvalidPortName],
  run(mesh, report) {
    for (const service of mesh.each('Service')) {
      if (isControlPlane(service) || managed.includes(service.labels['gateway.istio.io/managed'] ?? '')) continue;
      const isExternal = service.spec.type === 'ExternalName';
      for (const [i, { name = '', port = 0, protocol, appProtocol, targetPort }] of (
        service.spec.ports ?? []
      ).entries()) {
        const known = protocol === 'UDP' || saysProtocol(name, appProtocol) || serverFirstPorts.includes(port);
        if (known && !(isExternal && name === 'tcp')) continue;
        const at = service.at('spec', 'ports', i, 'port');
        if (isExternal) report(ExternalNameServiceTypeInvalidPortName, at, { name, port });
        else {
          report(PortNameIsNotUnderNamingConvention, at, { name, appProtocol, port, targetPort: targetPort || port });
        }
      }
    }
  },
});

/** `<protocol>[-suffix]`, in any case; appProtocol goes before the name. */
function saysProtocol(name: string, appProtocol: string | undefined): boolean {
  if (appProtocol !== undefined && kubernetesProtocols.includes(appProtocol)) return true;
  return protocols.has((appProtocol ?? name).split('-', 1)[0]!.toLowerCase());
}
