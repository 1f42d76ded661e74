import { createHash, createPublicKey, type KeyObject, randomBytes, sign, type X509Certificate } from 'node:crypto';
import { FunctionError } from '../../template/errors.ts';
import {
  bitString,
  type Element,
  element,
  elementsIn,
  fieldTag,
  isTrue,
  itemsOfSequence,
  natural,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  text,
  time,
} from './der.ts';

/** What a certificate says. */
export interface CertificateContent {
  readonly commonName: string;
  readonly addresses: readonly Uint8Array[];
  readonly dnsNames: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** True for one that others are signed with. */
  readonly isAuthority: boolean;
}

/** Whose name and key a certificate is signed with. */
export interface Issuer {
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
}

const identifiers = {
  commonName: '2.5.4.3',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  basicConstraints: '2.5.29.19',
  subjectKey: '2.5.29.14',
  authorityKey: '2.5.29.35',
  alternativeNames: '2.5.29.17',
  serverAuthentication: '1.3.6.1.5.5.7.3.1',
  clientAuthentication: '1.3.6.1.5.5.7.3.2',
} as const;

/** How keys sign, by their kind and for elliptic curves by the curve: the algorithm's identifier, and the hash. */
const algorithms: Readonly<Record<string, readonly [identifier: Buffer, hash: string | null]>> = {
  rsa: [sequence(objectIdentifier('1.2.840.113549.1.1.11'), nothing), 'sha256'],
  secp224r1: [sequence(objectIdentifier('1.2.840.10045.4.3.2')), 'sha256'],
  prime256v1: [sequence(objectIdentifier('1.2.840.10045.4.3.2')), 'sha256'],
  secp384r1: [sequence(objectIdentifier('1.2.840.10045.4.3.3')), 'sha384'],
  secp521r1: [sequence(objectIdentifier('1.2.840.10045.4.3.4')), 'sha512'],
  ed25519: [sequence(objectIdentifier('1.3.101.112')), null],
};

const version3 = element(fieldTag(0), natural(Buffer.of(2)));

/**
 * A certificate (RFC 5280) in DER, field by field what Go's crypto/x509 makes of sprig's wishes.
 * @param key whose public half the certificate is for
 * @param issuer without one, the certificate is signed with its own key
 * @throws FunctionError for a kind of key that signs no certificates
 */
export function createCertificate(content: CertificateContent, key: KeyObject, issuer?: Issuer): Buffer {
  const signer = issuer?.key ?? key;
  const kind = signer.asymmetricKeyDetails?.namedCurve ?? signer.asymmetricKeyType!;
  const algorithm = algorithms[kind];
  if (algorithm === undefined)
    throw new FunctionError(`keys of kind ${kind} sign no certificates here: use rsa, ecdsa or ed25519`);
  const [identifier, hash] = algorithm;
  const subject = nameOf(content.commonName);
  const above = issuer && issuerFields(issuer.certificate);
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const signed = sequence(
    version3,
    natural(randomBytes(16)),
    identifier,
    above?.subject ?? subject,
    sequence(time(content.notBefore), time(content.notAfter)),
    subject,
    publicKey,
    element(
      fieldTag(3),
      sequence(...extensions(content, publicKey, above?.subject.equals(subject) ? undefined : above?.keyIdentifier)),
    ),
  );
  return sequence(signed, identifier, bitString(sign(hash, signed, signer)));
}

const nameOf = (commonName: string): Buffer =>
  commonName === ''
    ? sequence()
    : sequence(setOf(sequence(objectIdentifier(identifiers.commonName), text(commonName))));

const extension = (name: keyof typeof identifiers, value: Uint8Array, isCritical = false): Buffer =>
  sequence(objectIdentifier(identifiers[name]), isCritical ? isTrue : Buffer.of(), octetString(value));

/** Uses of the key, by bit: digital signatures, encipherment of keys and, for authorities, signatures of certificates. */
const keyUsage = (isAuthority: boolean): Buffer =>
  isAuthority ? bitString(Buffer.of(0b1010_0100), 2) : bitString(Buffer.of(0b1010_0000), 5);

function extensions(content: CertificateContent, publicKey: Buffer, authorityKey: Buffer | undefined): Buffer[] {
  const { commonName, addresses, dnsNames, isAuthority } = content;
  const names = [
    ...dnsNames.map((name) => element(fieldTag(2, false), Buffer.from(name))),
    ...addresses.map((address) => element(fieldTag(7, false), address)),
  ];
  const purposes = [identifiers.serverAuthentication, identifiers.clientAuthentication].map(objectIdentifier);
  return [
    extension('keyUsage', keyUsage(isAuthority), true),
    extension('extendedKeyUsage', sequence(...purposes)),
    extension('basicConstraints', sequence(isAuthority ? isTrue : Buffer.of()), true),
    ...(isAuthority ? [extension('subjectKey', octetString(keyIdentifier(publicKey)))] : []),
    ...(authorityKey ? [extension('authorityKey', sequence(element(fieldTag(0, false), authorityKey)))] : []),
    // Without a subject, these names are all that says whose certificate it is.
    ...(names.length > 0 ? [extension('alternativeNames', sequence(...names), commonName === '')] : []),
  ];
}

/** RFC 7093, section 2, method 1: of the key's bits, without the byte that counts unused ones. */
function keyIdentifier(publicKey: Buffer): Buffer {
  const [, bits] = itemsOfSequence(publicKey);
  return createHash('sha256').update(bits!.content.subarray(1)).digest().subarray(0, 20);
}

/** The parts of an issuer's certificate that those it issues repeat. */
function issuerFields({ raw }: X509Certificate): { subject: Buffer; keyIdentifier: Buffer | undefined } {
  const fields = elementsIn(itemsOfSequence(raw)[0]!.content);
  // The first versions of certificates do not say their version.
  const numbered = fields[0]!.tag === fieldTag(0) ? fields.slice(1) : fields;
  const list = fields.find(({ tag }) => tag === fieldTag(3));
  const wanted = objectIdentifier(identifiers.subjectKey);
  const own = (list === undefined ? [] : itemsOfSequence(list.content))
    .map((one): Element[] => elementsIn(one.content))
    .find(([identifier]) => identifier!.raw.equals(wanted));
  return { subject: numbered[4]!.raw, keyIdentifier: own && elementsIn(own.at(-1)!.content)[0]!.content };
}
