import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { InputError } from '../../base/errors.ts';
import type { KubeApi } from '../../kube/api.ts';
import { serviceAccountToken } from '../../kube/service-account-token.ts';
import type { IstiodConnection } from '../../proxy/istiod/connection.ts';
import type { IstiodPod } from '../../proxy/istiod/find-istiods.ts';
import type { XdsServer, XdsTls } from '../../proxy/istiod/xds-exchange.ts';
import { xdsPort } from '../../proxy/istiod/xds-port.ts';
import { isObject } from '../../resources/json.ts';
import { readOneFile } from '../files/read-one-file.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import { usualXdsPort, type XdsFlags } from '../flags/xds-flags.ts';
import type { Io } from '../io.ts';

type Flags = XdsFlags & GlobalOptions;
type Credentials = Pick<XdsServer, 'tls' | 'token' | 'client'>;

/** Whom istiod's tokens are for, and how long one is good for (istioctl's values). */
const audiences = ['istio-ca'];
const tokenSeconds = 3600;

/** The istiod at an address. The cluster is needed only for a token, and for the certificates that are trusted in the mesh. */
export async function xdsByAddress(
  io: Io,
  address: string,
  flags: Flags,
  cluster: () => Promise<KubeApi>,
): Promise<IstiodConnection> {
  const credentials = await credentialsFor(io, flags, cluster);
  const { tls } = credentials;
  const trust = tls?.rejectUnauthorized && !flags.certDir ? { ca: await trusted(await cluster(), flags) } : {};
  return xdsPort({ address, ...credentials, tls: tls && { ...tls, ...trust } }, undefined, flags.timeout);
}

/**
 * istiods in a cluster, over forwarded ports. The API server vouches for the Pod that is reached, so that its certificate is
 * looked at only where --authority or --cert-dir says what to expect.
 */
export async function xdsByPods(
  io: Io,
  pods: readonly IstiodPod[],
  flags: Flags,
  api: KubeApi,
): Promise<IstiodConnection[]> {
  const { authority, certDir, insecure, istioNamespace, plaintext, timeout } = flags;
  const { xdsPort: port = plaintext ? plaintextPort : usualXdsPort } = flags;
  const credentials = await credentialsFor(io, flags, async () => api);
  const checks = !insecure && Boolean(authority ?? certDir);
  const ca = checks && !certDir ? { ca: await trusted(api, flags) } : {};
  return pods.map((pod) => {
    const servername = authority ?? serviceName(pod, istioNamespace);
    const tls = credentials.tls && { ...credentials.tls, ...ca, servername, rejectUnauthorized: checks };
    const open = (signal: AbortSignal) => api.portForward(pod, port, { signal });
    return xdsPort({ address: `${pod.name}:${port}`, open, ...credentials, tls }, pod, timeout);
  });
}

/** istiod's xDS port without TLS. */
const plaintextPort = 15_010;

/** The name of the Service before an istiod, which its certificate is for. */
const serviceName = ({ revision }: IstiodPod, namespace: string): string =>
  `istiod${revision === 'default' ? '' : `-${revision}`}.${namespace}.svc`;

/** Who asks: nobody, whom a certificate is of, or the default service account of Istio's namespace. */
async function credentialsFor(io: Io, flags: Flags, cluster: () => Promise<KubeApi>): Promise<Credentials> {
  const { authority, certDir, insecure = false, istioNamespace: namespace, plaintext, timeout } = flags;
  const client = { namespace, serviceAccount: 'default' };
  if (plaintext) return { client, tls: undefined };
  const tls: XdsTls = { ...(authority && { servername: authority }), rejectUnauthorized: !insecure };
  if (certDir) {
    const read = async (name: string) => (await readOneFile(io, join(certDir, name))).text;
    const [cert, key, ca] = await Promise.all([read('cert-chain.pem'), read('key.pem'), read('root-cert.pem')]);
    return { client: identityOf(cert) ?? client, tls: { ...tls, cert, key, ca: [ca] } };
  }
  const account = { namespace, name: client.serviceAccount };
  const deadline = performance.now() + timeout;
  const token = await serviceAccountToken(await cluster(), account, { audiences, seconds: tokenSeconds, deadline });
  return { client, tls, token };
}

/** The workload that a certificate is of, by its SPIFFE id. Throws InputError for what is no certificate. */
function identityOf(pem: string): XdsServer['client'] | undefined {
  let names: string | undefined;
  try {
    names = new X509Certificate(pem).subjectAltName;
  } catch {
    throw new InputError('--cert-dir: cert-chain.pem holds no certificate');
  }
  const [, namespace, serviceAccount] = /URI:spiffe:\/\/[^/]+\/ns\/([^/,]+)\/sa\/([^/,]+)/.exec(names ?? '') ?? [];
  return namespace === undefined ? undefined : { namespace, serviceAccount: serviceAccount! };
}

/** What certificates may be signed by: everyone whom Node trusts, and the mesh, which tells its own in a ConfigMap. */
async function trusted(api: KubeApi, { istioNamespace: namespace, timeout }: Flags): Promise<string[]> {
  const root = { group: '', version: 'v1', kind: 'ConfigMap', namespace, name: 'istio-ca-root-cert' };
  const configMap = await api.get(root, { deadline: performance.now() + timeout }).catch(() => undefined);
  const pem = isObject(configMap?.data) ? configMap.data['root-cert.pem'] : undefined;
  return [...rootCertificates, ...(typeof pem === 'string' ? [pem] : [])];
}
