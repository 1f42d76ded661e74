import { objectsAt, textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { ZtunnelDump } from './dump.ts';
import { listOf, optional, record, text } from './record.ts';

export interface CertificateRow {
  readonly identity: string;
  /** Leaf, Intermediate or Root; NA where there is no certificate. */
  readonly type: string;
  readonly status: string;
  /** True when the certificate holds now. */
  readonly isValid: boolean;
  readonly serialNumber: string;
  readonly notAfter: string;
  readonly notBefore: string;
}

/**
 * A row for each certificate, in the dump's order.
 *
 * @param now milliseconds since 1970
 */
export const certificateRows = (dump: ZtunnelDump, now: number): CertificateRow[] =>
  dump.all('certificates').flatMap((entry) => rowsOf(entry, now));

const none = 'NA';

function rowsOf(entry: JsonObject, now: number): CertificateRow[] {
  const identity = textAt(entry, 'identity');
  const state = textAt(entry, 'state');
  // Behind the word stands the reason, which can be long.
  const status = state.includes('Unavailable') ? 'Unavailable' : state;
  const chain = objectsAt(entry, 'certChain');
  const roots = objectsAt(entry, 'rootCerts');
  if (chain.length === 0) {
    const nothing = { type: none, isValid: false, serialNumber: none, notAfter: none, notBefore: none };
    return [{ identity, status, ...nothing }];
  }
  const row = (certificate: JsonObject, type: string) => ({
    identity,
    type,
    status,
    isValid: isValid(certificate, now),
    serialNumber: hexadecimal(textAt(certificate, 'serialNumber')),
    notAfter: textAt(certificate, 'expirationTime') || none,
    notBefore: textAt(certificate, 'validFrom') || none,
  });
  return [
    ...chain.map((one, i) => row(one, chainType(i, chain.length, roots.length === 0))),
    ...roots.map((one) => row(one, 'Root')),
  ];
}

/** Early versions of ztunnel put the root at the chain's end. */
function chainType(place: number, length: number, endsWithRoot: boolean): string {
  if (place === 0) return 'Leaf';
  return endsWithRoot && place === length - 1 ? 'Root' : 'Intermediate';
}

/** Comparing with NaN is false: times that cannot be read make no valid certificate. */
const isValid = (certificate: JsonObject, now: number): boolean =>
  Date.parse(textAt(certificate, 'validFrom')) < now && now < Date.parse(textAt(certificate, 'expirationTime'));

const hexadecimal = (decimal: string): string =>
  /^\d+$/.test(decimal) ? BigInt(decimal).toString(16) : decimal || none;

const chain = listOf(record({ pem: text, serialNumber: text, validFrom: text, expirationTime: text }));

/** The fields of an identity's certificates as they are printed. */
export const certificateRecord = record({
  identity: text,
  state: text,
  certChain: chain,
  rootCerts: optional(chain),
});
