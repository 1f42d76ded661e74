import { describe, expect, it } from 'vitest';
import { checkContainers } from '../../../src/inject/steps/check-containers.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const app = { name: 'app', image: 'a' };
const check = (...containers: JsonObject[]) => checkContainers({ metadata: {}, spec: { containers } });

describe('a container named istio-proxy', () => {
  it.each<[string, JsonObject[]]>([
    ['image auto', [{ name: 'istio-proxy', image: 'auto', ports: [{ containerPort: 80 }] }]],
    ['no image', [app, { name: 'istio-proxy' }]],
    ['an image of any name', [app, { name: 'istio-proxy', image: 'foo/bar' }]],
    [
      'an image of its own, and ports',
      [{ name: 'istio-proxy', image: 'a.b/proxyv2:1', ports: [{ containerPort: 80 }] }],
    ],
    ['the arguments of a proxy', [app, { name: 'istio-proxy', image: 'foo/bar', args: ['proxy', 'sidecar'] }]],
    [
      'the program of a proxy',
      [app, { name: 'istio-proxy', image: 'foo/bar', command: ['/usr/local/bin/pilot-agent'] }],
    ],
  ])('may have %s', (_, containers) => {
    expect(() => check(...containers)).not.toThrow();
  });

  it.each<[string, JsonObject[], string]>([
    ['another program', [app, { name: 'istio-proxy', image: 'foo/bar', command: ['nginx'] }], 'this one runs nginx'],
    ['other arguments', [app, { name: 'istio-proxy', image: 'foo/bar', args: ['-g'] }], 'has the argument "-g"'],
    ['ports', [app, { name: 'istio-proxy', image: 'nginx', ports: [{ containerPort: 80 }] }], 'has ports of its own'],
    [
      'a second one',
      [app, { name: 'istio-proxy' }, { name: 'istio-proxy' }],
      'containers[2].name: "istio-proxy" must be',
    ],
    ['nobody beside it', [{ name: 'istio-proxy', image: 'nginx' }], 'there is no other container'],
  ])('is none with an image of no proxy and %s', (_, containers, message) => {
    expect(() => check(...containers)).toThrow(message);
  });
});

describe('a container', () => {
  it.each<[JsonObject | null]>([[{ image: 'a' }], [{ name: '' }], [{ name: null }], [null]])(
    'must have a name: %j',
    (container) => {
      const containers = [app, container];
      expect(() => checkContainers({ metadata: {}, spec: { containers } })).toThrow(
        'spec.containers[1]: must have a name',
      );
    },
  );
});
