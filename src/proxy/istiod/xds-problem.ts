import { Code, ConnectError } from '@connectrpc/connect';
import { connectionCode } from '../../kube/connection-problem.ts';
import { KubeError, printable } from '../../kube/kube-error.ts';
import type { XdsServer } from './xds-exchange.ts';

const untrusted =
  'its certificate is signed by nobody who is trusted here: is it this mesh’s istiod? --insecure asks it all the same';
const notPem = 'a file in --cert-dir is not PEM';
const noTls = 'it does not speak TLS there: is it the right port (15012), or does --plaintext belong to it (15010)?';

/** What a failed connection means, by Node's code of it. */
const problems: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the name of this host is unknown',
  EAI_AGAIN: 'names cannot be looked up now: check the network and the VPN',
  EHOSTUNREACH: 'there is no way to this host: check the network and the VPN',
  ENETUNREACH: 'there is no way to this network: check the network and the VPN',
  ETIMEDOUT: 'there was no connection in time: check the network, the VPN and firewalls',
  ECONNRESET: 'the connection was closed in the middle: does it speak TLS there, or plaintext?',
  EPIPE: 'the connection was closed in the middle',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet: check this machine’s clock',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'its certificate is for other names: --authority says which one to expect, as istiod.istio-system.svc',
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: 'it does not know who signed the certificate in --cert-dir',
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: 'it does not take the certificate in --cert-dir',
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: 'the certificate in --cert-dir has expired',
  ERR_OSSL_PEM_NO_START_LINE: notPem,
  ERR_OSSL_UNSUPPORTED: notPem,
  ERR_OSSL_X509_KEY_VALUES_MISMATCH: 'the key in --cert-dir is not the one of its certificate',
  ERR_HTTP2_ERROR: 'it does not speak gRPC there: does it want TLS, without --plaintext?',
};

/** Why istiod gave no answer, in words that follow a colon. */
export function xdsProblem(error: unknown, server: XdsServer, timeout: number): string {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof KubeError) return cause.message;
    const code = connectionCode(cause) ?? '';
    if (Object.hasOwn(problems, code)) return problems[code]!;
  }
  if (!(error instanceof ConnectError)) return printable((error as Error).message);
  const said = printable(error.rawMessage);
  switch (error.code) {
    case Code.Unauthenticated:
      return `it does not tell whoever it does not know (${said})${whoAsks(server)}`;
    case Code.PermissionDenied:
      return `it does not tell ${server.client.namespace}/${server.client.serviceAccount} (${said}): ask as an identity of Istio’s own namespace`;
    case Code.DeadlineExceeded:
      return `there was no answer within ${Math.round(timeout / 100) / 10} s`;
    case Code.Canceled:
      return `it closed the connection${server.tls === undefined ? ': does it want TLS, without --plaintext?' : ''}`;
    case Code.Unimplemented:
    case Code.Unknown:
      return `it speaks no xDS there (${said}): is this istiod’s xDS port, 15012?`;
    default:
      return said;
  }
}

const whoAsks = ({ tls, token }: XdsServer): string =>
  tls === undefined
    ? ': over plaintext nobody is known, so ask the TLS port (15012) without --plaintext'
    : token === undefined
      ? ': is the certificate in --cert-dir one of this mesh?'
      : ': it refuses the token of the API server that the kubeconfig names: does it belong to that cluster?';
