import { describe, expect, test } from 'vitest';
import { orList } from '../../../src/base/list-names.ts';
import type { IstioOperatorSpec } from '../../../src/schema/compiled/install.istio.io/IstioOperator.js';
import { profiles } from '../../../src/schema/compiled/profiles.js';
import rules from '../../../src/schema/rules/istio-operator.ts';
import { problemsOf } from '../../support/rules.ts';

type Case = readonly [string, IstioOperatorSpec, readonly string[]];

const ingress = (k8s: object, name = 'edge'): IstioOperatorSpec => ({
  components: { ingressGateways: [{ name, k8s }] },
});
const proxy = (settings: object): IstioOperatorSpec => ({ values: { global: { proxy: settings } } });
const notRoot = (chart: string) =>
  `the gateway does not run as root. Else set spec.values.gateways.${chart}.runAsRoot to true`;

const noNamespace = (name: string) =>
  `must be lowercase letters, digits and inner "-", at most 63 of them, not "${name}"`;

const namespaces: readonly Case[] = [
  ['of Istio, and of a gateway', { values: { global: { istioNamespace: 'mesh' } }, components: { pilot: {} } }, []],
  ['none', { values: { global: { istioNamespace: '' } }, components: { pilot: { namespace: '' } } }, []],
  [
    'a path',
    { values: { global: { istioNamespace: '/../up' } } },
    [`warning spec.values.global.istioNamespace: ${noNamespace('/../up')}`],
  ],
  [
    'of components',
    { components: { pilot: { namespace: 'A' }, ingressGateways: [{ name: 'edge', namespace: 'a.b' }] } },
    [
      `warning spec.components.pilot.namespace: ${noNamespace('A')}`,
      `warning spec.components.ingressGateways[0].namespace: ${noNamespace('a.b')}`,
    ],
  ],
];

const images: readonly Case[] = [
  ['a registry and a folder', { hub: 'registry.istio.io/release', tag: '1.30.3' }, []],
  ['a registry with a port', { hub: 'localhost:5000', tag: 'v1_x.Y' }, []],
  ['an IPv6 registry', { hub: '[fd00::1]:5000/mesh' }, []],
  ['a folder at the default registry', { hub: 'istio', tag: 2 }, []],
  ['a fraction', { tag: 1.25 }, []],
  ['an empty hub', { hub: '' }, []],
  [
    'a hub that ends with a tag',
    { hub: 'example.com/mesh:1' },
    [
      'spec.hub: must be lowercase letters, digits, "_", "-", "." and "/" after the registry, at most 249 of them, not "example.com/mesh:1"',
    ],
  ],
  [
    'a hub in uppercase',
    { hub: 'Mesh' },
    [
      'spec.hub: must be lowercase letters, digits, "_", "-", "." and "/" after the registry, at most 249 of them, not "Mesh"',
    ],
  ],
  [
    'a hub with a user',
    { hub: 'me@example.com/mesh' },
    ['spec.hub: must start with a host, perhaps with a port: "me@example.com" is none'],
  ],
  [
    'an escaped host',
    { hub: '%c3.example/mesh' },
    ['spec.hub: must start with a host, perhaps with a port: "%c3.example" is none'],
  ],
  [
    'a URL as hub',
    { hub: 'https://example.com/mesh' },
    [
      'warning spec.hub: must be a registry and a folder such as registry.istio.io/release: "https://example.com/mesh/pilot" is no name of an image',
    ],
  ],
  [
    'a hub that ends with a slash',
    { hub: 'example.com/mesh/' },
    [
      'warning spec.hub: must be a registry and a folder such as registry.istio.io/release: "example.com/mesh//pilot" is no name of an image',
    ],
  ],
  ['an empty tag', { tag: '' }, ['spec.tag: must not be empty']],
  [
    'a tag with a plus',
    { tag: '1.30+fix' },
    ['spec.tag: must be letters, digits, "_", "-" and ".", at most 128 of them, not "1.30+fix"'],
  ],
  [
    'a big number',
    { tag: 1000000 },
    ['spec.tag: must be in quotes: the number 1000000 is written 1e+06, which is no tag'],
  ],
  ['the biggest number without exponent', { tag: 999999 }, []],
  [
    'a date',
    { tag: 20260101 },
    ['spec.tag: must be in quotes: the number 20260101 is written 2.0260101e+07, which is no tag'],
  ],
  [
    'a tag that starts with a hyphen',
    { tag: '-x' },
    ['warning spec.tag: must start with a letter, a digit or "_", unlike "-x"'],
  ],
  [
    "parts' own images",
    {
      values: { global: { hub: 'x/', tag: 'a b' } },
      components: { pilot: { hub: 'example.com/mesh', tag: 1e6 }, ingressGateways: [{ tag: '+' }], cni: { tag: '' } },
    },
    [
      'warning spec.values.global.hub: must be a registry and a folder such as registry.istio.io/release: "x//pilot" is no name of an image',
      'warning spec.values.global.tag: must be letters, digits, "_", "-" and ".", at most 128 of them, not "a b"',
      'warning spec.components.pilot.tag: must be in quotes: the number 1000000 is written 1e+06, which is no tag',
      'warning spec.components.ingressGateways[0].tag: must be letters, digits, "_", "-" and ".", at most 128 of them, not "+"',
    ],
  ],
];

const names: readonly Case[] = [
  ['nothing', {}, []],
  ['a revision', { revision: 'canary-1', values: { revision: 'canary-1' } }, []],
  [
    'a revision that is no label',
    { revision: '1.30' },
    ['spec.revision: must be letters, digits and inner hyphens, at most 63 of them, not "1.30"'],
  ],
  [
    'revisions in uppercase',
    { revision: 'Canary', values: { revision: 'Canary' } },
    [
      'warning spec.revision: must be lowercase letters, digits and inner hyphens, as objects are named for it, not "Canary"',
      'warning spec.values.revision: must be lowercase letters, digits and inner hyphens, as objects are named for it, not "Canary"',
    ],
  ],
  ['a gateway without a name', ingress({}, ''), []],
  [
    'a gateway that no object can be named for',
    { components: { egressGateways: [{ name: 'way-out' }, { name: 'Way_out' }] } },
    [
      'spec.components.egressGateways[1].name: must be lowercase letters, digits, "-" and ".", at most 254 of them, not "Way_out"',
    ],
  ],
  [
    'a gateway that no Service can be named for',
    ingress({}, 'edge.eu'),
    [
      'warning spec.components.ingressGateways[0].name: must be a Service\'s name too: at most 63 lowercase letters, digits and inner hyphens after a letter, not "edge.eu"',
    ],
  ],
  [
    'a gateway without a Service',
    { ...ingress({}, 'edge.eu'), values: { gateways: { 'istio-ingressgateway': { customService: true } } } },
    [],
  ],
  ['known presets', { profile: 'openshift-ambient', compatibilityVersion: '1.29' }, []],
  [
    'known presets of charts',
    { values: { profile: 'ambient', global: { platform: 'k3s' }, compatibilityVersion: '' } },
    [],
  ],
  ["presets of one's own", { installPackagePath: './mesh', profile: 'team/shop', compatibilityVersion: '2' }, []],
  [
    'a profile that is not there',
    { profile: 'ambeint' },
    [`spec.profile: must be ${orList(Object.keys(profiles))}, not "ambeint". Did you mean "ambient"?`],
  ],
  [
    'a path as profile',
    { profile: './shop.yaml' },
    [
      'spec.profile: must be a profile\'s name, not a path such as "./shop.yaml". Give a file of your own by itself, with -f',
    ],
  ],
  [
    'presets that are not there',
    {
      compatibilityVersion: '1.30',
      values: { profile: 'default', compatibilityVersion: '1.2', global: { platform: 'aks' } },
    },
    [
      'spec.compatibilityVersion: must be 1.25, 1.26, 1.27, 1.28 or 1.29, not "1.30"',
      'spec.values.profile: must be ambient, demo, preview, remote or stable, not "default"',
      'spec.values.compatibilityVersion: must be 1.25, 1.26, 1.27, 1.28 or 1.29, not "1.2". Did you mean "1.25"?',
      'spec.values.global.platform: must be gke, k3d, k3s, microk8s, minikube or openshift, not "aks"',
    ],
  ],
];

const redirection: readonly Case[] = [
  ['all', proxy({ includeIPRanges: '*', excludeIPRanges: '', includeInboundPorts: '*', excludeInboundPorts: '' }), []],
  ['lists', proxy({ includeIPRanges: '10.0.0.0/8,fd00::/8', includeInboundPorts: '80,,*,0,65535' }), []],
  [
    'blocks that are none',
    proxy({ includeIPRanges: '*,10.0.0.0/33', excludeIPRanges: '10.0.0.1, 10.0.0.0/8' }),
    [
      ...['"*"', '"10.0.0.0/33"'].map(
        (item) =>
          `spec.values.global.proxy.includeIPRanges: must be "*", or blocks of IP addresses such as 10.1.0.0/16 with commas between: ${item} is none`,
      ),
      ...['"10.0.0.1"', '" 10.0.0.0/8"'].map(
        (item) =>
          `spec.values.global.proxy.excludeIPRanges: must be "*", or blocks of IP addresses such as 10.1.0.0/16 with commas between: ${item} is none`,
      ),
    ],
  ],
  [
    'ports that are none',
    proxy({ includeInboundPorts: '80,http', excludeInboundPorts: '-1,65536' }),
    [
      'spec.values.global.proxy.includeInboundPorts: must be "*", or ports from 0 to 65535 with commas between: "http" is none',
      'spec.values.global.proxy.excludeInboundPorts: must be "*", or ports from 0 to 65535 with commas between: "-1" is none',
      'spec.values.global.proxy.excludeInboundPorts: must be "*", or ports from 0 to 65535 with commas between: "65536" is none',
    ],
  ],
];

const ports = [{ port: 80 }, { port: 81, targetPort: 90 }, { port: 1024, targetPort: 0 }];
const portProblems = (at: string, chart: string): string[] => [
  `${at}[0].targetPort: must be set, to 1024 or more, for port 80: ${notRoot(chart)}`,
  `${at}[1].targetPort: must be 1024 or more, not 90: ${notRoot(chart)}`,
  `${at}[2].targetPort: must be set, to 1024 or more, for port 1024: ${notRoot(chart)}`,
];

const gateways: readonly Case[] = [
  [
    'ports for everyone',
    ingress({ service: { ports: [{ port: 80, targetPort: 8080 }, { port: 1025 }, { port: 80, targetPort: 'web' }] } }),
    [],
  ],
  [
    'privileged ports',
    ingress({ service: { ports } }),
    portProblems('spec.components.ingressGateways[0].k8s.service.ports', 'istio-ingressgateway'),
  ],
  [
    'privileged ports on the way out',
    {
      components: { egressGateways: [{ name: 'out', k8s: { service: { ports } } }] },
      values: { gateways: { 'istio-ingressgateway': { runAsRoot: true } } },
    },
    portProblems('spec.components.egressGateways[0].k8s.service.ports', 'istio-egressgateway'),
  ],
  [
    'privileged ports in values',
    { values: { gateways: { 'istio-ingressgateway': { ingressPorts: [...ports, { port: '80' }] } } } },
    portProblems('spec.values.gateways.istio-ingressgateway.ingressPorts', 'istio-ingressgateway'),
  ],
  [
    'privileged ports for root',
    {
      ...ingress({ service: { ports } }),
      values: { gateways: { 'istio-ingressgateway': { runAsRoot: true, ingressPorts: ports } } },
    },
    [],
  ],
  [
    'replicas beside autoscaling',
    {
      components: {
        pilot: { k8s: { replicaCount: 2 } },
        ingressGateways: [{ name: 'edge', k8s: { replicaCount: 1 } }, { name: 'side' }],
        egressGateways: [{ name: 'out', k8s: { replicaCount: 3 } }],
      },
      values: { pilot: { autoscaleEnabled: true }, gateways: { 'istio-ingressgateway': { autoscaleEnabled: true } } },
    },
    [
      'warning spec.components.pilot.k8s.replicaCount: is overridden, as spec.values.pilot.autoscaleEnabled is true. Set autoscaleMin there, or turn autoscaling off',
      'warning spec.components.ingressGateways[0].k8s.replicaCount: is overridden, as spec.values.gateways.istio-ingressgateway.autoscaleEnabled is true. Set autoscaleMin there, or turn autoscaling off',
    ],
  ],
  [
    'one replica of istiod, and no autoscaling',
    {
      components: { pilot: { k8s: { replicaCount: 1 } }, egressGateways: [{ name: 'out', k8s: { replicaCount: 3 } }] },
      values: { pilot: { autoscaleEnabled: true }, gateways: { 'istio-egressgateway': { autoscaleEnabled: false } } },
    },
    [],
  ],
];

const settings: readonly Case[] = [
  [
    'deprecated values',
    {
      values: {
        global: {
          tracer: { zipkin: { address: 'zipkin:9411' }, datadog: { address: '' } },
          proxy: { holdApplicationUntilProxyStarts: false },
        },
      },
    },
    [
      'warning spec.values.global.tracer.zipkin.address: is deprecated. Use spec.meshConfig.defaultConfig.tracing.zipkin.address',
      'warning spec.values.global.proxy.holdApplicationUntilProxyStarts: is deprecated. Use spec.meshConfig.defaultConfig.holdApplicationUntilProxyStarts',
    ],
  ],
  [
    'what istiod no longer has',
    {
      meshConfig: { defaultConfig: { tracing: { stackdriver: { debug: false } } } },
      values: { global: { tracer: { stackdriver: { maxNumberOfAttributes: 2 } }, pilotCertProvider: 'kubernetes' } },
    },
    [
      'spec.values.global.tracer.stackdriver.maxNumberOfAttributes: is no longer supported. Trace with an opentelemetry provider of spec.meshConfig.extensionProviders',
      'spec.meshConfig.defaultConfig.tracing.stackdriver.debug: is no longer supported. Trace with an opentelemetry provider of spec.meshConfig.extensionProviders',
      'spec.values.global.pilotCertProvider: must be istiod, custom, none or k8s.io/ and a signer: "kubernetes" is no longer supported',
    ],
  ],
  [
    'the same without istiod',
    { components: { pilot: { enabled: false } }, values: { global: { pilotCertProvider: 'kubernetes' } } },
    [],
  ],
  [
    "the same with charts of one's own",
    { installPackagePath: './mesh', values: { global: { pilotCertProvider: 'kubernetes' } } },
    [],
  ],
  ['another issuer', { values: { global: { pilotCertProvider: 'k8s.io/shop', tracer: { stackdriver: {} } } } }, []],
  [
    'what has no effect',
    {
      namespace: 'istio-system',
      components: {
        istiodRemote: {},
        base: { k8s: { replicaCount: 2, overlays: [] } },
        pilot: { k8s: { volumes: [{ name: 'certs' }], volumeMounts: [] } },
        ingressGateways: [{ hub: 'example.com/mesh', k8s: { volumeMounts: [{ name: 'certs', mountPath: '/certs' }] } }],
      },
      values: { istio_cni: { enabled: true }, gateways: { istio_egressgateway: { runAsRoot: true } } },
    },
    [
      'warning spec.namespace: has no effect. Set spec.values.global.istioNamespace',
      'warning spec.components.istiodRemote: has no effect. Use the profile remote, or spec.values.pilot.istiodRemote',
      'warning spec.values.istio_cni: has no effect. Use spec.values.pilot.cni',
      'warning spec.values.gateways.istio_egressgateway: has no effect. Write istio-egressgateway',
      'warning spec.components.base.k8s.replicaCount: has no effect here: only overlays has',
      'warning spec.components.pilot.k8s.volumes: has no effect. Use overlays, or for istiod spec.values.pilot',
      'warning spec.components.ingressGateways[0].hub: has no effect: gateways take spec.hub',
      'warning spec.components.ingressGateways[0].k8s.volumeMounts: has no effect. Use overlays, or for istiod spec.values.pilot',
    ],
  ],
  ['a part that is turned off', { components: { istiodRemote: { enabled: false } }, namespace: '' }, []],
];

describe.each([
  ['namespaces', namespaces],
  ['images', images],
  ['names', names],
  ['redirection', redirection],
  ['gateways', gateways],
  ['settings', settings],
])('IstioOperator, %s', (_, cases) => {
  test.each(cases)('%s', (_name, spec, expected) => {
    expect(problemsOf(rules, spec)).toEqual(expected);
  });
});
