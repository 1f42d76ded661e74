import { expect, it } from 'vitest';
import { redactSecrets } from '../../../src/proxy/envoy/redact.ts';
import { any } from '../dump.ts';

const secret = 'envoy.extensions.transport_sockets.tls.v3.Secret';
const hidden = 'W3JlZGFjdGVkXQ==';

it.each([
  [
    'a private key, with the proto’s names',
    { tls_certificate: { certificate_chain: { inline_bytes: 'Q0E=' }, private_key: { inline_bytes: 'S0VZ' } } },
    { tls_certificate: { certificate_chain: { inline_bytes: 'Q0E=' }, private_key: { inline_bytes: hidden } } },
  ],
  [
    'with JSON’s names',
    { tlsCertificate: { privateKey: { inlineString: '-----BEGIN' }, password: { inlineString: 'x' } } },
    { tlsCertificate: { privateKey: { inlineString: '[redacted]' }, password: { inlineString: '[redacted]' } } },
  ],
  [
    'lists',
    { session_ticket_keys: { keys: [{ inline_bytes: 'YQ==' }, { inline_string: 'b' }] } },
    { session_ticket_keys: { keys: [{ inline_bytes: hidden }, { inline_string: '[redacted]' }] } },
  ],
  [
    'maps',
    { generic_secret: { secrets: { a: { inline_string: 'x' } }, secret: { inline_string: 'y' } } },
    { generic_secret: { secrets: { a: { inline_string: '[redacted]' } }, secret: { inline_string: '[redacted]' } } },
  ],
  [
    'settings of a key provider',
    { tls_certificate: { private_key_provider: { provider_name: 'p', typed_config: any('x.Y', { key: ['k', 1] }) } } },
    {
      tls_certificate: {
        private_key_provider: { provider_name: 'p', typed_config: any('x.Y', { key: ['[redacted]', 1] }) },
      },
    },
  ],
])('redacts %s', (_, value, expected) => {
  expect(redactSecrets(secret, value)).toEqual(expected);
});

it.each([
  ['where a key is kept', { tls_certificate: { private_key: { filename: '/etc/key.pem' } } }],
  ['what Envoy redacted', { tls_certificate: { private_key: { inline_bytes: hidden } } }],
  ['certificates', { validation_context: { trusted_ca: { inline_bytes: 'Q0E=' } } }],
  ['nothing', { tls_certificate: { private_key: { inline_bytes: '' } } }],
])('leaves %s alone', (_, value) => {
  expect(redactSecrets(secret, value)).toBe(value);
});

it('looks into messages that name their types', () => {
  const context = (key: string) => ({
    transport_socket: {
      typed_config: any('envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext', {
        common_tls_context: { tls_certificates: [{ private_key: { inline_string: key } }] },
      }),
    },
  });
  expect(redactSecrets('envoy.config.listener.v3.FilterChain', context('KEY'))).toEqual(context('[redacted]'));
});
