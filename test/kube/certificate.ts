import { generateKeyPairSync } from 'node:crypto';
import { createCertificate } from '../../src/render/functions/certificates/certificate.ts';

const day = 86_400_000;

export interface KeyAndCertificate {
  /** PEM, as all here. */
  readonly key: string;
  readonly cert: string;
}

/** A certificate of its own for 127.0.0.1, good from yesterday for so many days (negative: expired). */
export function selfSigned(commonName: string, days = 2, dnsNames: readonly string[] = []): KeyAndCertificate {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const start = Date.now() - day;
  const content = {
    commonName,
    dnsNames,
    addresses: dnsNames.length > 0 ? [] : [Uint8Array.of(127, 0, 0, 1)],
    notBefore: new Date(Math.min(start, start + days * day - day)),
    notAfter: new Date(start + days * day),
    isAuthority: true,
  };
  const der = createCertificate(content, privateKey);
  const body = der.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`,
  };
}
