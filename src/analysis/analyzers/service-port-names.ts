import {
  eastWestController,
  gatewayController,
  managedLabel,
  waypointController,
} from '../../resources/gateway-labels.ts';
import { isKubernetesAppProtocol, saysProtocol } from '../../resources/protocols.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { isControlPlane } from '../control-plane.ts';
import { ExternalNameServiceTypeInvalidPortName, PortNameIsNotUnderNamingConvention } from '../messages/workload.ts';

/** SMTP, DNS, MySQL and MongoDB: there the server speaks first, so Istio takes them for TCP and guesses nothing. */
const serverFirstPorts = [25, 53, 3306, 27017];

/** Istio makes these Services itself, for Kubernetes Gateways. */
const managed: readonly string[] = [gatewayController, waypointController, eastWestController];

export default defineAnalyzer({
  id: 'service.PortNameAnalyzer',
  summary: 'Service ports say which protocol they carry',
  reads: ['Service'],
  emits: [PortNameIsNotUnderNamingConvention, ExternalNameServiceTypeInvalidPortName],
  run(mesh, report) {
    for (const service of mesh.each('Service')) {
      if (isControlPlane(service) || managed.includes(service.labels[managedLabel] ?? '')) continue;
      const isExternal = service.spec.type === 'ExternalName';
      for (const [i, { name = '', port = 0, protocol, appProtocol, targetPort }] of (
        service.spec.ports ?? []
      ).entries()) {
        const known = protocol === 'UDP' || isTold(name, appProtocol) || serverFirstPorts.includes(port);
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

/** appProtocol goes before the name. */
const isTold = (name: string, appProtocol: string | undefined): boolean =>
  (appProtocol !== undefined && isKubernetesAppProtocol(appProtocol)) || saysProtocol(appProtocol ?? name);
