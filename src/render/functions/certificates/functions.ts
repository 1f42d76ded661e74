import { type KeyObject, X509Certificate } from 'node:crypto';
import { FunctionError } from '../../template/errors.ts';
import { formatValue } from '../../template/fmt/print.ts';
import { quote } from '../../template/fmt/quote.ts';
import { type Functions, goFunction } from '../../template/model/function.ts';
import { decode } from '../../template/model/text.ts';
import { intType, stringType, structOf } from '../../template/model/types.ts';
import { anyListType, fieldOf, Struct, type Value } from '../../template/model/values.ts';
import { fromBase64 } from '../encodings.ts';
import { hour } from '../time/duration.ts';
import { addressBytes } from './address.ts';
import { type CertificateContent, createCertificate, type Issuer } from './certificate.ts';
import { firstPemBlock, writePem } from './pem.ts';
import { newPrivateKey, privateKeyPem, readPrivateKey, rsaKey } from './private-key.ts';

/** A certificate and its private key, in PEM: `$ca.Cert`, `$ca.Key`. */
const certificateType = structOf<Struct>('sprig.certificate', [
  { name: 'Cert', type: stringType },
  { name: 'Key', type: stringType },
]);

const pair = (certificate: string, key: string): Struct =>
  new Struct(
    certificateType,
    new Map([
      ['Cert', certificate],
      ['Key', key],
    ]),
  );

const readCertificate = (pem: string): X509Certificate => {
  const block = firstPemBlock(pem);
  if (block === undefined) throw new FunctionError('no PEM data in the certificate');
  try {
    return new X509Certificate(block.bytes);
  } catch (error) {
    throw new FunctionError('the PEM block holds no certificate that can be read', { cause: error });
  }
};

const issued = (content: CertificateContent, key: KeyObject, issuer?: Issuer): Struct => {
  const bytes = createCertificate(content, key, issuer);
  return pair(writePem({ label: 'CERTIFICATE', bytes }), privateKeyPem(key));
};

const nanosecondsPerMillisecond = 1_000_000n;

/** From now on, for so many days; as in Go, more than 292 years run over. */
function validity(days: bigint): { readonly notBefore: Date; readonly notAfter: Date } {
  const now = Date.now();
  const length = BigInt.asIntN(64, days * 24n * hour) / nanosecondsPerMillisecond;
  return { notBefore: new Date(now), notAfter: new Date(now + Number(length)) };
}

const leaf = (
  commonName: string,
  ips: readonly Value[],
  names: readonly Value[],
  days: bigint,
): CertificateContent => ({
  commonName: checkedName(commonName),
  addresses: (ips ?? []).map(address),
  dnsNames: (names ?? []).map(dnsName),
  ...validity(days),
  isAuthority: false,
});

const authority = (commonName: string, days: bigint): CertificateContent => ({
  ...leaf(commonName, [], [], days),
  isAuthority: true,
});

function checkedName(name: string): string {
  if (/[\ud800-\udfff]/u.test(name)) throw new FunctionError('the common name of a certificate must be UTF-8');
  return name;
}

function address(value: Value): Uint8Array {
  if (typeof value !== 'string') throw new FunctionError(`error parsing ip: ${formatValue(value)} is not a string`);
  const bytes = addressBytes(value);
  if (bytes === undefined) throw new FunctionError(`error parsing ip: ${value}`);
  return bytes;
}

function dnsName(value: Value): string {
  if (typeof value !== 'string') {
    throw new FunctionError(`error processing alternate dns name: ${formatValue(value)} is not a string`);
  }
  if (/[^\0-\x7f]/.test(value)) throw new FunctionError(`the name ${quote(value)} in a certificate must be ASCII`);
  return value;
}

/** The certificate and key that others are signed with. */
function issuerOf(ca: Struct): Issuer {
  const certificate = readCertificate(fieldOf(ca, 'Cert') as string);
  const key = readPrivateKey(fieldOf(ca, 'Key') as string);
  if (certificate.checkPrivateKey(key)) return { certificate, key };
  throw new FunctionError("the private key of the authority is not its certificate's");
}

/** @throws FunctionError for what is no certificate, or no key */
function custom(certificate64: string, key64: string): Struct {
  const [certificate, key] = [certificate64, key64].map((text) => decode(fromBase64(text)));
  readCertificate(certificate!);
  readPrivateKey(key!);
  return pair(certificate!, key!);
}

const rsaBits = 2048;
const gives = certificateType;
const subject = [stringType, anyListType, anyListType, intType] as const;

/** sprig's. All but `buildCustomCert` give something else each time. */
export const certificateFunctions: Functions = {
  genPrivateKey: goFunction({ takes: [stringType], gives: stringType }, ([kind]) => newPrivateKey(kind)),
  buildCustomCert: goFunction({ takes: [stringType, stringType], gives }, ([certificate, key]) =>
    custom(certificate, key),
  ),
  genCA: goFunction({ takes: [stringType, intType], gives }, ([name, days]) =>
    issued(authority(name, days), rsaKey(rsaBits)),
  ),
  genCAWithKey: goFunction({ takes: [stringType, intType, stringType], gives }, ([name, days, key]) =>
    issued(authority(name, days), readPrivateKey(key)),
  ),
  genSelfSignedCert: goFunction({ takes: subject, gives }, ([name, ips, names, days]) =>
    issued(leaf(name, ips, names, days), rsaKey(rsaBits)),
  ),
  genSelfSignedCertWithKey: goFunction({ takes: [...subject, stringType], gives }, ([name, ips, names, days, key]) =>
    issued(leaf(name, ips, names, days), readPrivateKey(key)),
  ),
  genSignedCert: goFunction({ takes: [...subject, certificateType], gives }, ([name, ips, names, days, ca]) =>
    issued(leaf(name, ips, names, days), rsaKey(rsaBits), issuerOf(ca)),
  ),
  genSignedCertWithKey: goFunction(
    { takes: [...subject, certificateType, stringType], gives },
    ([name, ips, names, days, ca, key]) => issued(leaf(name, ips, names, days), readPrivateKey(key), issuerOf(ca)),
  ),
};
