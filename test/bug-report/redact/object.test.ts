import { describe, expect, it } from 'vitest';
import { redactObject } from '../../../src/bug-report/redact/object.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const secret = { apiVersion: 'v1', kind: 'Secret', data: { 'ca.crt': 'eA==', any: 'eQ==' } };
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
const pod = (container: JsonObject): JsonObject => ({
  kind: 'Pod',
  spec: { containers: [{ name: 'a', ...container }] },
});
const r = '[redacted]';

describe('redactObject', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['a Secret', secret, { ...secret, data: { 'ca.crt': r, any: r } }],
    [
      'a Secret as it was applied',
      { ...secret, metadata: { annotations: { [lastApplied]: '{"data":{"any":"eQ=="}}', a: 'b' } } },
      { ...secret, data: { 'ca.crt': r, any: r }, metadata: { annotations: { [lastApplied]: r, a: 'b' } } },
    ],
    [
      'a ConfigMap',
      {
        kind: 'ConfigMap',
        data: { 'app.properties': 'user=me\ndb.password=hunter2\n', password: 'x' },
        binaryData: { k: 'eA==' },
      },
      {
        kind: 'ConfigMap',
        data: { 'app.properties': `user=me\ndb.password=${r}\n`, password: r },
        binaryData: { k: r },
      },
    ],
    [
      'variables',
      pod({
        env: [
          { name: 'DB_PASSWORD', value: 'hunter2' },
          { name: 'USER', value: 'me' },
        ],
      }),
      pod({
        env: [
          { name: 'DB_PASSWORD', value: r },
          { name: 'USER', value: 'me' },
        ],
      }),
    ],
    [
      'variables from Secrets',
      pod({ env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }] }),
      pod({ env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }] }),
    ],
    [
      'arguments',
      pod({ args: ['--password', 'hunter2', '--token=abc', '--port', '80', '--secret', '--x'] }),
      pod({ args: ['--password', r, `--token=${r}`, '--port', '80', '--secret', '--x'] }),
    ],
    [
      'what was applied',
      { kind: 'Pod', metadata: { annotations: { [lastApplied]: '{"spec":{"env":[{"name":"TOKEN","value":"x"}]}}' } } },
      {
        kind: 'Pod',
        metadata: { annotations: { [lastApplied]: `{"spec":{"env":[{"name":"TOKEN","value":"${r}"}]}}\n` } },
      },
    ],
    [
      'Envoy’s words',
      {
        kind: 'EnvoyFilter',
        spec: { a: { private_key: { inline_string: 'x' }, token_secret: { filename: '/etc/x' } } },
      },
      { kind: 'EnvoyFilter', spec: { a: { private_key: { inline_string: r }, token_secret: { filename: '/etc/x' } } } },
    ],
    [
      'numbers',
      { kind: 'A', spec: { password: 1234, maxTokens: 5, token: 5 } },
      { kind: 'A', spec: { password: r, maxTokens: 5, token: 5 } },
    ],
    [
      'nothing',
      { kind: 'Gateway', spec: { tls: { credentialName: 'cart' }, a: [1, null, true], secret: { secretName: 'x' } } },
      { kind: 'Gateway', spec: { tls: { credentialName: 'cart' }, a: [1, null, true], secret: { secretName: 'x' } } },
    ],
  ])('%s', (_, object, expected) => {
    expect(redactObject(object)).toEqual(expected);
  });
});
