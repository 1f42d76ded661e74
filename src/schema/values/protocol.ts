import { didYouMean } from '../../base/nearest.ts';
import { type Problem, quote } from './value.ts';

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

const known = new Set<string>(protocols.map((protocol) => protocol.toLowerCase()));
const families = {
  http: new Set(['http', 'http2', 'http_proxy', 'grpc', 'grpc-web']),
  tls: new Set(['https', 'tls']),
};

export const isKnownProtocol = (text: string): boolean => known.has(text.toLowerCase());
/** True for HTTP in any version that a proxy reads in the clear. */
export const isHttp = (protocol: string): boolean => families.http.has(protocol.toLowerCase());
/** True for what starts with a TLS handshake. */
export const isTls = (protocol: string): boolean => families.tls.has(protocol.toLowerCase());

export function protocolProblem(text: string): Problem {
  if (isKnownProtocol(text)) return undefined;
  const guess = didYouMean(text, protocols);
  return `${quote(text)} is no protocol that Istio knows: ${protocols.join(', ')}${guess && `.${guess}`}`;
}
