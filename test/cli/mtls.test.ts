import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/resources/json.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { any, dumpOf, listeners } from '../proxy/dump.ts';
import { expectGolden } from '../support/golden.ts';
import { destinationRule, peerAuthentication, shopWorld } from '../support/mtls.ts';
import { Sandbox } from '../support/run.ts';

const files = {
  'world.yaml': shopWorld.join('\n---\n'),
  'policies.yaml': [
    peerAuthentication('strict', 'shop', 'mtls: {mode: STRICT}'),
    destinationRule('plain', 'other', 'host: cart.shop.svc.cluster.local, trafficPolicy: {tls: {mode: DISABLE}}'),
  ].join('\n---\n'),
};
const mtls = (...args: string[]) => new Sandbox(files).run(['mtls', ...args]);
const all = ['-f', 'world.yaml,policies.yaml'];

describe('mtls', () => {
  it.each(['text', 'json', 'yaml', 'junit', 'markdown'])('writes %s', (format) => {
    const args = ['--assert', 'STRICT', '--except', 'bare/*:*', '-o', format];
    const { status, stdout, stderr } = mtls(...all, ...args);
    expect({ status, stderr }).toEqual({ status: 79, stderr: '' });
    expectGolden(`mtls/shop.${format}`, stdout);
  });

  it('writes JSON and YAML of one value', () => {
    const [json, yaml] = ['json', 'yaml'].map((format) => mtls(...all, '-o', format).stdout);
    expect(readYaml(yaml!)[0]!.value).toEqual(JSON.parse(json!));
  });

  it.each<[args: string[], status: number]>([
    [[], 0],
    [['--assert', 'STRICT'], 79],
    [['--assert', 'STRICT', '-n', 'shop'], 0],
    [['--assert', 'STRICT', '-n', 'shop', '-A'], 79],
    [['--assert', 'STRICT', '--except', 'other/cli:8080', '--except', 'bare/old:8080'], 0],
    [['--assert', 'STRICT', '--except', 'other/cli:8080,bare/old:8080'], 0],
    [['--assert', 'STRICT', '--server', 'shop/cart:8080'], 0],
  ])('ends as asserted: %j', (args, status) => expect(mtls(...all, ...args).status).toBe(status));

  it('explains one call', () => {
    const { stdout } = mtls(...all, '--client', 'other/cli', '--server', 'shop/cart:8080');
    expect(stdout).toContain('plaintext refused');
    expect(stdout).toContain('DestinationRule other/plain (policies.yaml:9)');
    expect(stdout).toContain('PeerAuthentication shop/strict (policies.yaml:4)');
    expect(stdout).not.toContain('shop/web');
  });

  it.each<[args: string[], status: number, message: RegExp]>([
    [[], 1, /there is no kubeconfig/],
    [[...all, '-k'], 1, /there is no kubeconfig/],
    [['--use-kube=false'], 64, /nothing to read: name files or folders with -f/],
    [[...all, '--verify-proxies', '-n', 'shop', '--proxy-admin-port', 'x'], 64, /--proxy-admin-port takes a port/],
    [[...all, '--proxy-dumps', 'absent.json'], 65, /absent\.json/],
    [[...all, '--proxy-dumps', 'world.yaml'], 65, /world\.yaml/],
    [['-f', 'absent.yaml'], 65, /absent\.yaml/],
    [[...all, '--assert', 'strict'], 64, /--assert takes STRICT, not "strict"/],
    [[...all, '--except', 'a/b:1'], 64, /give --assert STRICT as well/],
    [[...all, '--assert', 'STRICT', '--except', 'cart'], 64, /--except takes namespace\/workload:port/],
    [[...all, '--client', 'cart'], 64, /--client takes namespace\/workload, not "cart"/],
    [[...all, '--client', 'shop/cat'], 64, /no workload shop\/cat\. Did you mean "shop\/cart"\?/],
    [[...all, '--server', 'shop/cart:http'], 64, /--server takes namespace\/workload:port/],
    [[...all, '--assert', 'STRICT', '-n', 'shpo'], 1, /--assert has nothing to hold for/],
    [[...all, '-o', 'xml'], 64, /--output takes/],
    [[...all, '--meshConfigFile', 'world.yaml'], 65, /world\.yaml/],
  ])('refuses %j', (args, status, message) => {
    const ended = mtls(...args);
    expect(ended).toMatchObject({ status, stdout: '' });
    expect(ended.stderr).toMatch(message);
  });

  it('goes by the mesh config', () => {
    const sandbox = new Sandbox({ ...files, 'mesh.yaml': 'enableAutoMtls: false\n' });
    const { stdout } = sandbox.run(['mtls', ...all, '--meshConfigFile', 'mesh.yaml', '--client', 'shop/web']);
    expect(stdout).toContain('enableAutoMtls: false');
  });

  it('tells of what cannot be read, and of namespaces that are not there', () => {
    const sandbox = new Sandbox({ 'a.yaml': shopWorld[7]!, 'b.yaml': 'kind: [' });
    const ended = sandbox.run(['mtls', '-f', '.']);
    expect(ended.status).toBe(65);
    expect(ended.stderr).toMatch(/b\.yaml:1/);
    expect(ended.stderr).toMatch(/does not hold namespace bare: no labels of theirs ask for a sidecar/);
    expect(sandbox.run(['mtls', '-f', '.', '--ignore-unknown']).status).toBe(0);
  });

  describe('with dumps of proxies', () => {
    const dump = (port: Readonly<Record<string, Json>>) =>
      dumpOf(
        listeners([
          {
            name: 'virtualInbound',
            filter_chains: [
              { filter_chain_match: { destination_port: 8080, transport_protocol: 'tls' }, ...port },
              { filter_chain_match: { destination_port: 8080, transport_protocol: 'raw_buffer' } },
            ],
          },
        ]),
      ).text;
    const tls = {
      transport_socket: {
        name: 'tls',
        typed_config: any('envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext', {
          require_client_certificate: true,
        }),
      },
    };
    const sandbox = () =>
      new Sandbox({
        ...files,
        'dumps/cart.shop.json': dump(tls),
        'dumps/cli.other.json': dump(tls),
        'x.y.json': dump(tls),
      });

    it.each(['text', 'json', 'junit', 'markdown'])('says what they do otherwise, as %s', (format) => {
      const { status, stdout, stderr } = sandbox().run(['mtls', ...all, '--proxy-dumps', 'dumps', '-o', format]);
      expect({ status, stderr }).toEqual({ status: 79, stderr: '' });
      expectGolden(`mtls/proxies.${format}`, stdout);
    });

    it('is content where they do as they should', () => {
      const ended = sandbox().run(['mtls', ...all, '--proxy-dumps', 'dumps/cli.other.json,x.y.json']);
      expect(ended).toMatchObject({ status: 0, stderr: 'note: x.y.json is the dump of no proxy that is told of\n' });
      expect(ended.stdout).toMatch(
        /\nProxies do as the resources say: 1 proxy \(1 port, 0 calls, 0 certificates\)\.\n$/,
      );
      const none = sandbox().run(['mtls', ...all, '--proxy-dumps', 'x.y.json']);
      expect(none).toMatchObject({ status: 1, stdout: '' });
      expect(none.stderr).toContain('there is no proxy to look into');
    });
  });
});
