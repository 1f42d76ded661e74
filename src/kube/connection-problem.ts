/** What a failed connection means, and what to do, by Node's code of it (node:net, node:tls, OpenSSL). */
const problems: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: is the cluster running, and is this the context you mean (--context)?',
  ENOTFOUND: 'the name of this host is unknown: check the kubeconfig, the network and the VPN',
  EAI_AGAIN: 'names cannot be looked up now: check the network and the VPN',
  EHOSTUNREACH: 'there is no way to this host: check the network and the VPN',
  ENETUNREACH: 'there is no way to this network: check the network and the VPN',
  ETIMEDOUT: 'there was no connection in time: check the network, the VPN and firewalls',
  ECONNRESET: 'the connection was closed in the middle',
  EPIPE: 'the connection was closed in the middle',
  CERT_HAS_EXPIRED: "the server's certificate has expired: it has to be renewed on the cluster",
  CERT_NOT_YET_VALID: "the server's certificate is not valid yet: check this machine's clock",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "the server's certificate is for other names: check the server's address in the kubeconfig, or set tls-server-name there",
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted(),
  SELF_SIGNED_CERT_IN_CHAIN: untrusted(),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted(),
  UNABLE_TO_GET_ISSUER_CERT: untrusted(),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted(),
  CERT_SIGNATURE_FAILURE: untrusted(),
  ERR_OSSL_PEM_NO_START_LINE: "the kubeconfig's certificate data is not PEM",
  ERR_OSSL_X509_KEY_VALUES_MISMATCH: "the kubeconfig's client key is not the one of its client certificate",
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS there: is it http:// that the kubeconfig should say?',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not speak TLS there: is it http:// that the kubeconfig should say?',
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: "the kubeconfig's client certificate has expired: get a new one",
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: "the server does not take the kubeconfig's client certificate",
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: "the server does not know who signed the kubeconfig's client certificate",
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'the server asks for a client certificate, and the kubeconfig has none',
};

function untrusted(): string {
  return (
    "the server's certificate is signed by nobody who is trusted here: the kubeconfig's certificate-authority-data may be" +
    ' of another cluster, or a proxy stands between'
  );
}

/** Failures that come and go, so that another try may help once the server is known to be there. */
const passing = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['NO_CONNECTION', 'NO_ANSWER', 'ERR_STREAM_PREMATURE_CLOSE', 'HPE_INVALID_EOF_STATE'],
]);

/** Node's code of an error; of one that stands for several (a host with many addresses), that of the first. */
export function connectionCode(error: unknown): string | undefined {
  const { code, errors, message } = error as { code?: unknown; errors?: readonly unknown[]; message?: string };
  if (code === 'EPROTO') return opensslCode(message ?? '') ?? code;
  if (typeof code === 'string') return code;
  return errors === undefined || errors.length === 0 ? undefined : connectionCode(errors[0]);
}

/** The code that Node gives what OpenSSL says in other places: `ERR_SSL_WRONG_VERSION_NUMBER`. */
function opensslCode(message: string): string | undefined {
  const reason = /:error:[^:]*:[^:]*:[^:]*:([^:]+):/.exec(message)?.[1];
  return reason && `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}`;
}

/** True for an error that another try may not meet. */
export const isPassing = (error: unknown): boolean => passing.has(connectionCode(error) ?? '');

/** Why a connection failed, in plain words; an error without a code of its own says it itself. */
export function connectionProblem(error: unknown): string {
  const code = connectionCode(error);
  const known = code !== undefined && Object.hasOwn(problems, code) ? problems[code] : undefined;
  if (known !== undefined) return known;
  // hpagent, which client-node connects through HTTP proxies with, says no more than this.
  const refused = /^Bad response: (\d+)/.exec((error as Error).message)?.[1];
  if (refused === '407') return 'the proxy asks for a user and a password: put them into its URL';
  if (refused !== undefined) return `the proxy does not connect to it (HTTP ${refused})`;
  return (error as Error).message;
}
