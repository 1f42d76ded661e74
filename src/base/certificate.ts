import { X509Certificate } from 'node:crypto';

/** What people want to know of a certificate. */
export interface Certificate {
  /** Lower-case hexadecimal digits, 32 at least. */
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly isAuthority: boolean;
  /** Of the SPIFFE ID; '' where there is none. */
  readonly trustDomain: string;
  /** SHA-256 of the whole, to compare by. */
  readonly fingerprint: string;
  /** The names of its owner and of who signed it, each part on a line: `O=cluster.local`. */
  readonly subject: string;
  readonly issuer: string;
  readonly x509: X509Certificate;
}

/** The certificates of a PEM text, in its order. Those that cannot be read are left out. */
export const readCertificates = (pem: string): Certificate[] =>
  Array.from(blocksOf(pem), readCertificate).filter((one) => one !== undefined);

const beginning = '-----BEGIN CERTIFICATE-----';
const ending = '-----END CERTIFICATE-----';

function* blocksOf(pem: string): Iterable<string> {
  for (let at = 0; ; ) {
    const start = pem.indexOf(beginning, at);
    const end = start < 0 ? -1 : pem.indexOf(ending, start);
    if (end < 0) return;
    at = end + ending.length;
    yield pem.slice(start, at);
  }
}

function readCertificate(pem: string): Certificate | undefined {
  try {
    const certificate = new X509Certificate(pem);
    const uris = Array.from((certificate.subjectAltName ?? '').matchAll(/URI:"?spiffe:\/\/([^/",]*)/g));
    return {
      serialNumber: certificate.serialNumber.toLowerCase().replace(/^0+/, '').padStart(32, '0'),
      notBefore: new Date(certificate.validFrom),
      notAfter: new Date(certificate.validTo),
      isAuthority: certificate.ca,
      trustDomain: uris.at(-1)?.[1] ?? '',
      fingerprint: certificate.fingerprint256,
      subject: certificate.subject,
      issuer: certificate.issuer,
      x509: certificate,
    };
  } catch {
    return undefined;
  }
}

/** True when the certificate holds at that moment, in milliseconds since 1970. */
export const isValidAt = ({ notBefore, notAfter }: Certificate, moment: number): boolean =>
  notBefore.getTime() < moment && moment < notAfter.getTime();

/** True when the second certificate's key has signed the first one. */
export const isSignedBy = ({ x509 }: Certificate, { x509: issuer }: Certificate): boolean =>
  x509.checkIssued(issuer) && x509.verify(issuer.publicKey);

/** `2031-10-19T07:24:53Z`. */
export const timeText = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z');
