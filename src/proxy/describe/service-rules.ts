import { numberAt, objectAt, objectsAt, textAt } from '../../resources/fields.ts';
import { hostsOverlap, toFqdn } from '../../resources/hosts.ts';
import type { Json, JsonObject } from '../../resources/json.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { matchesLabels } from '../../resources/selector.ts';
import { DestinationRules } from '../mtls/destination-rules.ts';
import type { RuleDescription } from './description.ts';

type Rule = Resource<BodyOf<'DestinationRule'>>;
type Labels = Readonly<Record<string, string>>;

/** The settings that are told of, by their names. */
const settings: Readonly<Record<string, string>> = {
  loadBalancer: 'load balancer',
  connectionPool: 'connection pool',
  outlierDetection: 'outlier detection',
  tunnel: 'tunnel',
  proxyProtocol: 'PROXY protocol',
  retryBudget: 'retry budget',
};

/**
 * The DestinationRules that clients in a namespace go by for a host: those of one namespace that are for it by name, or else by
 * the longest wildcard.
 */
export function rulesFor(mesh: Mesh, namespace: string, host: string, hostNamespace: string): Rule[] {
  const merged = new DestinationRules(mesh).for({ namespace, labels: {} }, host, hostNamespace);
  if (merged === undefined) return [];
  const nameOf = ({ spec, namespace }: Rule): string => toFqdn(spec.host ?? '', namespace);
  const around = mesh.in('DestinationRule', merged.namespace).filter((rule) => hostsOverlap(nameOf(rule), host));
  const longest = Math.max(
    ...around.map((rule) => (nameOf(rule) === host ? Number.MAX_SAFE_INTEGER : nameOf(rule).length)),
  );
  return around.filter((rule) => (nameOf(rule) === host ? Number.MAX_SAFE_INTEGER : nameOf(rule).length) === longest);
}

/** @param pods labels of the Pods that are described */
export function describeRule(rule: Rule, pods: readonly Labels[]): RuleDescription {
  const subsets = rule.spec.subsets ?? [];
  const isHere = (labels: Labels): boolean => pods.some((pod) => matchesLabels(labels, pod));
  const policy = objectAt(rule.body as JsonObject, 'spec', 'trafficPolicy');
  return {
    rule: `${rule.name}.${rule.namespace}`,
    host: rule.spec.host ?? '',
    subsets: subsets.filter(({ labels = {} }) => isHere(labels)).map(({ name = '' }) => name),
    otherSubsets: subsets.filter(({ labels = {} }) => !isHere(labels)).map(({ name = '' }) => name),
    ...settingsOf(policy),
    portSettings: objectsAt(policy, 'portLevelSettings').map((port) => ({
      port: numberAt(port, 'port', 'number'),
      ...settingsOf(port),
    })),
  };
}

function settingsOf(policy: Json | undefined): Pick<RuleDescription, 'policies' | 'tlsMode'> {
  const policies = Object.entries(settings)
    .filter(([field]) => objectAt(policy, field) !== undefined)
    .map(([, name]) => name);
  const tls = objectAt(policy, 'tls');
  return { policies, ...(tls !== undefined && { tlsMode: textAt(tls, 'mode') || 'DISABLE' }) };
}
