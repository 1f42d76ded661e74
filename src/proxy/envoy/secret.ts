import { type Certificate, isValidAt, readCertificates, timeText } from '../../base/certificate.ts';
import { MeshwrightError } from '../../base/errors.ts';
import { objectAt, objectsAt, textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { ConfigDump } from './config-dump.ts';

export interface SecretRow {
  readonly name: string;
  /** `Cert Chain` or `CA`; '' where it is neither, or cannot be read. */
  readonly type: string;
  /** ACTIVE, WARMING, or UNINITIALIZED where the proxy waits for it. */
  readonly status: string;
  /** True when the certificate holds now. */
  readonly isValid: boolean;
  readonly serialNumber: string;
  readonly notAfter: string;
  readonly notBefore: string;
  readonly trustDomain: string;
}

/**
 * The secrets that the proxy was given (SDS), warming ones first; the first certificate of each, or of each trust domain.
 *
 * @param now milliseconds since 1970
 * @throws MeshwrightError where the dump lacks the section
 */
export function secretRows(dump: ConfigDump, now: number): SecretRow[] {
  dump.demand('secrets');
  const of = (list: string, status: string) =>
    Array.from(dump.each('secrets', list), (item) => rowsOf(item, status, now)).flat();
  return [...of('dynamicWarmingSecrets', 'WARMING'), ...of('dynamicActiveSecrets', 'ACTIVE')];
}

function rowsOf(item: JsonObject, state: string, now: number): SecretRow[] {
  const isWaiting = state === 'ACTIVE' && textAt(item, 'versionInfo') === 'uninitialized';
  const status = isWaiting ? 'UNINITIALIZED' : state;
  const name = textAt(item, 'name');
  const secret = objectAt(item, 'secret');
  const chain = inlineBytes(secret, 'tlsCertificate', 'certificateChain');
  const authority = inlineBytes(secret, 'validationContext', 'trustedCa');
  const domains = objectsAt(secret, 'validationContext', 'customValidatorConfig', 'typedConfig', 'trustDomains');
  if (chain === '' && authority === '' && domains.length > 0) {
    return domains.map((domain) => row(name, status, inlineBytes(domain, 'trustBundle'), now, textAt(domain, 'name')));
  }
  return [row(name, status, chain || authority, now, '')];
}

/** The text of a data source that is written out. */
const inlineBytes = (value: JsonObject | undefined, ...path: string[]): string =>
  Buffer.from(textAt(value, ...path, 'inlineBytes'), 'base64').toString('latin1');

function row(name: string, status: string, pem: string, now: number, trustDomain: string): SecretRow {
  const [certificate] = readCertificates(pem);
  if (certificate === undefined) {
    return { name, type: '', status, isValid: false, serialNumber: '', notAfter: '', notBefore: '', trustDomain: '' };
  }
  return {
    name,
    type: certificate.isAuthority ? 'CA' : 'Cert Chain',
    status,
    isValid: isValidAt(certificate, now),
    serialNumber: certificate.serialNumber,
    notAfter: timeText(certificate.notAfter),
    notBefore: timeText(certificate.notBefore),
    trustDomain: trustDomain || certificate.trustDomain,
  };
}

/** The name under which Istio's agent gives a proxy the certificates that it trusts. */
const trustedSecret = 'ROOTCA';

/** The certificates that the proxy trusts. Throws MeshwrightError where the dump does not tell. */
export function trustedCertificates(dump: ConfigDump): Certificate[] {
  dump.demand('secrets');
  for (const item of dump.each('secrets', 'dynamicActiveSecrets')) {
    if (textAt(item, 'name') !== trustedSecret) continue;
    const context = objectAt(item, 'secret', 'validationContext');
    const bundles = objectsAt(context, 'customValidatorConfig', 'typedConfig', 'trustDomains').map((domain) =>
      inlineBytes(domain, 'trustBundle'),
    );
    const certificates = [inlineBytes(context, 'trustedCa'), ...bundles].flatMap(readCertificates);
    if (certificates.length > 0) return certificates;
    throw new MeshwrightError(`${dump.name}: the secret ${trustedSecret} holds no certificate that can be read`);
  }
  throw new MeshwrightError(
    `${dump.name} holds no active secret ${trustedSecret}, so it does not tell whom the proxy trusts`,
  );
}
