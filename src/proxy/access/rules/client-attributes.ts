import { wildcard } from '../../../base/wildcard.ts';
import type { Facts } from '../facts.ts';
import { type Attribute, envoys, everywhere, type ValueContext } from './attribute.ts';
import { addressesOf, isInBlock, matchesText, quoted } from './value-match.ts';

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

/** Of one of the addresses that a request has to do with. */
export const address = (
  of: 'sourceIp' | 'remoteIp' | 'destinationIp',
  whose: string,
): Pick<Attribute, 'reads' | 'holds' | 'actual' | 'assumes'> => ({
  reads: (value) => addressesOf(value) !== undefined,
  holds: (value, facts) => isInBlock(value, facts[of]),
  actual: (facts) => (facts[of] === undefined ? `${whose} address is not known` : `${whose} address is ${facts[of]}`),
  assumes: (facts) =>
    facts[of] === undefined ? `${whose} address is not known, and taken to be in no block` : undefined,
});

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

/** Who the client is, and where it is. */
export const clientAttributes = {
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
} as const satisfies Record<string, Attribute>;
