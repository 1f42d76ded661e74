import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/base/errors.ts';
import { userSettings } from '../../../src/install/merge-inputs.ts';
import { parseSetFlag } from '../../../src/install/settings/set-flag.ts';
import type { Json } from '../../../src/resources/json.ts';
import { kindSchema } from '../../../src/schema/validator.ts';

const schema = (await kindSchema('install.istio.io/IstioOperator'))!;
const specOf = (...flags: string[]): Json =>
  userSettings(
    [],
    flags.map((flag) => parseSetFlag(flag)),
    schema,
  ).operator.spec as Json;

describe('a path', () => {
  it.each<[string[], Json]>([
    [['profile=demo'], { profile: 'demo' }],
    [['values.global.proxy.logLevel=info'], { values: { global: { proxy: { logLevel: 'info' } } } }],
    [['values.a=1', 'values.b=2', 'values.a=3'], { values: { a: 3, b: 2 } }],
    [['values.x[0]=a', 'values.x[0]=b', 'values.x[1]=c'], { values: { x: ['b', 'c'] } }],
    [['values.x[5]=a', 'values.x[-1]=b'], { values: { x: ['a', 'b'] } }],
    [
      ['components.ingressGateways[0].name=a', 'components.ingressGateways[name:a].enabled=false'],
      { components: { ingressGateways: [{ name: 'a', enabled: false }] } },
    ],
    [['values.x.a\\.b/c=1'], { values: { x: { 'a.b/c': 1 } } }],
    [['values.x.__proto__=1'], { values: { x: JSON.parse('{"__proto__":1}') } }],
    [['meshConfig.accessLogFormat=a=b'], { meshConfig: { accessLogFormat: 'a=b' } }],
    [[' hub = example.com '], { hub: 'example.com' }],
  ])('%j', (flags, spec) => {
    expect(specOf(...flags)).toEqual(spec);
  });

  it.each([
    [['hub'], '--set hub: write it as path=value, such as profile=demo'],
    [['values.a[=1'], '--set values.a[=1: the path before "=" cannot be read: a "[" has no "]"'],
    [['=1'], '--set =1: the path before "=" cannot be read: it names nothing'],
    [['values.a=1', 'values.a.b=2'], '--set values.a.b=2: spec.values.a is 1 already, and not a map'],
    [['values.a=1', 'values.a[0]=2'], '--set values.a[0]=2: spec.values.a is 1 already, and not a list'],
    [
      ['components.ingressGateways[name:a].enabled=true'],
      '--set components.ingressGateways[name:a].enabled=true: spec.components.ingressGateways has no item with [name:a]: ' +
        'neither files nor flags before it list any. A list of a profile cannot be added to',
    ],
    [['values.a[b]=1'], '--set values.a[b]=1: [b] behind spec.values.a is neither [index] nor [key:value]'],
  ])('%j is refused', (flags, message) => {
    expect(() => specOf(...flags)).toThrow(new UsageError(message));
  });
});

describe('a value', () => {
  /** What `text` stands for at a path; `env` and `x` take anything. */
  const read = (path: string, text: string): Json | undefined => {
    let here: Json | undefined = specOf(`${path}=${text}`);
    for (const step of path.split('.')) here = (here as Readonly<Record<string, Json>>)[step];
    return here;
  };

  it.each<[string, Json]>([
    ['1', 1],
    ['-5', -5],
    ['+5', 5],
    ['-0', 0],
    ['1.5', 1.5],
    ['1e3', 1000],
    ['0755', 755],
    ['true', true],
    ['T', true],
    ['False', false],
    ['yes', 'yes'],
    ['null', 'null'],
    ['', ''],
    ['1m', '1m'],
    ['Infinity', 'Infinity'],
    ['a\\,b', 'a,b'],
    ['{a,b}', '{a,b}'],
    ['"1"', '"1"'],
  ])('%j, where anything goes', (text, value) => {
    expect(read('values.pilot.env.X', text)).toEqual(value);
  });

  it.each<[string, string, Json]>([
    ['tag', '1.30', '1.30'],
    ['revision', '1', '1'],
    ['meshConfig.defaultConfig.proxyMetadata.DNS', 'true', 'true'],
    ['components.pilot.k8s.podAnnotations.a', '1', '1'],
    ['compatibilityVersion', '1.28', '1.28'],
  ])('of %s, which takes strings, %j stays one', (path, text, value) => {
    expect(read(path, text)).toBe(value);
  });

  it.each<[string, string, Json]>([
    ['values.pilot.traceSampling', '100', 100],
    ['values.pilot.traceSampling', '.50', 0.5],
    ['values.pilot.autoscaleMin', '+2', 2],
    ['components.pilot.k8s.resources.requests.cpu', '1.0', 1],
    ['components.pilot.k8s.resources.requests.cpu', '100m', '100m'],
    ['components.pilot.k8s.replicaCount', '2', 2],
    ['components.pilot.enabled', 'false', false],
    ['components.pilot.enabled', 'null', null],
    ['values.global.imagePullSecrets', '{a, b}', ['a', 'b']],
    ['values.global.imagePullSecrets', '["a"]', ['a']],
    ['components.pilot.k8s.nodeSelector', '{"disk": "fast"}', { disk: 'fast' }],
    ['components.pilot.k8s.podDisruptionBudget.maxUnavailable', '1', 1],
    ['components.pilot.k8s.podDisruptionBudget.maxUnavailable', '50%', '50%'],
    ['components.pilot.enabled', 'maybe', 'maybe'],
  ])('of %s, %j is what the field takes', (path, text, value) => {
    expect(read(path, text)).toEqual(value);
  });
});
