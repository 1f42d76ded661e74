import { describe, expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';
import { nobody } from '../support/unreachable.ts';

const run = (args: readonly string[], files: Record<string, string> = {}) =>
  new Sandbox({ config: nobody, ...files }).run(['x', 'workload', ...args], { env: { KUBECONFIG: 'config' } });

describe('workload group create', () => {
  const create = (...args: string[]) => run(['group', 'create', ...args]);

  it('prints a WorkloadGroup', () => {
    const ended = create(
      ...['--name', 'foo', '-n', 'bar', '-l', 'app=foo,tier=db', '--annotations', 'a=b', '--ports', 'http=8080'],
      ...['-p', 'grpc=3550', '-s', 'sa', '-w', '3', '--network', 'net', '--locality', 'eu/a'],
    );
    expect(ended).toEqual({
      status: 0,
      signal: null,
      stderr: '',
      stdout: `apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata:
  name: foo
  namespace: bar
spec:
  metadata:
    annotations:
      a: b
    labels:
      app: foo
      tier: db
  template:
    locality: eu/a
    network: net
    ports:
      grpc: 3550
      http: 8080
    serviceAccount: sa
    weight: 3
`,
    });
    expect(JSON.parse(create('--name', 'a', '-n', 'b', '-o', 'json').stdout)).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'WorkloadGroup',
      metadata: { name: 'a', namespace: 'b' },
      spec: { metadata: {}, template: { serviceAccount: 'default' } },
    });
  });

  it.each([
    [['-n', 'b'], 64, '--name is missing'],
    [['--name', 'a'], 64, '--namespace is missing'],
    [['--name', 'a', '-n', 'b', '-p', 'http'], 64, '--ports takes key=value, not "http"'],
    [['--name', 'a', '-n', 'b', '-p', 'http=0'], 64, 'a port from 1 to 65535, not "http=0"'],
    [['--name', 'a', '-n', 'b', '-l', 'a b=c'], 65, 'Istio would refuse|no label key'],
  ])('refuses %j', (args, status, why) => {
    const ended = create(...args);
    expect(ended).toMatchObject({ status, stdout: '' });
    expect(ended.stderr).toMatch(new RegExp(why));
  });
});

describe('workload entry configure', () => {
  it.each([
    [['-o', 'out'], 'no WorkloadGroup is named'],
    [['--name', 'a', '-o', 'out'], 'no WorkloadGroup is named'],
    [['-f', 'group.yaml'], '--output is missing'],
    [['-f', 'group.yaml', '--name', 'a', '-o', 'out'], 'both name a WorkloadGroup'],
    [['-f', 'group.yaml', '-o', 'out', '--internalIP', '10.0.0.1', '--externalIP', '10.0.0.2'], 'give one'],
    [['-f', 'group.yaml', '-o', 'out', '--ingressIP', 'gateway'], '--ingressIP takes an IP address, not "gateway"'],
    [['-f', 'group.yaml', '-o', 'out', '--tokenDuration', '60'], '600 seconds or more'],
  ])('refuses %j', (args, why) => {
    const ended = run(['entry', 'configure', ...args]);
    expect(ended).toMatchObject({ status: 64, stdout: '' });
    expect(ended.stderr).toContain(why);
  });

  it.each([
    ['kind: Service\napiVersion: v1\nmetadata: { name: a }\n', 'group.yaml holds no WorkloadGroup'],
    ['a: [', 'group.yaml:1'],
    [
      'apiVersion: networking.istio.io/v1\nkind: WorkloadGroup\nmetadata: { name: a }\nspec: { template: { ports: { a: "x" } } }\n',
      'group.yaml:4:',
    ],
  ])('refuses the file %j', (text, why) => {
    const ended = run(['entry', 'configure', '-f', 'group.yaml', '-o', 'out'], { 'group.yaml': text });
    expect(ended).toMatchObject({ status: 65, stdout: '' });
    expect(ended.stderr).toContain(why);
  });
});
