import { expect, it } from 'vitest';
import { controlPlanes, parseBuild, versionOfImage } from '../../src/cli/control-planes.ts';
import { refuse, send, startServer } from '../kube/server.ts';

const pod = (name: string, image: string, labels = {}) => ({
  metadata: { name, namespace: 'istio-system', labels: { app: 'istiod', ...labels } },
  spec: { containers: [{ name: 'discovery', image }] },
});
const discovery = {
  kind: 'APIGroupDiscoveryList',
  items: [
    {
      versions: [
        { version: 'v1', resources: [{ resource: 'pods', scope: 'Namespaced', responseKind: { kind: 'Pod' } }] },
      ],
    },
  ],
};

it('asks each istiod, and reads the image of one that does not answer', async () => {
  const pods = [pod('a', 'pilot:0', { 'istio.io/rev': '1-30' }), pod('b', 'istio/pilot:1.29.1-distroless')];
  const server = await startServer((request, response) => {
    const url = new URL(request.url!, 'https://x');
    if (url.pathname === '/api') send(response, discovery);
    else if (url.pathname === '/apis') send(response, { ...discovery, items: [] });
    else if (url.pathname.endsWith('/pods')) {
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        labelSelector: 'app=istiod,istio.io/rev=x',
        fieldSelector: 'status.phase=Running',
      });
      send(response, { metadata: {}, items: pods });
    } else if (url.pathname === '/api/v1/namespaces/istio-system/pods/a:15014/proxy/version')
      response.end('1.30.3-abcdef1-Clean\n');
    else
      refuse(
        response,
        403,
        'Forbidden',
        'pods "b:15014" is forbidden: User "jane" cannot get resource "pods/proxy" in API group "" in the namespace "istio-system"',
      );
  });
  expect(await controlPlanes(server.api(), 'istio-system', 'x')).toMatchObject([
    { pod: 'a', revision: '1-30', version: '1.30.3', commit: 'abcdef1', status: 'Clean' },
    {
      pod: 'b',
      revision: 'default',
      version: '1.29.1',
      commit: '',
      problem: expect.stringContaining('resources: ["pods/proxy"]'),
    },
  ]);
});

it.each([
  ['1.30.3-unknown-unknown', '1.30.3', 'unknown'],
  [
    '1.31-alpha.2-016bc46f4a5e0ef3fa135b3c5380ab7765467c1a-dirty-Modified',
    '1.31-alpha.2',
    '016bc46f4a5e0ef3fa135b3c5380ab7765467c1a-dirty',
  ],
  ['1.30.3', '1.30.3', ''],
])('%s is version %s', (said, version, commit) => {
  expect(parseBuild(said)).toMatchObject({ version, commit });
});

it.each([
  ['docker.io/istio/pilot:1.30.3', '1.30.3'],
  ['localhost:5000/pilot:1.30-debug', '1.30'],
  ['istio/pilot:1.30.3@sha256:abc', '1.30.3'],
  ['localhost:5000/pilot', 'unknown'],
  ['', 'unknown'],
])('image %s is version %s', (image, version) => {
  expect(versionOfImage(image)).toBe(version);
});
