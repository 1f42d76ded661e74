import { describe, expect, it } from 'vitest';
import { leaf, otherRoot, root } from '../proxy/certificates.ts';
import { any, clusters, dumpOf, http, listeners, routeConfigs, section } from '../proxy/dump.ts';
import { Sandbox } from '../support/run.ts';

const bytes = (pem: string) => ({ inline_bytes: Buffer.from(pem).toString('base64') });
const secrets = (trusted: string) =>
  section('Secrets', {
    dynamic_active_secrets: [
      {
        name: 'default',
        secret: any('envoy.extensions.transport_sockets.tls.v3.Secret', {
          tls_certificate: { certificate_chain: bytes(leaf), private_key: { inline_string: 'THE KEY' } },
        }),
      },
      {
        name: 'ROOTCA',
        secret: any('envoy.extensions.transport_sockets.tls.v3.Secret', {
          validation_context: { trusted_ca: bytes(trusted) },
        }),
      },
    ],
  });
const socket = { socket_address: { address: '0.0.0.0', port_value: 80 } };
const configs = [
  section('Bootstrap', { bootstrap: { node: { id: 'cart', metadata: { ISTIO_VERSION: '1.30.3' } } } }),
  clusters([{ name: 'outbound|80||cart.shop', type: 'EDS' }], [{ name: 'agent' }]),
  listeners([
    { name: 'web', address: socket, filter_chains: [{ filters: [http({ rds: { route_config_name: '80' } })] }] },
  ]),
  routeConfigs([
    { name: '80', virtual_hosts: [{ name: 'cart', domains: ['cart'], routes: [{ match: { prefix: '/' } }] }] },
  ]),
  secrets(root),
  section('Endpoints', {
    dynamic_endpoint_configs: [
      {
        endpoint_config: any('envoy.config.endpoint.v3.ClusterLoadAssignment', {
          cluster_name: 'outbound|80||cart.shop',
          endpoints: [
            {
              lb_endpoints: [{ endpoint: { address: { socket_address: { address: '10.0.0.1', port_value: 8080 } } } }],
            },
          ],
        }),
      },
    ],
  }),
];
const { text } = dumpOf(...configs);
const files = {
  'dump.json': text,
  'later.json': dumpOf(
    clusters([{ name: 'outbound|80||cart.shop', type: 'EDS', connect_timeout: '1s' }]),
    secrets(otherRoot),
  ).text,
  'clusters.json': JSON.stringify({ cluster_statuses: [{ name: 'a', host_statuses: [{ address: socket }] }] }),
};
const pc = (...args: string[]) => new Sandbox(files).run(['proxy-config', ...args]);

describe('tables', () => {
  it.each([
    [
      ['cluster'],
      'SERVICE FQDN     PORT     SUBSET     DIRECTION     TYPE       DESTINATION RULE\nagent            -        -          -             STATIC\ncart.shop        80       -          outbound      EDS\n',
    ],
    [['listener'], 'ADDRESSES PORT MATCH DESTINATION\n0.0.0.0   80   ALL   Route: 80\n'],
    [['listener', '--verbose=false'], 'ADDRESSES PORT TYPE\n0.0.0.0   80   HTTP\n'],
    [
      ['route'],
      'NAME     VHOST NAME     DOMAINS     MATCH     VIRTUAL SERVICE\n80       cart           cart        /*\n',
    ],
    [['route', '--no-verbose'], 'NAME     VIRTUAL HOSTS\n80       1\n'],
    [
      ['eds'],
      'NAME              STATUS      LOCALITY     CLUSTER\n10.0.0.1:8080     UNKNOWN                  outbound|80||cart.shop\n',
    ],
    [['bootstrap', '-o', 'short'], 'Istio Version: 1.30.3\nEnvoy Version: 0.0.0\n'],
    [['ecds'], 'ECDS NAME     TYPE\n'],
    [
      ['cluster', '--fqdn', 'nowhere'],
      'SERVICE FQDN     PORT     SUBSET     DIRECTION     TYPE     DESTINATION RULE\n',
    ],
  ])('%j', (args, stdout) => {
    expect(pc(...args, '-f', 'dump.json')).toMatchObject({ status: 0, stdout, stderr: '' });
  });

  it('tell of hosts', () => {
    expect(pc('endpoint', '-f', 'clusters.json').stdout).toBe(
      'ENDPOINT       STATUS      OUTLIER CHECK     CLUSTER\n0.0.0.0:80     UNKNOWN     OK                a\n',
    );
  });

  it('tell of hosts in Envoy’s text', () => {
    const input = 'a::observability_name::a\na::10.0.0.1:80::health_flags::/failed_eds_health\n';
    expect(new Sandbox().run(['pc', 'endpoint', '-f', '-', '--port', '80'], { input }).stdout).toBe(
      'ENDPOINT        STATUS        OUTLIER CHECK     CLUSTER\n10.0.0.1:80     UNHEALTHY     OK                a\n',
    );
  });

  it('tell of a waypoint’s listeners, whatever filters say', () => {
    const ended = pc('listener', '-f', 'dump.json', '--waypoint', '--port', '81');
    expect(ended.stdout).toMatch(/^LISTENER .*\nenvoy:\/\//);
    expect(ended.stderr).toBe('note: --waypoint tells of all listeners, whatever --port says\n');
  });

  it('tell of secrets', () => {
    expect(pc('secret', '-f', 'dump.json').stdout).toMatch(
      /^RESOURCE NAME.*\ndefault +Cert Chain +ACTIVE +\w+ +f1e2.*\nROOTCA +CA/,
    );
  });

  it('tell of everything', () => {
    const { stdout } = pc('all', '-f', 'dump.json', '--with-headers');
    expect(stdout.match(/^------ .*$/gm)).toEqual(
      ['BOOTSTRAP', 'CLUSTER', 'LISTENER', 'ROUTE', 'SECRET', 'ENDPOINTS'].map((one) => `------ ${one} INFO ------`),
    );
    expect(stdout).toMatch(/^cluster\/agent +cluster\/agent +- /m);
    expect(stdout).toMatch(/^endpoint\/10\.0\.0\.1:8080 /m);
  });

  it('tell of what is there', () => {
    const { status, stdout, stderr } = pc('all', '-f', 'later.json');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^NAME/);
    expect(stdout).toMatch(/\n\nNAME {5}STATUS {5}LOCALITY {5}CLUSTER\n$/);
    expect(stderr).toBe('note: later.json holds no bootstrap, listeners, routes, endpoints\n');
  });
});

describe('JSON and YAML', () => {
  it.each([
    [['cluster'], [{ name: 'agent' }, { name: 'outbound|80||cart.shop', type: 'EDS' }]],
    [['cluster', '--port', '81'], []],
    [['listener'], [{ name: 'web', address: { socketAddress: { address: '0.0.0.0', portValue: 80 } } }]],
    [['listener', '--waypoint'], [{ name: 'web' }]],
    [['route', '--name', '80'], [{ name: '80', virtualHosts: [{ domains: ['cart'] }] }]],
    [['eds'], [{ clusterName: 'outbound|80||cart.shop' }]],
    [['bootstrap'], { bootstrap: { node: { id: 'cart', metadata: { ISTIO_VERSION: '1.30.3' } } } }],
    [['ecds'], {}],
  ])('of %j', (args, expected) => {
    expect(JSON.parse(pc(...args, '-o', 'json', '-f', 'dump.json').stdout)).toMatchObject(expected);
  });

  it('are also YAML', () => {
    expect(pc('cluster', '-o', 'yaml', '--fqdn', 'cart', '-f', 'dump.json').stdout).toBe(
      '- name: outbound|80||cart.shop\n  type: EDS\n',
    );
    expect(pc('cluster', '-oyaml', '--fqdn', 'nowhere', '-f', 'dump.json').stdout).toBe('[]\n');
  });

  it.each([[['secret', '-o', 'json']], [['secret', '-o', 'yaml']], [['all', '-o', 'json']], [['all', '-o', 'yaml']]])(
    '%j tell no key unless asked',
    (args) => {
      const { stdout } = pc(...args, '-f', 'dump.json');
      expect(stdout).toContain('[redacted]');
      expect(stdout).not.toContain('THE KEY');
      expect(pc(...args, '--show-secrets', '-f', 'dump.json').stdout).toContain('THE KEY');
    },
  );

  it('of everything are the dump itself', () => {
    expect(pc('all', '-o', 'json', '--show-secrets', '-f', 'dump.json').stdout).toBe(`${text}\n`);
  });
});

describe('input', () => {
  it.each(['pc', 'proxy-config'])('is taken from standard input by %s', (family) => {
    expect(new Sandbox().run([family, 'c', '-f', '-'], { input: text }).stdout).toMatch(/^SERVICE FQDN/);
  });

  it.each([
    [['cluster', '-f', 'dump.json', '-o', 'xml'], 64, '--output takes short, json or yaml, not "xml"'],
    [['cluster', '-f', 'dump.json', '--port', 'http'], 64, '--port takes a port, not "http"'],
    [['cluster', '-f', 'dump.json', '--port', '65536'], 64, '--port takes a port'],
    [['cluster', 'cart-1', '-f', 'dump.json'], 64, 'name a pod or a file, not both'],
    [['cluster', 'cart-1', '-l', 'app=cart'], 64, 'name a pod or --selector, not both'],
    [['cluster', '-f', 'dump.json', '-l', 'app=cart'], 64, '--selector chooses running proxies'],
    [['cluster', 'cart-1', 'cart-2'], 64, 'name one pod, not 2'],
    [['cluster', 'cart-1'], 1, 'there is no kubeconfig'],
    [['secret'], 64, 'name a pod, pods by --selector, a saved dump by --file, or a bug report by --from'],
    [['log'], 64, 'name a pod, or pods by --selector'],
    [['log', 'cart-1', '--level', 'loud'], 64, '--level takes trace, debug'],
    [['log', 'cart-1', '--level', 'info', '--reset'], 64, '--reset sets all levels'],
    [['cluster', '-f', 'gone.json'], 65, 'gone.json'],
    [['cluster', '-f', 'clusters.json'], 65, '"proxy-config endpoint" reads'],
    [['endpoint', '-f', 'dump.json'], 65, 'proxy-config eds'],
    [
      ['listener', '-f', 'later.json'],
      1,
      'later.json holds no listeners (ListenersConfigDump): it holds clusters, secrets',
    ],
    [['clutser', '-f', 'dump.json'], 64, 'Did you mean "proxy-config cluster'],
  ])('%j', (args, status, message) => {
    const ended = pc(...args);
    expect(ended).toMatchObject({ status, stdout: '' });
    expect(ended.stderr).toContain(message);
  });

  it('that is cut off is told by place', () => {
    const ended = new Sandbox().run(['pc', 'cluster', '-f', '-'], { input: text.slice(0, 600) });
    expect(ended).toMatchObject({ status: 65, stdout: '' });
    expect(ended.stderr).toMatch(/^Error: stdin:\d+:\d+: the text ends here/);
  });

  it('may be the proxy’s own complaint', () => {
    const ended = new Sandbox().run(['pc', 'cluster', '-f', '-'], { input: 'Failed: \u001b[31m no such type' });
    expect(ended.status).toBe(65);
    expect(ended.stderr).toContain('Failed: \\x1b[31m no such type');
  });
});

it('notes what Envoy refused', () => {
  const refused = {
    error_state: {
      failed_configuration: any('envoy.config.cluster.v3.Cluster', { name: 'new' }),
      details: 'no such type',
    },
  };
  const dump = dumpOf(section('Clusters', { dynamic_active_clusters: [{ cluster: { name: 'old' } }, refused] }));
  expect(new Sandbox().run(['pc', 'cluster', '-f', '-'], { input: dump.text })).toMatchObject({
    status: 0,
    stderr: 'warning: Envoy refused cluster new: no such type\n',
  });
});

describe('diff', () => {
  it('tells what changed', () => {
    const { status, stdout, stderr } = pc('diff', 'dump.json', 'later.json');
    expect(status).toBe(79);
    expect(stdout).toContain('cluster outbound|80||cart.shop:\n  + connectTimeout: "1s"\n');
    expect(stdout).toContain('0 resources removed, 0 added, 2 changed, 1 the same.\n');
    expect(stderr).toContain('note: only one dump tells of static clusters, listeners');
  });

  it('tells programs, too', () => {
    expect(JSON.parse(pc('diff', 'dump.json', 'later.json', '-o', 'json').stdout)).toMatchObject({
      ...{ before: 'dump.json', after: 'later.json', removed: [], added: [], same: 1 },
      changed: [
        { kind: 'cluster', changes: [{ path: 'connectTimeout', type: 'added', new: '1s' }] },
        { kind: 'secret' },
      ],
    });
  });

  it('is content where nothing did', () => {
    expect(pc('diff', 'dump.json', 'dump.json')).toMatchObject({
      status: 0,
      stdout: 'No difference: 8 resources are the same.\n',
    });
  });

  it.each([[['dump.json']], [['a', 'b', 'c']], [['-', '-']]])('refuses %j', (args) => {
    expect(pc('diff', ...args)).toMatchObject({ status: 64, stdout: '' });
  });
});

describe('rootca-compare', () => {
  it('says who can talk to whom', () => {
    expect(pc('rootca-compare', 'dump.json', 'dump.json')).toMatchObject({
      status: 0,
      stdout: 'dump.json and dump.json trust the same root certificate: they can talk to each other\n',
    });
    expect(pc('rc', 'dump.json', 'later.json')).toMatchObject({ status: 1, stdout: '' });
  });
});

it('experimental authz check lists policies', () => {
  const rbac = {
    name: 'envoy.filters.http.rbac',
    typed_config: any('envoy.extensions.filters.http.rbac.v3.RBAC', {
      rules: { policies: { 'ns[shop]-policy[cart]-rule[0]': {} } },
    }),
  };
  const { text: input } = dumpOf(
    listeners([{ name: 'in', filter_chains: [{ filters: [http({ http_filters: [rbac] })] }] }]),
  );
  expect(new Sandbox().run(['x', 'authz', 'check', '-f', '-'], { input })).toMatchObject({
    status: 0,
    stdout: 'ACTION   AuthorizationPolicy   RULES\nALLOW    cart.shop             1\n',
  });
  expect(new Sandbox().run(['x', 'authz', 'check', '-f', '-'], { input: dumpOf(listeners([])).text })).toMatchObject({
    status: 0,
    stdout: 'ACTION   AuthorizationPolicy   RULES\n',
    stderr: 'note: stdin holds no listeners of Istio’s, so nothing enforces policies\n',
  });
  expect(new Sandbox().run(['x', 'authz', 'chekc'])).toMatchObject({ status: 64 });
});
