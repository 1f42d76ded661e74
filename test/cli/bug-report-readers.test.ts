import { describe, expect, it } from 'vitest';
import { clusters, dumpOf, listeners } from '../proxy/dump.ts';
import { namespace, peerAuthentication, service } from '../support/mtls.ts';
import { Sandbox } from '../support/run.ts';

const dump = (name: string) =>
  dumpOf(
    clusters([{ name: `outbound|80||${name}.shop`, type: 'EDS' }]),
    listeners([{ name: 'virtualInbound', filter_chains: [{ filter_chain_match: { destination_port: 8080 } }] }]),
  ).text;
const ztunnel = { workloads: [{ uid: 'u', name: 'cart-1', namespace: 'shop', node: 'n', protocol: 'HBONE' }] };
const pod = `apiVersion: v1
kind: Pod
metadata: {name: cart-1, namespace: shop, labels: {app: cart}}
spec: {containers: [{name: app, ports: [{name: main, containerPort: 8080}]}, {name: istio-proxy, image: proxyv2}]}`;
const synchronized = [
  {
    proxy: 'cart-1.shop',
    cluster_id: 'Kubernetes',
    proxy_type: 'sidecar',
    istio_version: '1.30.3',
    resources: {
      'type.googleapis.com/envoy.config.cluster.v3.Cluster': { sent: 'b', acked: 'a', lastError: 'no such filter' },
    },
  },
];
const files = {
  'bug-report/istio/istio-system/istiod-1/debug/syncz': JSON.stringify(synchronized),
  'bug-report/istio/istio-system/istiod-1/debug/clusterz': '[{"id": "eu", "secretName": "s", "syncStatus": "synced"}]',
  'bug-report/proxies/shop/cart-1/config_dump?include_eds': dump('web'),
  'bug-report/proxies/shop/cart-1/clusters': 'a::10.0.0.1:80::health_flags::healthy\n',
  'bug-report/proxies/shop/web-1/config_dump?include_eds': dump('cart'),
  'bug-report/proxies/shop/web-1/clusters?format=json': '{"cluster_statuses": []}',
  'bug-report/proxies/istio-system/ztunnel-a/config_dump': JSON.stringify(ztunnel),
  'bug-report/cluster/k8s-resources': [namespace('shop'), service('cart', 'shop'), pod].join('\n---\n'),
  'bug-report/cluster/crs': peerAuthentication('strict', 'shop', 'mtls: {mode: STRICT}'),
  'other/file': 'x',
};

/** As programs for Windows unpack it. */
const unpacked = Object.fromEntries(
  Object.entries(files).map(([name, text]) => [`unpacked/${name.replaceAll('?', '_')}`, text]),
);

/** A folder, and archives made of it. */
function sandbox(): Sandbox {
  const box = new Sandbox({ ...files, ...unpacked });
  const made = box.shell(
    'tar cf report.tar bug-report && tar czf report.tar.gz bug-report && head -c 300 report.tar.gz > cut.tar.gz',
  );
  if (made.status !== 0) throw new Error(made.stderr);
  return box;
}

describe.each(['bug-report', '.', 'unpacked', 'report.tar', 'report.tar.gz'])('readers of %s', (report) => {
  const run = (...args: string[]) => sandbox().run([...args, '--from', report]);
  it('tell of a proxy', () => {
    expect(run('pc', 'cluster', 'cart-1.shop').stdout).toBe(
      'SERVICE FQDN     PORT     SUBSET     DIRECTION     TYPE     DESTINATION RULE\nweb.shop         80       -          outbound      EDS      \n'.replace(
        / +\n$/,
        '\n',
      ),
    );
    expect(run('pc', 'endpoint', 'cart-1').stdout).toContain('10.0.0.1:80     HEALTHY     OK                a');
  });

  it('tell of all of them, and compare', () => {
    expect(Object.keys(JSON.parse(run('pc', 'cluster', '-o', 'json').stdout))).toEqual(['cart-1.shop', 'web-1.shop']);
    expect(run('pc', 'diff', 'cart-1', 'web-1').status).toBe(79);
    expect(run('zc', 'workload', 'ztunnel-a').stdout).toContain('cart-1');
  });

  it('tell what istiod said', () => {
    const proxies = JSON.parse(run('proxy-status', '-o', 'json').stdout);
    expect(JSON.stringify(proxies)).toContain('cart-1.shop');
    expect(run('ps', '-v', '1')).toMatchObject({
      stdout: expect.stringMatching(/cart-1\.shop.*istiod-1/),
      stderr: expect.stringContaining('cart-1.shop refuses CDS: no such filter'),
    });
    expect(JSON.parse(run('x', 'internal-debug', 'syncz').stdout)).toEqual(synchronized);
    expect(run('remote-clusters').stdout).toContain('eu');
  });

  it('say what the report does not hold', () => {
    expect(run('x', 'internal-debug', 'registryz')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('does not hold what istiod istiod-1 says of registryz'),
    });
    expect(run('ps', 'cart-1.shop')).toMatchObject({ status: 64, stdout: '' });
    expect(run('ps', '--revision', 'canary')).toMatchObject({ status: 64, stdout: '' });
  });

  it('tell of mutual TLS, as resources and proxies have it', () => {
    const { status, stdout } = run('mtls');
    expect(status).toBe(79);
    expect(stdout).toMatch(/^cart-1\.shop +port shop\/cart-1:8080 +STRICT +DISABLE$/m);
  });
});

it.each([
  [['pc', 'cluster', 'cart', '--from', 'bug-report'], 1, 'but of cart-1.shop, web-1.shop, ztunnel-a.istio-system'],
  [['pc', 'cluster', 'cart-1', '-n', 'istio-system', '--from', 'bug-report'], 1, 'holds no proxy of a Pod cart-1'],
  [['pc', 'cluster', '--from', 'other'], 65, 'other is no bug report'],
  [['pc', 'cluster', '--from', 'absent.tar.gz'], 65, 'there is no file or folder absent.tar.gz'],
  [['pc', 'cluster', '--from', 'cut.tar.gz'], 65, 'cut.tar.gz is damaged: it cannot be unpacked'],
  [['pc', 'cluster', '--from', 'other/file'], 65, 'other/file is no tar archive'],
  [['pc', 'cluster', 'a', 'b', '--from', 'bug-report'], 64, 'name one pod of the report, not 2'],
  [['pc', 'cluster', '-l', 'a', '--from', 'bug-report'], 64, 'nothing for --selector'],
  [['pc', 'diff', 'cart-1', '--after', '1s', '--from', 'bug-report'], 64, '--after asks a running proxy'],
  [['zc', 'workload', '--node', 'n', '--from', 'bug-report'], 64, 'not by --from and --node'],
  [['mtls', '-f', 'x.yaml', '--from', 'bug-report'], 64, 'neither files nor the cluster'],
  [['mtls', '--from', 'other'], 65, 'other holds no resources of a cluster'],
])('%j fails', (args, status, message) => {
  const ended = sandbox().run(args);
  expect(ended).toMatchObject({ status, stdout: '' });
  expect(ended.stderr).toContain(message);
});
