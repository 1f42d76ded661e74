import type { BodyOf } from '../../resources/kinds.ts';
import { isKubernetesAppProtocol, saysProtocol } from '../../resources/protocols.ts';
import { protocolProblem } from '../values/protocol.ts';
import { quote } from '../values/value.ts';
import { defineRules } from './rule.ts';

type ServiceSpec = NonNullable<BodyOf<'Service'>['spec']>;

/** Istio learns what a port speaks from its `appProtocol`, or from its name up to a hyphen (istio.io, Protocol Selection). */
export default defineRules<ServiceSpec>('Service', {
  'port-says-protocol'({ ports = [] }, field) {
    for (const [i, { name, protocol, appProtocol }] of ports.entries()) {
      if (protocol?.toUpperCase() === 'UDP') continue;
      const port = field.at('ports', i);
      if (appProtocol !== undefined) {
        // istioctl refuses those of Kubernetes, which istiod reads.
        if (!isKubernetesAppProtocol(appProtocol)) port.at('appProtocol').check(protocolProblem(appProtocol));
      } else if (!name) {
        port.at('name').error('is missing: a name such as http or tcp-db tells Istio what the port speaks');
      } else if (!saysProtocol(name)) {
        port
          .at('name')
          .error(
            `${quote(name)} does not start with a protocol that Istio knows: name it such as http-${name}, or set appProtocol`,
          );
      }
    }
  },
});
