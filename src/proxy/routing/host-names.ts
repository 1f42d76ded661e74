import { isWithin } from '../../resources/hosts.ts';

/** What two lists of hosts have in common: of two that overlap, the closer one, each once. */
export function commonHosts(hosts: readonly string[], others: readonly string[]): string[] {
  const found = new Set<string>();
  for (const host of hosts) {
    for (const other of others) {
      if (isWithin(host, other)) found.add(host);
      else if (isWithin(other, host)) found.add(other);
    }
  }
  return [...found];
}

/**
 * Which of some domains a host is found by (Envoy, VirtualHost.domains): itself, else the longest one with a star in front, else
 * the longest with a star behind, else `*`.
 */
export function domainFor(host: string, domains: Iterable<string>): string | undefined {
  let best: string | undefined;
  let rank = -1;
  for (const domain of domains) {
    const own = rankOf(domain, host);
    if (own > rank) [best, rank] = [domain, own];
  }
  return best;
}

/** Longer than any host. */
const longest = 1000;

function rankOf(domain: string, host: string): number {
  if (domain === host) return 3 * longest;
  if (domain === '*') return 0;
  const isLonger = host.length >= domain.length;
  if (domain.startsWith('*')) return isLonger && host.endsWith(domain.slice(1)) ? 2 * longest + domain.length : -1;
  if (domain.endsWith('*')) return isLonger && host.startsWith(domain.slice(0, -1)) ? longest + domain.length : -1;
  return -1;
}
