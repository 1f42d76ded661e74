import { orList } from '../../../base/list-names.ts';
import type { ServiceEntry } from '../../compiled/networking.istio.io/ServiceEntry.js';
import { isKnownProtocol } from '../../values/protocol.ts';
import { quote } from '../../values/value.ts';
import type { Field, RuleSubject } from '../rule.ts';

/** Protocols in which a request, or the start of TLS, names the host to resolve. */
const naming = ['HTTP', 'HTTP2', 'GRPC', 'TLS'];

const usesWaypoint = ({ labels }: RuleSubject): boolean => {
  const waypoint = labels['istio.io/use-waypoint'] ?? '';
  return waypoint !== '' && waypoint.toLowerCase() !== 'none';
};

/** Checks a service whose hosts are resolved when a request names them, for which they have to be wildcards. */
export function checkDynamicDns(spec: ServiceEntry, field: Field, subject: RuleSubject): void {
  const { hosts, ports, location = 'MESH_EXTERNAL' } = spec;
  hosts?.forEach((host, i) => {
    if (!host.startsWith('*')) {
      field.at('hosts', i).error(`must be a wildcard for the resolution DYNAMIC_DNS, not ${quote(host)}`);
    }
  });
  for (const name of ['addresses', 'endpoints'] as const) {
    if ((spec[name] ?? []).length > 0) {
      field.at(name).error('must not be there for the resolution DYNAMIC_DNS, which takes them from requests');
    }
  }
  ports?.forEach(({ protocol = '' }, i) => {
    if (naming.includes(protocol.toUpperCase()) || (protocol !== '' && !isKnownProtocol(protocol))) return;
    const allowed = `must be ${orList(naming)} for the resolution DYNAMIC_DNS`;
    field.at('ports', i, 'protocol').error(protocol === '' ? allowed : `${allowed}, not ${protocol}`);
  });
  if (location === 'MESH_INTERNAL' && usesWaypoint(subject)) {
    field.at('location').error('must be MESH_EXTERNAL for the resolution DYNAMIC_DNS of what uses a waypoint');
  }
}
