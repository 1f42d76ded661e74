import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactText, TextRedactor } from '../../../src/bug-report/redact/text.ts';

const key = ['-----BEGIN RSA PRIVATE KEY-----', 'TUlJRXBBSUJBQUtDQVFFQQ==', '-----END RSA PRIVATE KEY-----'].join('\n');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const jwt = `${base64('{"alg":"RS256","kid":"x"}').replace(/=+$/, '')}.${base64('{"sub":"me"}').replace(/=+$/, '')}.c2lnbmF0dXJl`;

describe('redactText', () => {
  it.each([
    // Private keys.
    [`before\n${key}\nafter`, 'before\n[redacted]\n\nafter'],
    [
      '2026 error -----BEGIN PRIVATE KEY-----\nTUlJRXBBSUJBQUtDQVFFQQ==\nnext line of the log',
      '2026 error [redacted]\nnext line of the log',
    ],
    [`{"k":"${key.replaceAll('\n', '\\n')}","l":1}`, '{"k":"[redacted]","l":1}'],
    [`  tls.key: ${base64(key)}\n`, '  tls.key: [redacted]\n'],
    // Tokens of known shapes.
    [`got ${jwt} from`, 'got [redacted] from'],
    ['Authorization: Bearer abcdef0123456789', 'Authorization: [redacted]'],
    ['sent "Bearer abcdef0123456789" to', 'sent "Bearer [redacted]" to'],
    [`sent Basic ${base64('user:hunter2')} to`, 'sent Basic [redacted] to'],
    ['postgres://cart:hunter2@db.shop:5432/cart', 'postgres://cart:[redacted]@db.shop:5432/cart'],
    ['redis://:hunter2@cache', 'redis://:[redacted]@cache'],
    ['AKIAIOSFODNN7EXAMPLE', '[redacted]'],
    [`x ghp_${'a1'.repeat(18)} y`, 'x [redacted] y'],
    // Fields by their names.
    ['password: hunter2', 'password: [redacted]'],
    ['password: correct horse', 'password: [redacted]'],
    ['    - dbPassword: "a, b"', '    - dbPassword: "[redacted]"'],
    ['"client_secret": "s3",', '"client_secret": "[redacted]",'],
    ['{"token":"a\\"b","next":1}', '{"token":"[redacted]","next":1}'],
    [
      '{"text":"{\\"password\\":\\"hunter2\\",\\"user\\":\\"me\\"}"}',
      '{"text":"{\\"password\\":\\"[redacted]\\",\\"user\\":\\"me\\"}"}',
    ],
    ['GET /login?user=me&access_token=abc&x=1 HTTP/1.1', 'GET /login?user=me&access_token=[redacted]&x=1 HTTP/1.1'],
    ['level=info password=hunter2 user=me', 'level=info password=[redacted] user=me'],
    ['password=hunter2 user=me', 'password=[redacted] user=me'],
    ['spring.datasource.password=correct horse', 'spring.datasource.password=[redacted]'],
    ['run --api-key abc --port 80', 'run --api-key [redacted] --port 80'],
    ['run --api-key=a&b --port 80', 'run --api-key=[redacted] --port 80'],
    ['PGPASSWORD=1234', 'PGPASSWORD=[redacted]'],
    ['cookie: session=abc; theme=dark', 'cookie: [redacted]'],
    ['wrong password: hunter2, bye', 'wrong password: [redacted], bye'],
    ['password: |\n  hunter2\n  more\nuser: me', 'password: |\n  [redacted]\nuser: me'],
    // A name here, its value there.
    [
      '- name: DB_PASSWORD\n  value: hunter2\n- name: USER\n  value: me',
      '- name: DB_PASSWORD\n  value: [redacted]\n- name: USER\n  value: me',
    ],
    [
      '{"name":"API_TOKEN","value":"a,b"},{"name":"USER","value":"me"}',
      '{"name":"API_TOKEN","value":"[redacted]"},{"name":"USER","value":"me"}',
    ],
    [
      '"header": {\n  "key": "authorization",\n  "value": "Custom zzz"\n}',
      '"header": {\n  "key": "authorization",\n  "value": "[redacted]"\n}',
    ],
  ])('%j', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it.each([
    'secretName: cart-tls',
    'credentialName: cart-tls',
    'secret: {}',
    'secret: warning',
    '{"envoy.extensions.transport_sockets.tls.v3.Secret":"17.3kB"}',
    'automountServiceAccountToken: true',
    'tokenPath: /var/run/secrets/tokens/istio-token',
    'token: /var/run/secrets/tokens/istio-token',
    'max_tokens: 100',
    '"private_key": {',
    'password: $(DB_PASSWORD)',
    'key: tls.key',
    'imagePullSecrets: []',
    'warn\tsds\tsecret: default not found',
    'basic authentication is off, bearer authentication too',
    'https://user@host/path:80',
    '-----BEGIN CERTIFICATE-----\nTUlJRXBBSUJBQUtDQVFFQQ==\n-----END CERTIFICATE-----',
    `caBundle: ${base64('-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----')}`,
    '- name: DB_USER\n  value: me',
    '"name": "outbound|80||cart.shop.svc.cluster.local"',
    '2026-11-23T03:00:00Z\tinfo\tcache\tgenerated new workload certificate\tlatency=1ms ttl=23h59m59s',
  ])('leaves %j', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it('gives the same whatever pieces a text comes in, and the same again', () => {
    const words = [
      'password',
      ': ',
      'hunter2',
      '"',
      '\n',
      key,
      'name: API_TOKEN\n',
      'value: x\n',
      '=',
      jwt,
      ' ',
      'a,b',
      '\\',
      '{"',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), fc.nat(40), (parts, size) => {
        const text = parts.join('');
        const redactor = new TextRedactor();
        let out = '';
        for (let at = 0; at < text.length; at += size + 1) out += redactor.push(text.slice(at, at + size + 1));
        out += redactor.end();
        expect(out).toBe(redactText(text));
        expect(redactText(out)).toBe(out);
      }),
      { seed: 9, numRuns: 500 },
    );
  });

  it('finds secrets in JSON without line ends, longer than what is looked at together', () => {
    const item = '{"name":"cart","port":80,"list":["a","b"],"password":"hunter2"}';
    const out = redactText(`[${Array.from({ length: 20_000 }, () => item).join(',')}]`);
    expect(out).not.toContain('hunter2');
    expect(JSON.parse(out)).toHaveLength(20_000);
  });

  it.each([
    ['a'],
    ['a-'],
    ['token'],
    ['eyJ-'],
    ['eyJaaaaaaaaaaa.'],
    ['password:'],
    ['"key":"'],
    ['://'],
    ['a:b@'],
    ['LS0tLS1CRUdJTi'],
    ['\\"'],
  ])('is not slowed down by %j, again and again', (text) => {
    const long = text.repeat(Math.ceil(300_000 / text.length));
    expect(redactText(`${long} Bearer abcdef0123456789`)).not.toContain('abcdef');
  });
});
