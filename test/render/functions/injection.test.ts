import { describe, expect, it } from 'vitest';
import { injectionFunctions } from '../../../src/render/functions/injection.ts';
import { fromJson } from '../../../src/render/template/model/json.ts';
import { Dictionary, stringMapType, type Value } from '../../../src/render/template/model/values.ts';
import { Template } from '../../../src/render/template/template.ts';

const functions = injectionFunctions(new Map([['REGION', 'north']]));
const texts = (entries: Readonly<Record<string, string>>) =>
  new Dictionary(stringMapType, new Map(Object.entries(entries)));
/** Pods and messages as maps from Go's names; test/inject/data has the structs that injection gives. */
const data = new Map<string, Value>([
  ...(fromJson({
    containers: [
      {
        Name: 'app',
        Image: 'registry:5000/app:1.2@sha256:ab',
        Ports: [{ ContainerPort: 80 }, { ContainerPort: 53, Protocol: 'UDP' }, { ContainerPort: 90, Protocol: 'TCP' }],
      },
      { Name: 'istio-proxy', Ports: [{ ContainerPort: 15090 }] },
    ],
    duration: { Seconds: 90, Nanos: 500_000_000 },
    mesh: { ExtensionProviders: [{ Opentelemetry: { ServiceAttributeEnrichment: 'OTEL_SEMANTIC_CONVENTIONS' } }] },
    nils: { a: null, b: { c: null }, d: [null, 1], e: {}, f: 'x', g: [null] },
  }) as Map<string, Value>),
  ['meta', new Map([['Annotations', texts({ a: 'one', empty: '' })]])],
]);

/** Checked against istiod's own functions. */
describe('functions of injection templates', () => {
  it.each([
    ['formatDuration .duration', '1m30.5s'],
    ['formatDuration "5s"', '5s'],
    ['formatDuration nil', '0s'],
    ['isset .meta.Annotations "empty"', 'true'],
    ['isset .meta.Annotations "b"', 'false'],
    ['annotation .meta "a" 5', 'one'],
    ['annotation .meta "empty" 5', ''],
    ['annotation .meta "b" 5', '5'],
    ['valueOrDefault "" 3', '3'],
    ['valueOrDefault 0 3', '0'],
    ['excludeInboundPort 15020 "80, 90"', '80,90,15020'],
    ['excludeInboundPort 90 "80,90"', '80,90'],
    ['excludeInboundPort 0 " 80"', ' 80'],
    ['excludeInboundPort "15021" ""', '15021'],
    ['includeInboundPorts .containers', '80,90,15090'],
    ['applicationPorts .containers', '80,90'],
    ['kubevirtInterfaces "eth0"', 'eth0'],
    ['excludeInterfaces "eth1"', 'eth1'],
    ['toJSON (strdict "b" "1" "a")', '{"a":"","b":"1"}'],
    ['toJSON nil', '{}'],
    ['(fromJSON "{\\"a\\": [1]}").a', '[1]'],
    ['fromJSON "{"', '{}'],
    ['structToJSON nil', '{}'],
    ['structToJSON (list "<" 1)', '["\\u003c",1]'],
    ['protoToJSON nil', '{}'],
    ['toYaml (strdict "a" "b")', 'a: b\n'],
    ['indent 2 "a\\nb\\n"', 'a\n  b\n  '],
    ['indent -1 "a\\nb"', 'a\n b'],
    ['appendMultusNetwork "[]" "a/b/c"', '[, {"name": "b", "namespace": "a"}]'],
    ['directory "/etc/x/y.pem"', '/etc/x/'],
    ['directory "y.pem"', ''],
    ['contains "b" "abc"', 'true'],
    ['toLower "ABC"', 'abc'],
    ['appendMultusNetwork "" "istio-cni"', 'istio-cni'],
    ['appendMultusNetwork "a, b" "istio-cni"', 'a, b, istio-cni'],
    ['appendMultusNetwork "a, istio-cni" "istio-cni"', 'a, istio-cni'],
    ['appendMultusNetwork "[{\\"name\\": \\"a\\"}]" "istio-cni"', '[{"name": "a"}, {"name": "istio-cni"}]'],
    ['appendMultusNetwork "[{\\"name\\": \\"a\\"}]" "ns/n"', '[{"name": "a"}, {"name": "n", "namespace": "ns"}]'],
    [
      'appendMultusNetwork "[{\\"name\\": \\"n\\", \\"namespace\\": \\"ns\\"}]" "ns/n"',
      '[{"name": "n", "namespace": "ns"}]',
    ],
    ['appendMultusNetwork "[bad]" "n"', '[bad]'],
    ['env "REGION" "x"', 'north'],
    ['env "NONE" "x"', 'x'],
    ['expandenv "$REGION-$NONE"', 'north-'],
    ['omit (strdict "a" "1" "b" "2") "a" "z"', 'map[b:2]'],
    ['toJsonMap (strdict "a" "1" "b" "1") .meta.Annotations', '{"a":"one","b":"1","empty":""}'],
    ['mergeMaps (strdict "a" "1") (strdict "a" "2")', 'map[a:2]'],
    ['mergeMaps', 'map[]'],
    ['omitNil .nils', 'map[d:[1] e:map[] f:x]'],
    ['omitNil (dict "a" nil)', '<no value>'],
    [
      'otelResourceAttributes .mesh nil (strdict) "ns" (list (index .containers 0))',
      'service.namespace=ns,service.version=1.2@sha256:ab,service.instance.id=ns.$(POD_NAME).app',
    ],
    [
      'otelResourceAttributes .mesh (strdict "resource.opentelemetry.io/service.namespace" "mine") (strdict "app.kubernetes.io/version" "7") "ns" nil',
      'service.namespace=mine,service.version=7',
    ],
    ['otelResourceAttributes (dict) nil nil "ns" .containers', ''],
    ['fromJson "[1]" | first', '1'],
  ])('%s', (pipeline, expected) => {
    expect(new Template('t').funcs(functions).parse(`{{ ${pipeline} }}`).execute(data)).toBe(expected);
  });

  it.each([
    ['isset (dict "a" 1) "a"', 'expected map[string]string'],
    ['omit (dict "a" 1) "a"', 'expected map[string]string'],
    ['protoToJSON "a"', 'expected proto.Message'],
  ])('%s fails', (pipeline, message) => {
    expect(() => new Template('t').funcs(functions).parse(`{{ ${pipeline} }}`).execute(data)).toThrow(message);
  });
});
