import type { IstioEgressListener } from '../../compiled/networking.istio.io/Sidecar.js';
import { ipAddressProblem, unixPrefix, unixSocketProblem } from '../../values/address.ts';
import { egressNaming, namespacedHostProblem } from '../../values/namespaced-host.ts';
import { portProblem } from '../../values/port.ts';
import { isSet } from '../../values/presence.ts';
import { quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';
import { checkPort, OwnValues } from './port.ts';

/** Checks a listener without a port number, which has to be on a Unix socket. */
function checkSocket(
  { bind = '', captureMode = 'DEFAULT' }: IstioEgressListener,
  field: Field,
  sockets: OwnValues,
): void {
  if (!bind.startsWith(unixPrefix)) {
    field.at('port', 'number').error(`must be a port from 1 to 65535 unless bind is ${unixPrefix} and a path`);
  } else field.at('bind').check(unixSocketProblem(bind.slice(unixPrefix.length)) ?? sockets.problem(bind));
  if (captureMode === 'IPTABLES') {
    field.at('captureMode').error('must not be IPTABLES for a Unix socket, to which nothing is redirected');
  }
}

/** Warns of each host that entries before it hold already, or that holds them. */
function warnOfRepeated(hosts: readonly string[], field: Field, ownNamespace: string): void {
  const seen = new Map<string, Set<string>>();
  hosts.forEach((text, i) => {
    const slash = text.indexOf('/');
    if (slash === -1) return;
    const written = text.slice(0, slash);
    const namespace = written === '.' ? ownNamespace : written;
    const host = text.slice(slash + 1);
    const others = seen.get(namespace) ?? new Set();
    if (others.has(host) || others.has('*')) field.at(i).warning(`adds nothing to the entries before ${quote(text)}`);
    else if (host === '*' && others.size > 0)
      field.at(i).warning(`makes other entries for ${quote(namespace)} needless`);
    seen.set(namespace, others.add(host));
  });
  const all = hosts.indexOf('*/*');
  if (all !== -1 && seen.size > 1) field.at(all).warning('selects every host: the other entries add nothing');
}

/** Checks where a workload may send to; `field` is where `listeners` stand. */
export function checkEgress(
  listeners: readonly IstioEgressListener[],
  field: Field,
  { namespace }: { readonly namespace: string },
): void {
  const numbers = new OwnValues();
  const sockets = new OwnValues();
  listeners.forEach((listener, i) => {
    const { port, bind = '', hosts = [] } = listener;
    const at = field.at(i);
    if (port === undefined) {
      if (i < listeners.length - 1) {
        at.at('port').error('is required for all but the last listener, which is for the rest');
      }
    } else {
      checkPort(port, at.at('port'));
      const { number = 0 } = port;
      if (number === 0) checkSocket(listener, at, sockets);
      else {
        at.at('port', 'number').check(portProblem(number) ?? numbers.problem(number));
        if (bind !== '') at.at('bind').check(ipAddressProblem(bind));
      }
    }
    if (!isSet(hosts)) at.at('hosts').error('must have a host, such as */* for all');
    hosts.forEach((host, j) => {
      at.at('hosts', j).check(namespacedHostProblem(host, egressNaming));
    });
    warnOfRepeated(hosts, at.at('hosts'), namespace);
  });
}
