import { domainFor } from './host-names.ts';
import { type HttpRequest, hostOf } from './http-request.ts';
import type { ProxyRoute } from './rule-match.ts';

/** Routes for some hosts. */
export interface VirtualHost {
  /** As `pc route` shows it. */
  readonly name: string;
  /** Without ports: proxies do not look at them. */
  readonly domains: readonly string[];
  /** Of the listener, as it is configured. */
  readonly port: number;
  readonly routes: readonly ProxyRoute[];
  /** Where no routes are written, the host that all requests go to. */
  readonly host?: string;
  /** True where requests without TLS are sent to https. */
  readonly requiresTls?: boolean;
}

/** The one that a request's host is found in; undefined where none has it. */
export function virtualHostFor(hosts: readonly VirtualHost[], { authority }: HttpRequest): VirtualHost | undefined {
  const byDomain = new Map<string, VirtualHost>();
  for (const host of hosts) for (const domain of host.domains) if (!byDomain.has(domain)) byDomain.set(domain, host);
  const domain = domainFor(hostOf(authority), byDomain.keys());
  return domain === undefined ? undefined : byDomain.get(domain);
}
