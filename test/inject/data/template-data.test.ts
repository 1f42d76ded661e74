import { describe, expect, it } from 'vitest';
import { meshConfigOf, withProxyConfig } from '../../../src/inject/data/mesh-config.ts';
import { templateData } from '../../../src/inject/data/template-data.ts';
import { injectionFunctions } from '../../../src/render/functions/injection.ts';
import { Template } from '../../../src/render/template/template.ts';

const mesh = withProxyConfig(
  meshConfigOf({
    connectTimeout: '1.5s',
    outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    inboundTrafficPolicy: { mode: 'LOCALHOST' },
    extensionProviders: [
      {
        name: 'otel',
        opentelemetry: { service: 'o', port: 1, serviceAttributeEnrichment: 'OTEL_SEMANTIC_CONVENTIONS' },
      },
    ],
  }),
  {
    interceptionMode: 'TPROXY',
    concurrency: 0,
    holdApplicationUntilProxyStarts: true,
    proxyMetadata: { A: '<' },
    tracing: { zipkin: { address: 'z:1' }, sampling: 1.5, tlsSettings: { caCertificates: '/a/b.pem' } },
  },
);

const data = templateData({
  pod: {
    metadata: { annotations: { a: 'one', empty: '' }, labels: { app: 'x' } },
    spec: {
      containers: [
        {
          name: 'app',
          image: 'r:5000/i:1.2@sha256:ab',
          ports: [{ containerPort: 80 }, { containerPort: 53, protocol: 'UDP' }],
        },
        { name: 'istio-proxy', ports: [{ containerPort: 15090, protocol: 'TCP' }] },
      ],
    },
  },
  owner: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'd', namespace: 'ns' },
  mesh,
  values: { global: { hub: 'h', tag: 't', number: 1.5 } },
  revision: 'r',
  nativeSidecars: true,
});

const render = (template: string): string =>
  new Template('t').funcs(injectionFunctions()).parse(template).execute(data);

/** Checked against Istio's own templates: its functions over its own data. */
describe('the data of a template', () => {
  it.each([
    [
      '{{ .TypeMeta.Kind }} {{ .TypeMeta.APIVersion }} {{ .DeploymentMeta.Namespace }}/{{ .DeploymentMeta.Name }}',
      'Deployment apps/v1 ns/d',
    ],
    [
      '{{ .Revision }} {{ .NativeSidecars }} {{ .ProxyImage }} {{ .ProxyUID }} {{ .ProxyGID }}',
      'r true h/proxyv2:t 1337 1337',
    ],
    ['{{ .InboundTrafficPolicyMode }} [{{ .CompliancePolicy }}]', 'localhost []'],
    ['{{ .Values.global.number }} {{ .Values.nothing }}', '1.5 <no value>'],
    [
      '{{ .ProxyConfig.InterceptionMode }} {{ .ProxyConfig.StatusPort }} {{ .ProxyConfig.ConfigPath }}',
      'TPROXY 15020 ./etc/istio/proxy',
    ],
    ['{{ .ProxyConfig.Concurrency.GetValue }} {{ if .ProxyConfig.Concurrency }}given{{ end }}', '0 given'],
    ['{{ .ProxyConfig.HoldApplicationUntilProxyStarts.GetValue }}', 'true'],
    ['{{ .ProxyConfig.GetTracing.GetTlsSettings.GetCaCertificates }}', '/a/b.pem'],
    ['{{ .ProxyConfig.Tracing.GetZipkin.Address }} {{ .ProxyConfig.Tracing.Tracer.Zipkin.Address }}', 'z:1 z:1'],
    ['[{{ .ProxyConfig.GetTracing.GetDatadog.GetAddress }}]', '[]'],
    ['[{{ .ProxyConfig.GetReadinessProbe.GetHttpGet.GetPort }}]', '[0]'],
    ['{{ .ProxyConfig.ClusterName.ServiceCluster }} {{ .ProxyConfig.GetServiceCluster }}', 'istio-proxy istio-proxy'],
    [
      '{{ .ProxyConfig.DrainDuration }} {{ formatDuration .MeshConfig.ConnectTimeout }} {{ formatDuration .ProxyConfig.DiscoveryRefreshDelay }}',
      'seconds:45 1.5s 0s',
    ],
    [
      '{{ .MeshConfig.OutboundTrafficPolicy.Mode }} {{ .MeshConfig.TrustDomain }} {{ .MeshConfig.EnableAutoMtls.Value }}',
      'REGISTRY_ONLY cluster.local true',
    ],
    ['{{ range .MeshConfig.ExtensionProviders }}{{ .Name }} {{ end }}', 'prometheus stackdriver envoy otel '],
    ['{{ eq .MeshConfig.DefaultConfig.StatusPort .ProxyConfig.StatusPort }}', 'true'],
    [
      '{{ printf "%T %T" .ProxyConfig .ProxyConfig.InterceptionMode }}',
      '*v1alpha1.ProxyConfig v1alpha1.ProxyConfig_InboundInterceptionMode',
    ],
    [
      '{{ toJson .ProxyConfig.DrainDuration }} {{ toJson .MeshConfig.InboundTrafficPolicy }}',
      '{"seconds":45} {"mode":"LOCALHOST"}',
    ],
    [
      '{{ protoToJSON .ProxyConfig }}',
      '{"concurrency":0,"interceptionMode":"TPROXY","tracing":{"zipkin":{"address":"z:1"},"sampling":1.5,"tlsSettings":{"caCertificates":"/a/b.pem"}},"proxyMetadata":{"A":"\\u003c"},"holdApplicationUntilProxyStarts":true}',
    ],
    ['{{ protoToJSON .ProxyConfig.Sds }} {{ protoToJSON .ProxyConfig.DrainDuration }}', '{} "45s"'],
    ['{{ includeInboundPorts .Spec.Containers }} {{ applicationPorts .Spec.Containers }}', '80,15090 80'],
    [
      '{{ annotation .ObjectMeta "a" 5 }} [{{ annotation .ObjectMeta "empty" 5 }}] {{ annotation .ObjectMeta "b" .ProxyConfig.InterceptionMode }}',
      'one [] TPROXY',
    ],
    ['{{ isset .ObjectMeta.Annotations "empty" }} {{ isset .ObjectMeta.Annotations "b" }}', 'true false'],
    ['{{ toJsonMap (strdict "a" "1" "b" "1") .ObjectMeta.Annotations }}', '{"a":"one","b":"1","empty":""}'],
    [
      '{{ otelResourceAttributes .MeshConfig .ObjectMeta.Annotations .ObjectMeta.Labels "ns" .Spec.Containers }}',
      'service.namespace=ns,service.instance.id=ns.$(POD_NAME).app',
    ],
  ])('%s', (template, expected) => {
    expect(render(template)).toBe(expected);
  });

  it.each([
    ['{{ .Nothing }}', "can't evaluate field Nothing in type *inject.SidecarTemplateData"],
    ['{{ .ProxyConfig.Nothing }}', "can't evaluate field Nothing in type *v1alpha1.ProxyConfig"],
    ['{{ .ProxyConfig.Sds.Enabled }}', 'nil pointer evaluating *v1alpha1.SDS.Enabled'],
    ['{{ protoToJSON .Values }}', 'expected proto.Message'],
    ['{{ isset .Values "a" }}', 'expected map[string]string'],
  ])('%s fails', (template, message) => {
    expect(() => render(template)).toThrow(message);
  });
});
