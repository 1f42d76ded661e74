/** What a port may say that it speaks (istio.io, Protocol Selection), whatever the case of the letters. */
export const protocols = [
  'HTTP',
  'HTTPS',
  'GRPC',
  'GRPC-Web',
  'HTTP2',
  'HTTP_PROXY',
  'MONGO',
  'REDIS',
  'MYSQL',
  'TCP',
  'TLS',
  'UDP',
] as const;

/** Kubernetes' own values of a Service's appProtocol that Istio knows. */
const appProtocols = new Set(['kubernetes.io/h2c', 'kubernetes.io/ws', 'kubernetes.io/wss']);
const known = new Set<string>(protocols.map((protocol) => protocol.toLowerCase()));

/** True for a protocol that Istio knows, in any case. */
export const isKnownProtocol = (text: string): boolean => known.has(text.toLowerCase());
/** True for a value of `appProtocol` that Kubernetes defines. */
export const isKubernetesAppProtocol = (text: string): boolean => appProtocols.has(text);
/** True for a port's name that says what the port speaks: a protocol, perhaps with more behind a hyphen. */
export const saysProtocol = (name: string): boolean => isKnownProtocol(name.split('-', 1)[0]!);
