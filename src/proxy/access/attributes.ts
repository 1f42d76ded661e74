import { listNames } from '../../base/list-names.ts';
import { wildcard } from '../../base/wildcard.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { type Facts, type Layer, requestPrincipalOf } from './facts.ts';
import { addressesOf, isInBlock, matchesHeader, matchesHost, matchesPath, matchesText, quoted } from './value-match.ts';

/** What stands around a value in a policy. */
export interface ValueContext {
  /** That of the policy. */
  readonly namespace: string;
  /** In the key's brackets: a header's name, the way to a claim. */
  readonly names: readonly string[];
}

/** Something that a rule can ask about (istio.io, Authorization Policy Conditions). */
export interface Attribute {
  /** Where proxies know it. */
  readonly layers: readonly Layer[];
  /** True for a value that can be read. Default: all can. */
  readonly reads?: (value: string) => boolean;
  readonly holds: (value: string, facts: Facts, context: ValueContext) => boolean;
  /** What it is in the request, in a few words; of `values` where those are what it should be. */
  readonly actual: (facts: Facts, context: ValueContext, values?: readonly string[]) => string;
  /** What is taken for given where the request does not tell. */
  readonly assumes?: (facts: Facts) => string | undefined;
}

const everywhere: readonly Layer[] = ['http', 'tcp', 'ztunnel'];
const envoys: readonly Layer[] = ['http', 'tcp'];
const requests: readonly Layer[] = ['http'];

const ofClient = (say: (principal: string) => string) => (facts: Facts) =>
  facts.principal === undefined ? 'there is no client certificate' : say(facts.principal);
const byClient =
  (holds: (value: string, principal: string, context: ValueContext) => boolean): Attribute['holds'] =>
  (value, { principal }, context) =>
    principal !== undefined && holds(value, principal, context);

/** `shop` of `cluster.local/ns/shop/sa/web`, and so on. */
const partOf = (principal: string, name: 'ns' | 'sa'): string => {
  const parts = principal.split('/');
  const at = parts.indexOf(name);
  return at < 0 ? 'none' : (parts[at + 1] ?? 'none');
};

const among = (value: string, values: readonly string[] | undefined, what: string): string =>
  values === undefined
    ? `${what} is ${value}`
    : `${value} is not ${values.length > 1 ? 'among ' : ''}${listNames(values)}`;

const address = (
  of: 'sourceIp' | 'remoteIp' | 'destinationIp',
  whose: string,
): Pick<Attribute, 'reads' | 'holds' | 'actual' | 'assumes'> => ({
  reads: (value) => addressesOf(value) !== undefined,
  holds: (value, facts) => isInBlock(value, facts[of]),
  actual: (facts) => (facts[of] === undefined ? `${whose} address is not known` : `${whose} address is ${facts[of]}`),
  assumes: (facts) =>
    facts[of] === undefined ? `${whose} address is not known, and taken to be in no block` : undefined,
});

/** Values of a claim: one text, or those of a list. */
const claim = (claims: JsonObject | undefined, names: readonly string[]): readonly string[] => {
  let value: Json | undefined = claims;
  for (const name of names) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return (Array.isArray(value) ? (value as readonly Json[]) : [value]).filter((one) => typeof one === 'string');
};

const claimAt = (namesOf: (context: ValueContext) => readonly string[]): Pick<Attribute, 'holds' | 'actual'> => ({
  holds: (value, { claims }, context) => claim(claims, namesOf(context)).some((one) => matchesText(value, one)),
  actual: ({ claims }, context) => {
    const found = claim(claims, namesOf(context));
    const name = namesOf(context).join('.');
    if (claims === undefined) return 'there is no valid token';
    return found.length === 0
      ? `the token has no texts in claim ${name}`
      : `the token’s claim ${name} is ${listNames(found)}`;
  },
});

/** The issuer is before the last slash: it may be a URL. A star stands at the beginning, or else at the end. */
function isRequestPrincipal(value: string, { iss, sub }: JsonObject): boolean {
  if (typeof iss !== 'string' || typeof sub !== 'string') return false;
  if (value === '*') return iss !== '' && sub !== '';
  const slash = value.lastIndexOf('/');
  const [issuer, subject] = [value.slice(0, slash), value.slice(slash + 1)];
  if (value.startsWith('*')) {
    return slash < 0 ? iss !== '' && sub.endsWith(value.slice(1)) : matchesText(issuer, iss) && sub === subject;
  }
  if (!value.endsWith('*')) return slash >= 0 && iss === issuer && sub === subject;
  if (slash < 0) return iss.startsWith(value.slice(0, -1)) && sub !== '';
  return iss === issuer && (subject === '*' ? sub !== '' : sub.startsWith(subject.slice(0, -1)));
}

/** `namespace/name`, or a name in the policy's own namespace; more may stand between the parts of a SPIFFE ID. */
function isServiceAccount(value: string, principal: string, own: string): boolean {
  const slash = value.indexOf('/');
  const [namespace, name] = slash < 0 ? [own, value] : [value.slice(0, slash), value.slice(slash + 1)];
  return new RegExp(`^.+/ns/${quoted(namespace)}/(.+/|)sa/${quoted(name)}(/.+)?$`).test(principal);
}

function isOfTrustDomain(value: string, principal: string): boolean {
  const star = value.indexOf('*');
  if (star < 0) return principal.startsWith(`${value}/`);
  return (
    value === '*' ||
    new RegExp(`^${quoted(value.slice(0, star))}[^/]*${quoted(value.slice(star + 1))}/`).test(principal)
  );
}

/** By key of a condition, or as operations call it. */
export const attributes = {
  'source.principal': {
    layers: everywhere,
    holds: byClient((value, principal) => matchesText(value, principal)),
    actual: ofClient((principal) => `the client is ${principal}`),
  },
  'source.namespace': {
    layers: everywhere,
    holds: byClient((value, principal) => wildcard(`*/ns/${value}/*`)(`spiffe://${principal}`)),
    actual: ofClient((principal) => `the client is in ${partOf(principal, 'ns')}`),
  },
  'source.serviceAccount': {
    layers: everywhere,
    holds: byClient((value, principal, { namespace }) => isServiceAccount(value, principal, namespace)),
    actual: ofClient(
      (principal) => `the client’s service account is ${partOf(principal, 'ns')}/${partOf(principal, 'sa')}`,
    ),
  },
  'source.trustDomain': {
    layers: envoys,
    holds: byClient((value, principal) => isOfTrustDomain(value, principal)),
    actual: ofClient((principal) => `the client’s trust domain is ${principal.split('/', 1)[0]}`),
  },
  'source.ip': { layers: everywhere, ...address('sourceIp', 'the connection’s') },
  'remote.ip': { layers: envoys, ...address('remoteIp', 'the client’s') },
  'destination.ip': { layers: everywhere, ...address('destinationIp', 'the workload’s') },
  'destination.port': {
    layers: everywhere,
    reads: (value) => /^\d+$/.test(value) && Number(value) <= 65_535,
    holds: (value, { port }) => Number(value) === port,
    actual: ({ port }, _, values) => among(String(port), values, 'the port'),
  },
  'connection.sni': {
    layers: envoys,
    holds: (value, { sni }) => matchesText(value, sni),
    actual: ({ sni }) => (sni === '' ? 'TLS names no host' : `TLS names ${sni}`),
  },
  'request.auth.principal': {
    layers: requests,
    holds: (value, { claims }) => claims !== undefined && isRequestPrincipal(value, claims),
    actual: ({ claims }) => {
      const principal = requestPrincipalOf(claims);
      if (claims === undefined) return 'there is no valid token';
      return principal === undefined ? 'the token has no issuer and subject' : `the token is of ${principal}`;
    },
  },
  'request.auth.audiences': { layers: requests, ...claimAt(() => ['aud']) },
  'request.auth.presenter': { layers: requests, ...claimAt(() => ['azp']) },
  'request.auth.claims': { layers: requests, ...claimAt(({ names }) => names) },
  'request.headers': {
    layers: requests,
    // One of those sent is enough; what is between commas is not looked at by itself.
    holds: (value, { headers }, { names: [name = ''] }) =>
      (headers.get(name.toLowerCase()) ?? []).some((one) => matchesHeader(value, one)),
    actual: ({ headers }, { names: [name = ''] }) => {
      const values = headers.get(name.toLowerCase());
      return values === undefined ? `there is no header ${name}` : `header ${name} is ${listNames(values)}`;
    },
  },
  'experimental.envoy.filters.': {
    layers: envoys,
    holds: () => false,
    actual: () => 'what Envoy’s filters write down is not known',
    assumes: () => 'what Envoy’s filters write down is not known, and taken not to match',
  },
  hosts: {
    layers: requests,
    holds: (value, { authority }) => matchesHost(value, authority),
    actual: ({ authority }, _, values) => among(authority, values, 'the host'),
  },
  methods: {
    layers: requests,
    holds: (value, { method }) => matchesHeader(value, method),
    actual: ({ method }, _, values) => among(method, values, 'the method'),
  },
  paths: {
    layers: requests,
    holds: (value, { path }) => matchesPath(value, path),
    actual: ({ path }, _, values) => among(path, values, 'the path'),
  },
} as const satisfies Record<string, Attribute>;

export type AttributeName = keyof typeof attributes;
