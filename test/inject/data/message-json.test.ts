import { expect, it } from 'vitest';
import { meshConfigType } from '../../../src/inject/data/message-types.ts';
import { messageValue } from '../../../src/inject/data/message-value.ts';
import { readMessage } from '../../../src/inject/data/read-message.ts';
import { messageJson } from '../../../src/render/functions/proxy-config-json.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

/** Checked against what Istio prints of the messages that it has read. */
it.each<[written: JsonObject, json: string]>([
  [{}, '{}'],
  [{ trustDomain: '', enableTracing: false, accessLogEncoding: 'TEXT', proxyListenPort: 0 }, '{}'],
  [
    { ingressClass: 'a', connectTimeout: '1m0.5s', proxyListenPort: 1 },
    '{"proxyListenPort":1,"connectTimeout":"60.500s","ingressClass":"a"}',
  ],
  [{ enableAutoMtls: false, ca: {} }, '{"enableAutoMtls":false,"ca":{}}'],
  [
    { configSources: [{ subscribedResources: [0] }, null] },
    '{"configSources":[{"subscribedResources":["SERVICE_REGISTRY"]},{}]}',
  ],
  [
    {
      extensionProviders: [
        { name: 's', stackdriver: { maxNumberOfAttributes: '5', logging: { labels: { b: '1', a: null } } } },
      ],
    },
    '{"extensionProviders":[{"name":"s","stackdriver":{"maxNumberOfAttributes":"5","logging":{"labels":{"a":"","b":"1"}}}}]}',
  ],
  [
    {
      caCertificates: [
        { pem: '', spiffeBundleUrl: null },
        { pem: 'a', spiffeBundleUrl: 'b' },
      ],
    },
    '{"caCertificates":[{"pem":""},{"spiffeBundleUrl":"b"}]}',
  ],
])('%j', (written, json) => {
  expect(messageJson(messageValue(readMessage(written, meshConfigType, []), meshConfigType))).toBe(json);
});
