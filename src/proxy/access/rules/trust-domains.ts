/**
 * Principals of policies with all trust domains that are one for the mesh, its own and its aliases; `cluster.local` stands
 * for its own, whatever that is called (istio.io, Trust Domain Migration; istiod's ReplaceTrustDomainAliases).
 */
export function principalsOfDomains(principals: readonly string[], domains: readonly string[]): readonly string[] {
  return principals.flatMap((principal) => {
    const [domain = '', ...rest] = principal.split('/');
    if (rest.length !== 4) return [principal];
    if (domain !== 'cluster.local' && !domains.some((one) => isLike(domain, one))) return [principal];
    return [...new Set(domains.map((one) => (endsAs(one, domain) ? principal : [one, ...rest].join('/'))))];
  });
}

/** Trust domains of policies: one of the mesh's stands for all of them. */
export const sameDomains = (values: readonly string[], domains: readonly string[]): readonly string[] =>
  values.flatMap((value) => (domains.includes(value) ? domains : [value]));

/** Either may be a pattern. */
const isLike = (a: string, b: string): boolean =>
  a === b || b === '*' || startsAs(a, b) || startsAs(b, a) || endsAs(a, b) || endsAs(b, a);
const startsAs = (text: string, pattern: string): boolean =>
  pattern.endsWith('*') && text.startsWith(pattern.slice(0, -1));
const endsAs = (text: string, pattern: string): boolean => pattern.startsWith('*') && text.endsWith(pattern.slice(1));
