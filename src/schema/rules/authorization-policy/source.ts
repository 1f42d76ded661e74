import type { Source } from '../../compiled/security.istio.io/AuthorizationPolicy.js';
import { isSet } from '../../values/presence.ts';
import { quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';
import { addresses, checkValues, serviceAccounts, someText, trustDomains, type ValueCheck } from './attributes.ts';

export type SourceField = keyof Source;

/** Fields of a source → how their values are checked. */
const checks: Readonly<Record<SourceField, ValueCheck>> = {
  principals: someText,
  notPrincipals: someText,
  requestPrincipals: someText,
  notRequestPrincipals: someText,
  namespaces: someText,
  notNamespaces: someText,
  serviceAccounts,
  notServiceAccounts: serviceAccounts,
  trustDomains,
  notTrustDomains: trustDomains,
  ipBlocks: addresses,
  notIpBlocks: addresses,
  remoteIpBlocks: addresses,
  notRemoteIpBlocks: addresses,
};

const sourceFields = Object.keys(checks) as readonly SourceField[];

/** Fields that an external authorizer's policy cannot have: what they compare is known only after it was asked. */
export const notForCustom = sourceFields.filter((name) => !name.toLowerCase().endsWith('ipblocks'));

/** Fields that say nothing of a plain TCP connection, or that Istio does not count as saying something of it. */
const httpOnly = new Set<SourceField>(['requestPrincipals', 'notRequestPrincipals', 'trustDomains', 'notTrustDomains']);

/** True where some field of the source is about any connection, not about HTTP requests alone. */
export const limitsTcp = (source: Source): boolean =>
  sourceFields.some((name) => !httpOnly.has(name) && isSet(source[name]));

/** Identities are written without it, and compared with it before them. */
const identityScheme = 'spiffe://';

/** What Istio demands of an entry of `from`. */
export function checkSource(source: Source | undefined, field: Field): void {
  if (source === undefined) {
    field.error('is required, and missing');
    return;
  }
  if (!sourceFields.some((name) => isSet(source[name]))) {
    field.error(`must not be empty: say in one of ${sourceFields.join(', ')} who the source is`);
  }
  for (const name of sourceFields) {
    checkValues(source[name], checks[name], field, name);
  }
  for (const name of ['principals', 'notPrincipals'] as const) {
    checkPrincipals(source[name], field, name);
  }
}

/** A principal that starts with `spiffe://` is one that no peer has. */
export function checkPrincipals(values: readonly string[] | undefined, field: Field, name: string): void {
  for (const [i, value] of (values ?? []).entries()) {
    if (!value.startsWith(identityScheme)) continue;
    field
      .at(name, i)
      .advice(`matches no peer, as ${quote(value)} starts with ${identityScheme}: write what follows it alone`);
  }
}
