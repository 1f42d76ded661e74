import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { FunctionError } from '../../template/errors.ts';
import { elementsIn, itemsOfSequence, natural, sequence } from './der.ts';
import { firstPemBlock, writePem } from './pem.ts';

/** Keys as sprig's genPrivateKey makes them, by the name of their kind. */
const makers: Readonly<Record<string, () => KeyObject>> = {
  rsa: () => rsaKey(4096),
  dsa: () => generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 }).privateKey,
  ecdsa: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  ed25519: () => generateKeyPairSync('ed25519').privateKey,
};

/** A new RSA key of so many bits. */
export const rsaKey = (bits: number): KeyObject => generateKeyPairSync('rsa', { modulusLength: bits }).privateKey;

/** A new key in PEM; of a kind that there is none of, sprig's words for that. */
export const newPrivateKey = (kind: string): string =>
  kind !== '' && !Object.hasOwn(makers, kind) ? `Unknown type ${kind}` : privateKeyPem(makers[kind || 'rsa']!());

/** The key in the oldest format that there is for it, as Go's tools write it. */
export function privateKeyPem(key: KeyObject): string {
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return key.export({ type: 'pkcs1', format: 'pem' }) as string;
    case 'ec':
      return key.export({ type: 'sec1', format: 'pem' }) as string;
    case 'dsa':
      return writePem({ label: 'DSA PRIVATE KEY', bytes: dsaKey(key) });
    default:
      return key.export({ type: 'pkcs8', format: 'pem' }) as string;
  }
}

/** OpenSSL's format, which Node reads but does not write: version, p, q, g, public and private number. */
function dsaKey(key: KeyObject): Buffer {
  const [, algorithm, secret] = itemsOfSequence(key.export({ type: 'pkcs8', format: 'der' }));
  const [, open] = itemsOfSequence(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  const parameters = elementsIn(algorithm!.content)[1]!;
  // A bit string's first byte counts unused bits.
  return sequence(natural(Buffer.of(0)), parameters.content, open!.content.subarray(1), secret!.content);
}

const labels: ReadonlySet<string> = new Set(['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'DSA PRIVATE KEY']);

/**
 * The key in a PEM text.
 * @throws FunctionError, whose words do not hold the key
 */
export function readPrivateKey(text: string): KeyObject {
  const block = firstPemBlock(text);
  if (block === undefined) throw new FunctionError('no PEM data in the private key');
  if (!labels.has(block.label)) {
    throw new FunctionError(`a private key is wanted, but the PEM block is of type ${block.label}`);
  }
  try {
    return createPrivateKey(writePem(block));
  } catch (error) {
    throw new FunctionError(`the PEM block of type ${block.label} holds no key that can be read`, { cause: error });
  }
}
