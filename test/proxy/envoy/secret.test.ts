import { describe, expect, it } from 'vitest';
import { ConfigDump } from '../../../src/proxy/envoy/config-dump.ts';
import { secretRows, trustedCertificates } from '../../../src/proxy/envoy/secret.ts';
import { firstOfJune, leaf, otherRoot, root } from '../certificates.ts';
import { any, dumpOf, section } from '../dump.ts';

const bytes = (pem: string) => ({ inline_bytes: Buffer.from(pem).toString('base64') });
const item = (name: string, fields: Record<string, never>, version = '7') => ({
  name,
  version_info: version,
  secret: any('envoy.extensions.transport_sockets.tls.v3.Secret', { name, ...fields }),
});
const certificate = (name: string, pem: string, version?: string) =>
  item(name, { tls_certificate: { certificate_chain: bytes(pem) } } as never, version);
const authority = (pem: string) => item('ROOTCA', { validation_context: { trusted_ca: bytes(pem) } } as never);
const bundles = item('ROOTCA', {
  validation_context: {
    custom_validator_config: {
      typed_config: any('envoy.extensions.transport_sockets.tls.v3.SPIFFECertValidatorConfig', {
        trust_domains: [
          { name: 'shop.example', trust_bundle: bytes(root) },
          { name: 'other.example', trust_bundle: bytes(otherRoot) },
        ],
      }),
    },
  },
} as never);
const dump = (active: readonly never[], warming: readonly never[] = []) =>
  new ConfigDump(dumpOf(section('Secrets', { dynamic_active_secrets: active, dynamic_warming_secrets: warming })));

describe('rows', () => {
  it('tell what certificates say', () => {
    expect(secretRows(dump([certificate('default', leaf + root), authority(root)] as never), firstOfJune)).toEqual([
      {
        name: 'default',
        type: 'Cert Chain',
        status: 'ACTIVE',
        isValid: true,
        serialNumber: 'f1e2d3c4b5a697887766554433221100',
        notAfter: '2026-06-02T00:00:00Z',
        notBefore: '2026-06-01T00:00:00Z',
        trustDomain: 'shop.example',
      },
      {
        name: 'ROOTCA',
        type: 'CA',
        status: 'ACTIVE',
        isValid: true,
        serialNumber: '000000000000000000000000000a1b2c',
        notAfter: '2036-01-01T00:00:00Z',
        notBefore: '2026-01-01T00:00:00Z',
        trustDomain: '',
      },
    ]);
  });

  it.each([
    ['before it holds', Date.UTC(2026, 4, 31), false],
    ['while it holds', firstOfJune, true],
    ['behind its time', Date.UTC(2026, 5, 3), false],
  ])('%s', (_, now, isValid) => {
    expect(secretRows(dump([certificate('default', leaf)] as never), now)[0]).toMatchObject({ isValid });
  });

  it('are one for each trust domain', () => {
    expect(secretRows(dump([bundles] as never), firstOfJune)).toMatchObject([
      { name: 'ROOTCA', type: 'CA', trustDomain: 'shop.example' },
      { name: 'ROOTCA', type: 'CA', trustDomain: 'other.example' },
    ]);
  });

  it('tell of what is not there yet', () => {
    const rows = secretRows(dump([item('a', {}, 'uninitialized')] as never, [item('b', {})] as never), firstOfJune);
    expect(rows).toMatchObject([
      { name: 'b', status: 'WARMING', type: '', isValid: false, serialNumber: '' },
      { name: 'a', status: 'UNINITIALIZED', type: '', isValid: false },
    ]);
  });

  it('survive what is no certificate', () => {
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    expect(secretRows(dump([certificate('a', broken), certificate('b', 'x')] as never), 0)).toMatchObject([
      { name: 'a', type: '', isValid: false },
      { name: 'b', type: '', isValid: false },
    ]);
  });
});

describe('whom a proxy trusts', () => {
  it('is told by its root', () => {
    expect(trustedCertificates(dump([authority(root + otherRoot)] as never))).toHaveLength(2);
    expect(trustedCertificates(dump([bundles] as never))).toHaveLength(2);
  });

  it.each([
    [[], 'holds no active secret ROOTCA'],
    [[authority('x')], 'holds no certificate that can be read'],
  ])('or not', (active, message) => {
    expect(() => trustedCertificates(dump(active as never))).toThrow(message);
  });
});
