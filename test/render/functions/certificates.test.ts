import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { addressBytes } from '../../../src/render/functions/certificates/address.ts';
import {
  bitString,
  element,
  elementsIn,
  natural,
  objectIdentifier,
  text,
  time,
} from '../../../src/render/functions/certificates/der.ts';
import { helmFunctions } from '../../../src/render/functions/functions.ts';
import { Template } from '../../../src/render/template/template.ts';

/** What a template with Helm's functions gives. */
const render = (template: string, data: Readonly<Record<string, string>> = {}): string =>
  new Template('t')
    .funcs(helmFunctions)
    .parse(template)
    .execute(new Map(Object.entries(data)));

interface Made {
  readonly certificate: X509Certificate;
  readonly key: string;
}

/** The pairs that functions give, in order. */
function made(pipelines: readonly string[], data: Readonly<Record<string, string>> = {}): Made[] {
  const texts = render(pipelines.map((one) => `{{ $ca := ${one} }}{{ $ca.Cert }}|{{ $ca.Key }}|`).join(''), data);
  const parts = texts.split('|');
  return pipelines.map((_, i) => ({ certificate: new X509Certificate(parts[2 * i]!), key: parts[2 * i + 1]! }));
}
const one = (pipeline: string, data: Readonly<Record<string, string>> = {}): Made => made([pipeline], data)[0]!;

const generateEc = (namedCurve: string) =>
  generateKeyPairSync('ec', {
    namedCurve,
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;
const generateX25519 = () =>
  generateKeyPairSync('x25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;

const keys = { ecdsa: '', ed25519: '' };
beforeAll(() => {
  for (const kind of ['ecdsa', 'ed25519'] as const) keys[kind] = render(`{{ genPrivateKey "${kind}" }}`);
});

const days = ({ certificate }: Made): number =>
  (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / 86_400_000;

/** What an extension holds; undefined where the certificate has none of that identifier. */
function extension({ certificate }: Made, identifier: string): { isCritical: boolean; value: string } | undefined {
  const fields = elementsIn(
    elementsIn(elementsIn(elementsIn(certificate.raw)[0]!.content)[0]!.content).at(-1)!.content,
  );
  const wanted = objectIdentifier(identifier);
  const found = elementsIn(fields[0]!.content)
    .map(({ content }) => elementsIn(content))
    .find(([name]) => name!.raw.equals(wanted));
  return found && { isCritical: found.length === 3, value: found.at(-1)!.content.toString('hex') };
}
const [keyUsage, basicConstraints, subjectKey, authorityKey, names] = [
  '2.5.29.15',
  '2.5.29.19',
  '2.5.29.14',
  '2.5.29.35',
  '2.5.29.17',
];

describe('genPrivateKey', () => {
  it.each([
    ['rsa', 'RSA PRIVATE KEY', 'rsa'],
    ['', 'RSA PRIVATE KEY', 'rsa'],
    ['ecdsa', 'EC PRIVATE KEY', 'ec'],
    ['ed25519', 'PRIVATE KEY', 'ed25519'],
    ['dsa', 'DSA PRIVATE KEY', 'dsa'],
  ])('of %j gives a key that OpenSSL reads, labelled %s', { timeout: 120_000 }, (kind, label, type) => {
    const pem = render(`{{ genPrivateKey "${kind}" }}`);
    expect(pem.split('\n')[0]).toBe(`-----BEGIN ${label}-----`);
    const key = createPrivateKey(pem);
    expect(key.asymmetricKeyType).toBe(type);
    if (type === 'rsa') expect(key.asymmetricKeyDetails!.modulusLength).toBe(4096);
  });

  it('of a kind that there is none of says so', () => {
    expect(render('{{ genPrivateKey "toString" }}')).toBe('Unknown type toString');
  });
});

describe('genCA', () => {
  it('makes an authority with an RSA key, signed by itself', () => {
    const ca = one('genCA "my-ca" 365');
    expect(ca.certificate.subject).toBe('CN=my-ca');
    expect(ca.certificate.issuer).toBe('CN=my-ca');
    expect(ca.certificate.ca).toBe(true);
    expect(days(ca)).toBe(365);
    expect(Math.abs(Date.parse(ca.certificate.validFrom) - Date.now())).toBeLessThan(60_000);
    expect(ca.certificate.checkPrivateKey(createPrivateKey(ca.key))).toBe(true);
    expect(ca.certificate.verify(ca.certificate.publicKey)).toBe(true);
    expect(createPrivateKey(ca.key).asymmetricKeyDetails!.modulusLength).toBe(2048);
    expect(extension(ca, keyUsage)).toEqual({ isCritical: true, value: '030202a4' });
    expect(extension(ca, basicConstraints)).toEqual({ isCritical: true, value: '30030101ff' });
    expect(extension(ca, subjectKey)!.value).toMatch(/^0414[0-9a-f]{40}$/);
    expect(ca.certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
  });

  it('gives another one each time', () => {
    const [a, b] = made(['genCAWithKey "x" 1 $.ed25519', 'genCAWithKey "x" 1 $.ed25519'], keys);
    expect(a!.certificate.serialNumber).not.toBe(b!.certificate.serialNumber);
    expect(a!.certificate.publicKey.equals(b!.certificate.publicKey)).toBe(true);
  });

  it.each([
    ['an ordinary time', 3650, 3650],
    ['years beyond 2049', 36_500, 36_500],
    ['the past', -1, -1],
    ['no time', 0, 0],
  ])('is valid for %s', (_, given, found) => {
    expect(days(one(`genCAWithKey "x" ${given} $.ed25519`, keys))).toBe(found);
  });
});

describe('genSelfSignedCert', () => {
  it('has names and addresses, and signs no others', () => {
    const cert = one(
      'genSelfSignedCert "a.example" (list "10.1.2.3" "2001:db8::1") (list "a.example" "*.b.example") 2',
    );
    expect(cert.certificate.ca).toBe(false);
    expect(cert.certificate.subjectAltName).toBe(
      'DNS:a.example, DNS:*.b.example, IP Address:10.1.2.3, IP Address:2001:DB8:0:0:0:0:0:1',
    );
    expect(cert.certificate.verify(cert.certificate.publicKey)).toBe(true);
    expect(cert.certificate.checkHost('x.b.example')).toBe('*.b.example');
    expect(cert.certificate.checkIP('10.1.2.3')).toBe('10.1.2.3');
    expect(extension(cert, keyUsage)).toEqual({ isCritical: true, value: '030205a0' });
    expect(extension(cert, basicConstraints)).toEqual({ isCritical: true, value: '3000' });
    expect(extension(cert, subjectKey)).toBeUndefined();
  });

  it('takes nil for no names', () => {
    expect(one('genSelfSignedCertWithKey "x" nil nil 1 $.ecdsa', keys).certificate.subjectAltName).toBeUndefined();
  });

  it('marks names as critical where they are all that there is', () => {
    const [with_, without] = made(
      ['genSelfSignedCertWithKey "x" nil (list "a") 1 $.ecdsa', 'genSelfSignedCertWithKey "" nil (list "a") 1 $.ecdsa'],
      keys,
    );
    expect(extension(with_!, names)).toEqual({ isCritical: false, value: '3003820161' });
    expect(extension(without!, names)).toEqual({ isCritical: true, value: '3003820161' });
    expect(without!.certificate.subject).toBeFalsy();
  });

  it.each(['*.example.com', 'a_b', 'Zoë & Söhne', 'plain (text), 1+1=2?'])('is called %j', (name) => {
    const { certificate } = one(`genSelfSignedCertWithKey ${JSON.stringify(name)} nil nil 1 $.ed25519`, keys);
    expect(certificate.toLegacyObject().subject.CN).toBe(name);
  });

  it.each(['prime256v1', 'secp384r1', 'secp521r1'])('is signed by a key of %s', (namedCurve) => {
    const privateKey = generateEc(namedCurve);
    const { certificate, key } = one('genSelfSignedCertWithKey "x" nil nil 1 $.key', { key: privateKey });
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(key).toBe(privateKey);
  });
});

describe('genSignedCert', () => {
  it('is signed by the authority, whose name and key it gives', () => {
    const template = `{{ $ca := genCA "my-ca" 10 }}{{ $c := genSignedCert "c" nil (list "c") 5 $ca }}{{ $ca.Cert }}|{{ $c.Cert }}|{{ $c.Key }}`;
    const [ca, leaf, key] = render(template).split('|');
    const [above, certificate] = [new X509Certificate(ca!), new X509Certificate(leaf!)];
    expect(certificate.issuer).toBe('CN=my-ca');
    expect(certificate.subject).toBe('CN=c');
    expect(certificate.verify(above.publicKey)).toBe(true);
    expect(certificate.checkIssued(above)).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.checkPrivateKey(createPrivateKey(key!))).toBe(true);
    const identifier = extension({ certificate: above, key: '' }, subjectKey)!.value.slice(4);
    expect(extension({ certificate, key: '' }, authorityKey)).toEqual({
      isCritical: false,
      value: `30168014${identifier}`,
    });
  });

  it('is signed by keys that are given, each of its kind', () => {
    const ca = '(genCAWithKey "ca" 1 $.ecdsa)';
    const { certificate, key } = one(`genSignedCertWithKey "c" nil nil 1 ${ca} $.ed25519`, keys);
    expect(key).toBe(keys.ed25519);
    expect(certificate.verify(createPublicKey(keys.ecdsa))).toBe(true);
  });

  it('is signed by a certificate that buildCustomCert took over', () => {
    const ca = one('genCAWithKey "ca" 1 $.ecdsa', keys);
    const data = {
      cert: Buffer.from(`before\n${ca.certificate}`).toString('base64'),
      key: Buffer.from(ca.key).toString('base64'),
    };
    const custom = '(buildCustomCert $.cert $.key)';
    const { certificate } = one(`genSignedCertWithKey "c" nil nil 1 ${custom} $.key2`, { ...data, key2: keys.ed25519 });
    expect(certificate.checkIssued(ca.certificate)).toBe(true);
    expect(render(`{{ ${custom}.Cert }}`, data)).toBe(`before\n${ca.certificate}`);
    expect(render(`{{ typeOf ${custom} }} {{ toJson ${custom} | fromJson | keys | sortAlpha }}`, data)).toBe(
      'sprig.certificate [Cert Key]',
    );
  });
});

describe('what cannot be made', () => {
  const b64 = (content: string): string => Buffer.from(content).toString('base64');
  it.each([
    ['an address', 'genSelfSignedCert "x" (list "10.0.0.256") nil 1', 'error parsing ip: 10.0.0.256'],
    ['a zone of an address', 'genSelfSignedCert "x" (list "fe80::1%eth0") nil 1', 'error parsing ip: fe80::1%eth0'],
    ['a number for an address', 'genSelfSignedCert "x" (list 5) nil 1', 'error parsing ip: 5 is not a string'],
    [
      'a number for a name',
      'genSelfSignedCert "x" nil (list 5) 1',
      'error processing alternate dns name: 5 is not a string',
    ],
    ['a name beyond ASCII', 'genSelfSignedCert "x" nil (list "é") 1', 'the name "é" in a certificate must be ASCII'],
    ['a name that is no text', 'genCA "\\x80" 1', 'the common name of a certificate must be UTF-8'],
    ['no key', 'genCAWithKey "x" 1 "nothing"', 'no PEM data in the private key'],
    [
      'a public key',
      `genCAWithKey "x" 1 "-----BEGIN PUBLIC KEY-----\\nAAAA\\n-----END PUBLIC KEY-----\\n"`,
      'a private key is wanted, but the PEM block is of type PUBLIC KEY',
    ],
    [
      'a broken key',
      `genCAWithKey "x" 1 "-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----\\n"`,
      'the PEM block of type PRIVATE KEY holds no key that can be read',
    ],
    ['no base64', 'buildCustomCert "?" ""', 'illegal base64 data at input byte 0'],
    ['no certificate', `buildCustomCert "${b64('x')}" ""`, 'no PEM data in the certificate'],
    [
      'a broken certificate',
      `buildCustomCert "${b64('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')}" ""`,
      'the PEM block holds no certificate that can be read',
    ],
  ])('%s', (_, pipeline, message) => {
    expect(() => render(`{{ ${pipeline} }}`, keys)).toThrow(message);
  });

  it("another authority's key", () => {
    const custom = '(buildCustomCert ((genCAWithKey "x" 1 $.ecdsa).Cert | b64enc) ($.ed25519 | b64enc))';
    expect(() => render(`{{ genSignedCert "x" nil nil 1 ${custom} }}`, keys)).toThrow(
      "the private key of the authority is not its certificate's",
    );
  });

  it('a certificate signed by a key that cannot sign one', () => {
    const x25519 = generateX25519();
    expect(() => render('{{ genCAWithKey "x" 1 $.key }}', { key: x25519 })).toThrow(
      'keys of kind x25519 sign no certificates',
    );
  });
});

describe('DER', () => {
  it.each([
    ['lengths below 128', element(4, Buffer.alloc(127)).subarray(0, 3), '047f00'],
    ['lengths of one byte', element(4, Buffer.alloc(128)).subarray(0, 4), '04818000'],
    ['lengths of two bytes', element(4, Buffer.alloc(256)).subarray(0, 5), '0482010000'],
    ['zero', natural(Buffer.of(0, 0)), '020100'],
    ['a number whose first bit is set', natural(Buffer.of(0, 0x80)), '02020080'],
    ['an identifier with large parts', objectIdentifier('1.2.840.113549'), '06062a864886f70d'],
    ['bits', bitString(Buffer.of(0xa0), 5), '030205a0'],
    ['plain text', text('a.b'), '1303612e62'],
    ['other text', text('*'), '0c012a'],
    ['a time', time(new Date('2049-12-31T23:59:59.999Z')), Buffer.from('\x17\x0d491231235959Z').toString('hex')],
    ['a late time', time(new Date('2050-01-01T00:00:00Z')), Buffer.from('\x18\x0f20500101000000Z').toString('hex')],
  ])('%s', (_, bytes, hex) => {
    expect(bytes.toString('hex')).toBe(hex);
  });

  it.each([0, 127, 128, 255, 256, 70_000])('is read as it is written: %d bytes', (size) => {
    const raw = element(4, Buffer.alloc(size, 1));
    const found = elementsIn(Buffer.concat([raw, natural(Buffer.of(7))]));
    expect(found.map(({ tag }) => tag)).toEqual([4, 2]);
    expect(found[0]!.raw.equals(raw)).toBe(true);
    expect(found[0]!.content.length).toBe(size);
  });
});

describe('addresses', () => {
  it.each([
    ['1.2.3.4', '01020304'],
    ['::', '00000000000000000000000000000000'],
    ['::1', '00000000000000000000000000000001'],
    ['2001:db8::', '20010db8000000000000000000000000'],
    ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
    ['64:ff9b::1.2.3.4', '0064ff9b000000000000000001020304'],
    ['::ffff:1.2.3.4', '01020304'],
    ['01.2.3.4', undefined],
    ['fe80::1%0', undefined],
    ['1.2.3', undefined],
    ['', undefined],
  ])('%s', (address, hex) => {
    const bytes = addressBytes(address);
    expect(bytes && Buffer.from(bytes).toString('hex')).toBe(hex);
  });
});
