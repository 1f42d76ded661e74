import { isIP } from 'node:net';

/**
 * Where a request comes from, as a proxy tells it by X-Forwarded-For (Envoy, x-forwarded-for). A sidecar believes the last
 * address there. A gateway believes as many proxies before it as it is told to (`numTrustedProxies`), which is none by
 * default: then it is the connection's. What is no address is not believed.
 */
export function clientAddress(
  forwardedFor: readonly string[],
  connectionFrom: string | undefined,
  { isGateway, trustedProxies }: { readonly isGateway: boolean; readonly trustedProxies: number },
): string | undefined {
  if (isGateway && trustedProxies === 0) return connectionFrom;
  const all = forwardedFor.join(',').split(',');
  const address = all.at(isGateway ? -trustedProxies : -1)?.trim() ?? '';
  return isIP(address) > 0 ? address : connectionFrom;
}
