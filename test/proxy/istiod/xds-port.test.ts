import { connect, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { KubeError } from '../../../src/kube/kube-error.ts';
import type { XdsServer } from '../../../src/proxy/istiod/xds-exchange.ts';
import { xdsPort } from '../../../src/proxy/istiod/xds-port.ts';
import { type Certificate, selfSigned } from '../../cluster/certificate.ts';
import {
  type Answering,
  answer,
  clientConfig,
  discoveryResponse,
  framed,
  message,
  refuse,
  startXds,
} from './xds-server.ts';

const cds = 'type.googleapis.com/envoy.config.cluster.v3.Cluster';
const lds = 'type.googleapis.com/envoy.config.listener.v3.Listener';
const client = { namespace: 'istio-system', serviceAccount: 'default' };
const cart = clientConfig('cart-1.shop', { CLUSTER_ID: 'east', NAMESPACE: 'shop', ISTIO_VERSION: '1.30.3' }, [
  { typeUrl: cds, status: 1, sent: 1_770_000_000 },
  { typeUrl: lds, status: 4, sent: 1_770_000_001, error: 'no such filter' },
]);

async function start(answering: Answering, certificate?: Certificate, more: Partial<XdsServer> = {}, timeout = 2_000) {
  const xds = await startXds(answering, certificate);
  onTestFinished(() => xds.stop());
  const server: XdsServer = { address: `127.0.0.1:${xds.port}`, tls: undefined, client, ...more };
  return { xds, istiod: xdsPort(server, undefined, timeout) };
}
const withProxies: Answering = (_, stream) => answer(stream, discoveryResponse([cart]));

it('asks for the states of proxies once, and says who it is', async () => {
  const { xds, istiod } = await start(withProxies);
  expect(istiod.name).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(await istiod.proxies()).toEqual([
    {
      ...{ id: 'cart-1.shop', namespace: 'shop', cluster: 'east', type: undefined, version: '1.30.3' },
      types: [
        { typeUrl: cds, state: 'SYNCED', sent: '2026-02-02T02:40:00.000Z' },
        { typeUrl: lds, state: 'ERROR', sent: '2026-02-02T02:40:01.000Z', error: 'no such filter' },
      ],
    },
  ]);
  expect(await istiod.build()).toEqual({ version: '1.30.3', commit: 'abc', status: 'Clean' });
  expect(istiod.name).toBe('istiod-1');
  expect(xds.requests).toHaveLength(1);
  const [{ typeUrl, resourceNames, nodeId, metadata, headers }] = xds.requests as [(typeof xds.requests)[0]];
  expect({ typeUrl, resourceNames, nodeId }).toEqual({
    typeUrl: 'istio.io/debug/syncz',
    resourceNames: [],
    nodeId: 'sidecar~0.0.0.0~meshwright.istio-system~istio-system.svc.cluster.local',
  });
  for (const text of ['NAMESPACE', 'istio-system', 'SERVICE_ACCOUNT', 'default', 'GENERATOR', 'event']) {
    expect(metadata.toString('latin1')).toContain(text);
  }
  expect(headers[':path']).toBe('/envoy.service.discovery.v3.AggregatedDiscoveryService/StreamAggregatedResources');
  expect(headers.authorization).toBeUndefined();
});

it('passes questions on as they are, and answers too', async () => {
  const { xds, istiod } = await start((_, stream) =>
    answer(stream, discoveryResponse([message({ 1: 'istio.io/debug', 2: '[{"é": 1}]' })])),
  );
  expect(await istiod.debug('config_dump?proxyID=cart-1.shop')).toBe('[{"é": 1}]');
  expect(xds.requests[0]).toMatchObject({
    typeUrl: 'istio.io/debug',
    resourceNames: ['config_dump?proxyID=cart-1.shop'],
  });
});

it('reads an answer that comes in small pieces', async () => {
  const { istiod } = await start((_, stream) => {
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
    const bytes = framed(discoveryResponse([cart, cart, cart]));
    for (let i = 0; i < bytes.length; i += 7) stream.write(bytes.subarray(i, i + 7));
  });
  expect(await istiod.proxies()).toHaveLength(3);
});

it('speaks over a stream that is opened for it, with TLS and a token', async () => {
  const certificate = selfSigned(['istiod.istio-system.svc']);
  const opened: string[] = [];
  const { xds } = await start(withProxies, certificate);
  const istiod = xdsPort(
    {
      ...{ address: 'istiod-1:15012', client, token: 'secret' },
      tls: { ca: [certificate.certificate], servername: 'istiod.istio-system.svc', rejectUnauthorized: true },
      open: async () => {
        opened.push('port');
        return connect(xds.port, '127.0.0.1');
      },
    },
    { namespace: 'istio-system', name: 'istiod-1', revision: 'canary', monitoringPort: 15014, pod: {} },
    2_000,
  );
  expect(await istiod.proxies()).toHaveLength(1);
  expect([istiod.name, istiod.revision, istiod.imageVersion]).toEqual(['istiod-1', 'canary', 'unknown']);
  expect(xds.requests[0]!.headers.authorization).toBe('Bearer secret');
  expect(opened).toEqual(['port']);
});

it('never sends a token without TLS', async () => {
  const { xds, istiod } = await start(withProxies, undefined, { token: 'secret' });
  await istiod.proxies();
  expect(xds.requests[0]!.headers.authorization).toBeUndefined();
});

const unauthenticated: Answering = (_, stream) => refuse(stream, 16, 'authentication required');
const certificate = selfSigned(['istiod.istio-system.svc']);
const anyTls = { rejectUnauthorized: false };

it.each<[what: string, Answering, Certificate | undefined, Partial<XdsServer>, message: string]>([
  [
    'plaintext is nobody',
    unauthenticated,
    undefined,
    {},
    'over plaintext nobody is known, so ask the TLS port (15012)',
  ],
  [
    'a token of another cluster',
    unauthenticated,
    certificate,
    { tls: anyTls, token: 't' },
    'refuses the token of the API server',
  ],
  ['a certificate of another mesh', unauthenticated, certificate, { tls: anyTls }, '--cert-dir one of this mesh?'],
  [
    'too few rights',
    (_, stream) => refuse(stream, 7, 'the debug info is not available'),
    ...[undefined, {}, 'does not tell istio-system/default (the debug info is not available)'],
  ] as const,
  ['another service', (_, stream) => refuse(stream, 12, 'unknown service'), undefined, {}, 'it speaks no xDS there'],
  [
    'no gRPC',
    (_, stream) => stream.respond({ ':status': 404, 'content-type': 'text/plain' }, { endStream: true }),
    ...[undefined, {}, 'it speaks no xDS there (HTTP 404)'],
  ] as const,
  [
    'an end without an answer',
    (_, stream) => {
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.end();
    },
    ...[undefined, {}, 'closed the stream without an answer'],
  ] as const,
  ['an end in the middle', (_, stream) => stream.session!.destroy(), undefined, {}, 'it closed the connection'],
  ['untrusted', withProxies, certificate, { tls: { rejectUnauthorized: true } }, '--insecure asks it all the same'],
  [
    'another name',
    ...[withProxies, certificate],
    ...[{ tls: { rejectUnauthorized: true, ca: [certificate.certificate] } }, '--authority says which one to expect'],
  ] as const,
  [
    'a key that is none',
    withProxies,
    certificate,
    { tls: { ...anyTls, cert: certificate.certificate, key: 'x' } },
    'is not PEM',
  ],
  ['TLS where there is none', withProxies, undefined, { tls: anyTls }, 'it does not speak TLS there'],
  ['plaintext where TLS is', withProxies, certificate, {}, 'does it want TLS, without --plaintext?'],
])('%s: a clear error', async (_, answering, certificate, more, text) => {
  const { istiod } = await start(answering, certificate, more);
  await expect(istiod.proxies()).rejects.toThrow(text);
});

it('waits no longer than it may', async () => {
  const { istiod } = await start(() => {}, undefined, {}, 300);
  await expect(istiod.proxies()).rejects.toThrow('there was no answer within 0.3 s');
});

it('says that nothing listens, and what a port-forward says', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.on('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  const nobody = xdsPort({ address: `127.0.0.1:${port}`, tls: undefined, client }, undefined, 2_000);
  await expect(nobody.proxies()).rejects.toThrow(`cannot ask istiod at 127.0.0.1:${port}: nothing listens there`);
  const open = async () => {
    throw new KubeError('nothing listens on port 15012 of Pod istio-system/istiod-1');
  };
  const closed = xdsPort({ address: 'istiod-1:15012', open, tls: undefined, client }, undefined, 2_000);
  await expect(closed.debug('syncz')).rejects.toThrow('nothing listens on port 15012 of Pod istio-system/istiod-1');
});
