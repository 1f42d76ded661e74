import { listNames } from '../../base/list-names.ts';
import { message } from '../message.ts';

export const GatewayDuplicateCertificate = message<{ gateway: string; other: string; certificate: string }>({
  code: 'IST0138',
  name: 'GatewayDuplicateCertificate',
  level: 'Warning',
  summary: 'Gateways on the same workloads serve the same certificate',
  text: ({ gateway, other, certificate }) =>
    `Gateways ${gateway} and ${other} serve the same certificate, ${certificate}, on the same workloads: a client that ` +
    "reuses an HTTP/2 connection for the other one's hosts gets 404. Serve these hosts from one Gateway, or give each " +
    'Gateway a certificate of its own',
});

export const ConflictingGateways = message<{
  others: readonly string[];
  /** True when there are more than `others` names. */
  more: boolean;
  selector: string;
  port: number;
  hosts: readonly string[];
}>({
  code: 'IST0145',
  name: 'ConflictingGateways',
  level: 'Error',
  summary: 'Gateways on the same workloads serve the same host on the same port',
  text: ({ others, more, selector, port, hosts }) =>
    `port ${port} with hosts ${listNames(hosts)} is also served by Gateway ${others.join(', ')}${more ? ' and others' : ''} ` +
    `on the workloads that ${selector || 'an empty selector'} selects: only one of them takes effect. ` +
    'Keep each host and port in one Gateway',
});

export const InvalidGatewayCredential = message<{ secret: string; problem: string }>({
  code: 'IST0161',
  name: 'InvalidGatewayCredential',
  level: 'Error',
  summary: 'The Secret that a Gateway takes its certificate from cannot be used',
  text: ({ secret, problem }) =>
    `Secret ${secret} cannot be served: ${problem}. Put a PEM certificate that is valid today and its private key ` +
    'into tls.crt and tls.key (or cert and key)',
});

export const GatewayPortNotDefinedOnService = message<{ port: number; selector: string }>({
  code: 'IST0162',
  name: 'GatewayPortNotDefinedOnService',
  level: 'Warning',
  summary: "No Service of the gateway's workloads offers the Gateway's port",
  text: ({ port, selector }) =>
    `no Service in front of the workloads that ${selector || 'an empty selector'} selects has port ${port}, or targets it: ` +
    'this server is only reached by Pod address. Add the port to the Service, or listen on one that it has',
});
