import fc from 'fast-check';
import { nasty } from './nasty.ts';

const paths = [
  ...[
    'k8s/',
    'k8s/catalog.yaml',
    'cart.yaml',
    'mesh.yaml',
    'mesh-config.yaml',
    'istio.yaml',
    'inject.yaml',
    'values.json',
  ],
  ...[
    'dump.json',
    'clusters.json',
    'ztunnel.json',
    'dumps/',
    'group.yaml',
    'crds/',
    'a.yaml',
    'b.yaml',
    'cart-injected.yaml',
  ],
  ...['bug-report.tar.gz', 'bug-report', 'istio-1.30.3/manifests', 'istio-1.30.3.tgz', 'meshwright.yaml'],
  ...[
    '-',
    '.',
    '..',
    '../other',
    'absent',
    'absent/deeper/file',
    'out/',
    'out.yaml',
    '',
    'a\u0000b',
    '/dev/null',
    '/proc/self/mem',
    '~',
    'k8s/*',
  ],
];

/** What flags and arguments take, by words of their placeholder; sound values, and some that are not. */
const values: readonly (readonly [RegExp, readonly string[]])[] = [
  [/file|path|folder|report|before|after/i, paths],
  [
    /path=value/,
    [
      'profile=demo',
      'profile=ambient',
      'revision=canary',
      'values.global.hub=x',
      'a.b.c=1',
      'meshConfig.enableTracing=true',
    ],
  ],
  [
    /path=value/,
    [
      'components.ingressGateways[0].enabled=false',
      'components.ingressGateways[99999999].name=x',
      'a[name:b].c=1',
      'values={a,b}',
      '=',
      'x=',
    ],
  ],
  [
    /path=value/,
    [
      'values.global.proxy.resources={"a": [1]}',
      'components.cni.enabled=true',
      'components.pilot.k8s.overlays[0].kind=x',
      'a[-1]=1',
      '[0]=1',
      'a..b=1',
    ],
  ],
  [/code/i, ['IST0101', 'IST0101=off', 'IST0103=Pod a/*', 'IST9999=*', 'MWH101', 'MW0001', '=', 'IST0101=[']],
  [/level/, ['Warning', 'error', 'off', 'debug', 'http:debug,router:debug', 'all:trace', ':', ',,,', '-1', '9']],
  [
    /format/,
    [
      'json',
      'yaml',
      'text',
      'table',
      'short',
      'sarif',
      'junit',
      'markdown',
      'json=out.json',
      'crd',
      'prom',
      'JSON',
      'x=y',
    ],
  ],
  [
    /duration|time|seconds/,
    ['1s', '300ms', '0s', '-1s', '1h', '1e9h', '9999999999h', 'soon', '2026-01-01T00:00:00Z', '3600'],
  ],
  [
    /port|number|lines|size|weight/,
    ['0', '80', '15000', '65535', '65536', '-1', '1e3', '99999999999', '1Mi', '1Ei', '0x10'],
  ],
  [
    /labels|selector|key|config/,
    ['app=cart', 'app=cart,version=v1', 'app in (a,b)', '!app', '=', ',', 'a=b=c', 'tcp=3306', 'tcp=x', 'a.b=c'],
  ],
  [
    /pod|name|workload|service|tag|revision|proxy|kind|cluster/i,
    [
      'cart',
      'cart-1.shop',
      'deploy/cart.shop',
      'shop/web',
      'shop/reviews:9080',
      'a/b/c/d',
      '..',
      'default',
      'Gateway',
      'VirtualService.spec.http',
    ],
  ],
  [/address|url|host|ip/i, ['10.0.0.1', '::1', 'localhost:1', 'https://x', '127.0.0.1:99999', '[::', '0.0.0.0/0']],
  [
    /pattern|word|text|type|mode|traffic|objects|a->b|fqdn/,
    [
      '*',
      'inbound',
      'outbound',
      'STRICT',
      'Service:*:*',
      'Deployment:*:a->Deployment:*:b',
      'LDS',
      'all',
      '(a+)+$',
      '[',
    ],
  ],
  [/version/, ['1.21', '1.30.3', '0', 'v2', '1.99']],
];
/** All of them. */
export const anyValue = [...new Set(values.flatMap(([, some]) => some))];

/** A value for a placeholder; where a flag's description lists words, these are the sound ones. */
export function valueFor(placeholder: string, description: string): fc.Arbitrary<string> {
  const listed = /: ([\w-]+(?:, [\w-]+)+)/.exec(description)?.[1]?.split(', ');
  const sound = listed ?? values.flatMap(([words, some]) => (words.test(placeholder) ? some : []));
  return fc.oneof(
    { weight: 14, arbitrary: fc.constantFrom(...(sound.length > 0 ? sound : anyValue)) },
    { weight: 1, arbitrary: fc.constantFrom(...anyValue) },
    {
      weight: 1,
      arbitrary: fc.oneof(
        fc.constantFrom(...nasty.filter(({ length }) => length < 1000)),
        fc.string({ unit: 'binary' }),
      ),
    },
  );
}
