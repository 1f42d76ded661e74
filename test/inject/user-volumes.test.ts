import { describe, expect, it } from 'vitest';
import { createInjector } from '../../src/inject/injector.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { chartSettings } from './pods.ts';

const injector = createInjector(chartSettings());
const owner = { apiVersion: 'v1', kind: 'Pod', name: 'cart', namespace: 'shop' };

/** The volumes, and what the proxy mounts, of a Pod whose annotations ask for these. */
function injected(volumes: string, mounts: string): { volumes: readonly JsonObject[]; mounts: readonly JsonObject[] } {
  const annotations = { 'sidecar.istio.io/userVolume': volumes, 'sidecar.istio.io/userVolumeMount': mounts };
  const { spec } = injector.inject({ metadata: { annotations }, spec: { containers: [{ name: 'cart' }] } }, owner);
  const proxy = (spec.containers as JsonObject[]).find(({ name }) => name === 'istio-proxy');
  return { volumes: spec.volumes as JsonObject[], mounts: proxy?.volumeMounts as JsonObject[] };
}

describe('volumes that annotations ask for', () => {
  it.each([
    ['a list', '[{"name":"certs","secret":{"secretName":"db"}}]', '[{"name":"certs","mountPath":"/certs"}]'],
    ['a map by name', '{"certs":{"secret":{"secretName":"db"}}}', '{"certs":{"mountPath":"/certs"}}'],
    [
      'names of their own',
      '{"x":{"name":"certs","secret":{"secretName":"db"}}}',
      '[{"mountPath":"/certs","name":"certs"}]',
    ],
  ])('may be %s', (_, asked, mounted) => {
    const { volumes, mounts } = injected(asked, mounted);
    expect(volumes).toContainEqual({ name: 'certs', secret: { secretName: 'db' } });
    expect(mounts).toContainEqual({ name: 'certs', mountPath: '/certs' });
  });

  it('are named by their place where a list gives them no name', () => {
    const { volumes, mounts } = injected('[{"emptyDir":{}},{"emptyDir":{}}]', '[]');
    expect(volumes).toEqual(
      expect.arrayContaining([
        { name: '0', emptyDir: {} },
        { name: '1', emptyDir: {} },
      ]),
    );
    expect(mounts.map(({ name }) => name)).not.toContain('0');
  });
});
