import type { Gateway, Server } from '../compiled/networking.istio.io/Gateway.js';
import { bindProblem, unixPrefix } from '../values/address.ts';
import { dnsLabelProblem } from '../values/host.ts';
import { convertedServerNaming, namespacedHostProblem, serverNaming } from '../values/namespaced-host.ts';
import { portProblem } from '../values/port.ts';
import { isSet, setFields } from '../values/presence.ts';
import { isHttp, isKnownProtocol, isTls, protocolProblem } from '../values/protocol.ts';
import { checkServerTls, isPassThrough } from '../values/server-tls.ts';
import { quote } from '../values/value.ts';
import { defineRules, Field, type RuleSubject } from './rule.ts';

/** True for a Gateway that istiod made of one of the Kubernetes Gateway API's. */
const isConverted = ({ annotations }: RuleSubject): boolean =>
  annotations['internal.istio.io/gateway-semantics'] === 'gateway';

/** Whether a server has TLS settings just where its protocol starts with TLS; one in the clear may redirect to HTTPS. */
function checkTlsFitsProtocol({ tls, port }: Server, field: Field): void {
  const protocol = port?.protocol ?? '';
  if (!isKnownProtocol(protocol)) return;
  if (isTls(protocol)) {
    if (tls === undefined) field.at('tls').error(`is required for the protocol ${protocol}`);
  } else if (tls !== undefined && !isHttp(protocol)) {
    field.at('tls').error(`must not be there for the protocol ${protocol}, but for HTTPS and TLS`);
  } else if (tls !== undefined) {
    if (!isPassThrough(tls)) field.at('tls', 'mode').error(`must not be ${tls.mode} for the protocol ${protocol}`);
    for (const name of setFields(tls, ['serverCertificate', 'privateKey', 'caCertificates'])) {
      field.at('tls', name).error(`must not be there for the protocol ${protocol}`);
    }
  }
}

/** What Istio demands of a Gateway (istio.io, Gateway) beyond its schema. */
export default defineRules<Gateway>('Gateway', {
  'name-without-dots'(_, field, subject) {
    // A generated name is not there yet, and what has no name at all is reported elsewhere.
    if (isConverted(subject) || subject.name === '') return;
    new Field(field.rule, field.problems).at('metadata', 'name').check(dnsLabelProblem(subject.name));
  },
  'some-server'({ servers }, field) {
    if (!isSet(servers)) field.at('servers').error('must have a server');
  },
  'known-hosts'({ servers }, field, subject) {
    const naming = isConverted(subject) ? convertedServerNaming : serverNaming;
    servers?.forEach(({ hosts }, i) => {
      if (!isSet(hosts)) field.at('servers', i, 'hosts').error('must have a host, or * for all');
      hosts?.forEach((host, j) => {
        field.at('servers', i, 'hosts', j).check(namespacedHostProblem(host, naming));
      });
    });
  },
  'known-ports'({ servers }, field) {
    servers?.forEach(({ port, bind = '' }, i) => {
      if (port === undefined) return;
      const { number = 0, protocol = '', name, targetPort } = port;
      const at = field.at('servers', i, 'port');
      at.at('protocol').check(protocolProblem(protocol));
      if (!bind.startsWith(unixPrefix)) at.at('number').check(portProblem(number));
      else if (number !== 0) at.at('number').error(`must be 0 for a Unix socket, not ${number}`);
      if (!isSet(name)) at.at('name').error('must not be empty');
      if (isSet(targetPort)) {
        at.at('targetPort').error("must not be there: a Gateway's server has the port that it binds");
      }
    });
  },
  'port-names'({ servers }, field) {
    const names = new Set<string>();
    servers?.forEach(({ port }, i) => {
      const name = port?.name ?? '';
      if (names.has(name) && name !== '') {
        field.at('servers', i, 'port', 'name').error(`repeats ${quote(name)}: each port needs a name of its own`);
      }
      names.add(name);
    });
  },
  'known-bind'({ servers }, field) {
    servers?.forEach(({ bind = '' }, i) => {
      if (bind !== '') field.at('servers', i, 'bind').check(bindProblem(bind));
    });
  },
  'sound-tls'({ servers }, field) {
    servers?.forEach(({ tls }, i) => {
      if (tls !== undefined) checkServerTls(tls, field.at('servers', i, 'tls'), true);
    });
  },
  'tls-as-protocol-says'({ servers }, field) {
    servers?.forEach((server, i) => {
      checkTlsFitsProtocol(server, field.at('servers', i));
      const protocol = server.port?.protocol ?? '';
      if (server.tls?.httpsRedirect === true && isKnownProtocol(protocol) && !isHttp(protocol)) {
        field
          .at('servers', i, 'tls', 'httpsRedirect')
          .warning(`has no effect for the protocol ${protocol}, but for HTTP`);
      }
    });
  },
});
