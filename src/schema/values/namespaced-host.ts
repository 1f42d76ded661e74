import { isIpAddress } from './address.ts';
import { isDnsLabel, wildcardHostProblem } from './host.ts';
import { type Problem, quote } from './value.ts';

/** Which kind names the host, and so what may stand for the namespace and for the host. */
interface Naming {
  /** What may stand in place of a namespace's name. */
  readonly namespaces: readonly string[];
  /** Whether a host may stand alone, for one in any namespace. */
  readonly isNamespaceOptional: boolean;
  readonly isIpAllowed: boolean;
}

/** A Gateway's server: `host` or `namespace/host`. */
export const serverNaming: Naming = { namespaces: ['*', '.'], isNamespaceOptional: true, isIpAllowed: true };
/** A Gateway's server where istiod made the Gateway of one of Kubernetes: `~` is for no namespace. */
export const convertedServerNaming: Naming = { ...serverNaming, namespaces: ['*', '.', '~'] };
/** A Sidecar's egress listener: `namespace/host`, where `~` is for no namespace. */
export const egressNaming: Naming = { namespaces: ['*', '.', '~'], isNamespaceOptional: false, isIpAllowed: false };

/** A host name with a dot, with `*.` before it, or `*`. */
function longHostProblem(host: string, isIpAllowed: boolean): Problem {
  if (host === '*') return undefined;
  if (!host.includes('.')) return `must name a host with a domain, as in host.example.com, not ${quote(host)}`;
  if (host.includes('*') && !host.startsWith('*.')) {
    return `may have a wildcard for the first label only, as in *.example.com, not as in ${quote(host)}`;
  }
  const problem = wildcardHostProblem(host);
  return problem !== undefined && isIpAllowed && isIpAddress(host) ? undefined : problem;
}

/** A host, and before it and a slash the namespace it has to be exported from (istio.io, Gateway and Sidecar: hosts). */
export function namespacedHostProblem(text: string, naming: Naming): Problem {
  const slash = text.indexOf('/');
  if (slash === -1) {
    return naming.isNamespaceOptional
      ? longHostProblem(text, naming.isIpAllowed)
      : `must be a namespace, / and a host, not ${quote(text)}`;
  }
  const namespace = text.slice(0, slash);
  if (!naming.namespaces.includes(namespace) && !isDnsLabel(namespace)) {
    return `must have the name of a namespace or one of ${naming.namespaces.join(' ')} before /, not ${quote(namespace)}`;
  }
  return longHostProblem(text.slice(slash + 1), naming.isIpAllowed);
}
