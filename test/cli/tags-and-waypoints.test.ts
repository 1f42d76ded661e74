import { describe, expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';

const run = (...args: string[]) => new Sandbox().run(args);

describe('tag and waypoint', () => {
  it.each([
    [['tag', 'set', '-r', 'x'], 64, 'name one tag'],
    [['tag', 'set', 'a', 'b', '-r', 'x'], 64, 'name one tag'],
    [['tag', 'set', 'a'], 64, '--revision'],
    [['tag', 'set', 'a', '-r', 'x'], 1, 'there is no kubeconfig'],
    [['tag', 'generate', 'A', '-r', 'x'], 64, '"A" cannot be a tag'],
    [['tag', 'generate', 'a', '-r', 'x', '-k'], 1, 'there is no kubeconfig'],
    [['tag', 'list', 'x'], 64, 'takes no arguments'],
    [['tag', 'list', '-o', 'wide'], 64, '--output takes table, json or yaml'],
    [['tag', 'remove'], 64, 'name one tag'],
    [['waypoint', 'generate', '--name', 'none'], 64, 'cannot be called none'],
    [['waypoint', 'apply', '--for', 'x'], 64, '--for takes all, none, service or workload'],
    [['waypoint', 'apply', '--waypoint-timeout', '1'], 64, '--waypoint-timeout takes a duration'],
    [['waypoint', 'apply'], 1, 'there is no kubeconfig'],
    [['waypoint', 'delete'], 64, 'which waypoints?'],
    [['waypoint', 'delete', 'a', '--all'], 64, 'which waypoints?'],
    [['waypoint', 'list', 'a'], 64, 'takes no arguments'],
    [['waypoint', 'status', 'a'], 64, 'takes no arguments'],
  ])('%j is an error that says so', (args, status, message) => {
    const ended = run(...args);
    expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status, stdout: '' });
    expect(ended.stderr).toContain(message);
  });

  it('generate works without a cluster, and says what is assumed', () => {
    const { status, stdout, stderr } = run('tag', 'generate', 'prod', '-r', 'canary', '-i', 'mesh', '-o', 'json');
    expect(status).toBe(0);
    expect(stderr).toMatch(/^note: no cluster is asked: istiod of revision canary is taken to be in namespace mesh/);
    const { kind, items } = JSON.parse(stdout);
    expect([kind, items.map((one: { kind: string }) => one.kind)]).toEqual([
      'List',
      ['MutatingWebhookConfiguration', 'Service'],
    ]);
    expect(items[0].webhooks[0].clientConfig.service).toMatchObject({ name: 'istiod-canary', namespace: 'mesh' });
  });

  it('warns of a flag that only the tag default knows', () => {
    const { stderr } = run('tag', 'generate', 'prod', '-r', 'canary', '--auto-inject-namespaces');
    expect(stderr).toContain('warning: --auto-inject-namespaces means nothing for tag prod');
  });

  it('prints a waypoint', () => {
    expect(
      run('waypoint', 'generate', '-n', 'shop', '--name', 'pods', '--for', 'workload').stdout,
    ).toBe(`apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  labels:
    istio.io/waypoint-for: workload
  name: pods
  namespace: shop
spec:
  gatewayClassName: istio-waypoint
  listeners:
  - name: mesh
    port: 15008
    protocol: HBONE
`);
  });
});
