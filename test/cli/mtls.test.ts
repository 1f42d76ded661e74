import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/resources/yaml/read.ts';
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
    [[], 1, /cluster and its proxies is still to come: name files or folders with -f/],
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

  it('says in its help what is to come', () => {
    expect(mtls('--help').stdout).toMatch(/to verify this, is still to come/);
  });
});
