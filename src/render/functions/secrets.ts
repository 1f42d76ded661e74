import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  generateKeyPairSync,
  randomBytes,
  scryptSync,
} from 'node:crypto';
import { FunctionError } from '../template/errors.ts';
import { type Functions, GoFunction, goFunction } from '../template/model/function.ts';
import { decode, encode } from '../template/model/text.ts';
import { stringType } from '../template/model/types.ts';
import { anyType, type Scalar, scalarTypes } from '../template/model/values.ts';

const pem = { publicKeyEncoding: { type: 'spki', format: 'pem' } } as const;

/** Private keys in PEM, by the name of their kind. */
const keyMakers: Readonly<Record<string, () => string>> = {
  rsa: () =>
    generateKeyPairSync('rsa', { ...pem, modulusLength: 4096, privateKeyEncoding: { type: 'pkcs1', format: 'pem' } })
      .privateKey,
  ecdsa: () =>
    generateKeyPairSync('ec', { ...pem, namedCurve: 'P-256', privateKeyEncoding: { type: 'sec1', format: 'pem' } })
      .privateKey,
  ed25519: () =>
    generateKeyPairSync('ed25519', { ...pem, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } }).privateKey,
};

function privateKey(kind: string): string {
  if (kind === 'dsa') throw new FunctionError('genPrivateKey makes no DSA keys here: use rsa, ecdsa or ed25519');
  const make = keyMakers[kind === '' ? 'rsa' : kind];
  return make === undefined ? `Unknown type ${kind}` : make();
}

const vowels = 'aeiou';
const consonants = 'bcdfghjklmnpqrstvwxyz';
const letters = 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz';
const characters: Readonly<Record<string, string>> = {
  V: vowels.toUpperCase(),
  C: consonants.toUpperCase(),
  v: vowels,
  c: consonants,
  a: letters,
  n: '0123456789',
  o: "@&%?,=[]_:-+*$#!'^~;()/.",
  x: `${letters}0123456789!@#$%^&*()`,
};

/** Forms of the Master Password algorithm (masterpassword.app, version 3). */
const forms: Readonly<Record<string, string>> = {
  maximum: 'anoxxxxxxxxxxxxxxxxx axxxxxxxxxxxxxxxxxno',
  long:
    'CvcvnoCvcvCvcv CvcvCvcvnoCvcv CvcvCvcvCvcvno CvccnoCvcvCvcv CvccCvcvnoCvcv CvccCvcvCvcvno CvcvnoCvccCvcv ' +
    'CvcvCvccnoCvcv CvcvCvccCvcvno CvcvnoCvcvCvcc CvcvCvcvnoCvcc CvcvCvcvCvccno CvccnoCvccCvcv CvccCvccnoCvcv ' +
    'CvccCvccCvcvno CvcvnoCvccCvcc CvcvCvccnoCvcc CvcvCvccCvccno CvccnoCvcvCvcc CvccCvcvnoCvcc CvccCvcvCvccno',
  medium: 'CvcnoCvc CvcCvcno',
  short: 'Cvcn',
  basic: 'aaanaaan aannaaan aaannaaa',
  pin: 'nnnn',
};
const seedPrefix = Buffer.from('com.lyndir.masterpassword');

const natural = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

function derivePassword(counter: number, kind: string, password: string, user: string, site: string): string {
  const templates = Object.hasOwn(forms, kind) ? forms[kind]!.split(' ') : undefined;
  if (templates === undefined) return `cannot find password template ${kind}`;
  const [userBytes, siteBytes] = [encode(user), encode(site)];
  const salt = Buffer.concat([seedPrefix, natural(userBytes.length), userBytes]);
  const key = scryptSync(encode(password), salt, 64, { N: 32768, r: 8, p: 2, maxmem: 128 * 1024 * 1024 });
  const message = Buffer.concat([seedPrefix, natural(siteBytes.length), siteBytes, natural(counter)]);
  const seed = createHmac('sha256', key).update(message).digest();
  const template = templates[seed[0]! % templates.length]!;
  return [...template]
    .map((letter, i) => {
      const choices = characters[letter]!;
      return choices[seed[i + 1]! % choices.length];
    })
    .join('');
}

/** A key of AES-256: the password, cut or filled with zeros. */
function aesKey(password: string): Buffer {
  const key = Buffer.alloc(32);
  key.set(encode(password).subarray(0, 32));
  return key;
}

const blockSize = 16;

function encrypted(password: string, text: string): string {
  const start = randomBytes(blockSize);
  const cipher = createCipheriv('aes-256-cbc', aesKey(password), start);
  return Buffer.concat([start, cipher.update(encode(text)), cipher.final()]).toString('base64');
}

function decrypted(password: string, text: string): string {
  const bytes = Buffer.from(text, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-cbc', aesKey(password), bytes.subarray(0, blockSize));
    return decode(Buffer.concat([decipher.update(bytes.subarray(blockSize)), decipher.final()]));
  } catch {
    throw new FunctionError('decryptAES: the password is wrong, or the text is not what encryptAES makes');
  }
}

/** Functions that exist, so that templates with them are read, but that are not there to be called. */
const refused = (name: string, reason: string): GoFunction =>
  new GoFunction([], anyType, stringType, () => {
    throw new FunctionError(`${name} is not available: ${reason}`);
  });

const noCertificates = 'certificates must not differ with each rendering; give the template one by its values';
const noBcrypt = 'hash the password before, and give the hash by the values';

export const secretFunctions: Functions = {
  genPrivateKey: goFunction({ takes: [stringType], gives: stringType }, ([kind]) => privateKey(kind)),
  derivePassword: goFunction(
    { takes: [scalarTypes.uint32!, stringType, stringType, stringType, stringType], gives: stringType },
    ([counter, kind, password, user, site]) =>
      derivePassword(Number((counter as Scalar).value), kind, password, user, site),
  ),
  encryptAES: goFunction({ takes: [stringType, stringType], gives: stringType }, ([password, text]) =>
    encrypted(password, text),
  ),
  decryptAES: goFunction({ takes: [stringType, stringType], gives: stringType }, ([password, text]) =>
    decrypted(password, text),
  ),
  ...Object.fromEntries(
    [
      'buildCustomCert',
      'genCA',
      'genCAWithKey',
      'genSelfSignedCert',
      'genSelfSignedCertWithKey',
      'genSignedCert',
      'genSignedCertWithKey',
    ].map((name) => [name, refused(name, noCertificates)]),
  ),
  bcrypt: refused('bcrypt', noBcrypt),
  htpasswd: refused('htpasswd', noBcrypt),
};
