import type { IstioIngressListener } from '../../compiled/networking.istio.io/Sidecar.js';
import { ipAddressProblem, unixPrefix, unixSocketProblem } from '../../values/address.ts';
import { checkConnectionPool } from '../../values/connection-pool.ts';
import { portProblem } from '../../values/port.ts';
import { setFields } from '../../values/presence.ts';
import { isHttp, isKnownProtocol, isTls } from '../../values/protocol.ts';
import { checkServerTls } from '../../values/server-tls.ts';
import { type Problem, quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';
import { checkPort, OwnValues } from './port.ts';

/** A port on the workload's own addresses, which may be missing, or on all of them; IPv6 stands in brackets. */
const loopback = /^(?:|127\.0\.0\.1|0\.0\.0\.0|\[(?:::1?|127\.0\.0\.1|0\.0\.0\.0)?\]):(\+?\d+)$/;

/** Where a sidecar sends what comes in. */
function endpointProblem(endpoint: string): Problem {
  if (endpoint.startsWith(unixPrefix)) return unixSocketProblem(endpoint.slice(unixPrefix.length));
  const port = loopback.exec(endpoint)?.[1];
  if (port !== undefined) return portProblem(Number(port));
  return `must be 127.0.0.1:PORT, 0.0.0.0:PORT, [::1]:PORT, [::]:PORT or ${unixPrefix}PATH, not ${quote(endpoint)}`;
}

/** Fields of TLS settings that only Gateways have a use for. */
const gatewayOnly = [
  'httpsRedirect',
  'credentialName',
  'credentialNames',
  'tlsCertificates',
  'subjectAltNames',
] as const;

function checkTls({ tls, port }: IstioIngressListener, field: Field): void {
  if (tls === undefined) return;
  const protocol = port?.protocol ?? '';
  if (!isTls(protocol) && (protocol === '' || isKnownProtocol(protocol))) {
    const spoken = protocol === '' ? 'a port without protocol' : `the protocol ${protocol}`;
    field.error(`must not be there for ${spoken}, but for HTTPS and TLS`);
  }
  for (const name of setFields(tls, gatewayOnly)) {
    field.at(name).error('must not be there: a Sidecar has no use for it');
  }
  if (tls.mode === 'ISTIO_MUTUAL' || tls.mode === 'AUTO_PASSTHROUGH') {
    field.at('mode').error(`must not be ${tls.mode} in a Sidecar`);
  } else {
    const { credentialName, credentialNames, tlsCertificates, ...rest } = tls;
    checkServerTls(rest, field, false);
  }
}

/** Checks what a workload listens on; `field` is where `listeners` stand. */
export function checkIngress(listeners: readonly IstioIngressListener[], field: Field): void {
  const numbers = new OwnValues();
  listeners.forEach((listener, i) => {
    const { port, bind = '', defaultEndpoint = '', connectionPool } = listener;
    const at = field.at(i);
    if (port !== undefined) {
      const { number = 0 } = port;
      checkPort(port, at.at('port'));
      at.at('port', 'number').check(portProblem(number) ?? numbers.problem(number));
    }
    if (bind !== '') at.at('bind').check(ipAddressProblem(bind));
    if (defaultEndpoint !== '') at.at('defaultEndpoint').check(endpointProblem(defaultEndpoint));
    checkTls(listener, at.at('tls'));
    checkConnectionPool(connectionPool, at.at('connectionPool'));
    if (connectionPool?.http !== undefined && !isHttp(port?.protocol ?? '')) {
      at.at('connectionPool', 'http').warning('has no effect unless the protocol is HTTP, HTTP2, GRPC or the like');
    }
  });
}
