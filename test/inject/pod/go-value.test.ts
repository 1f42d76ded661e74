import { describe, expect, it } from 'vitest';
import { goValue } from '../../../src/inject/pod/go-value.ts';
import { containerType, metadataType, specType } from '../../../src/inject/pod/pod-types.ts';
import { typedJson } from '../../../src/inject/pod/typed-json.ts';
import { sprigFunctions } from '../../../src/render/functions/functions.ts';
import { Template } from '../../../src/render/template/template.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const render = (value: Parameters<Template['execute']>[0], template: string): string =>
  new Template('t').funcs(sprigFunctions).parse(template).execute(value);

const spec: JsonObject = {
  hostNetwork: true,
  terminationGracePeriodSeconds: 5,
  dnsPolicy: 'Default',
  containers: [
    {
      name: 'app',
      resources: { limits: { cpu: '0.5', memory: '1024Mi' } },
      ports: [{ containerPort: 80 }, { containerPort: 53, protocol: 'UDP' }],
      livenessProbe: { httpGet: { path: '/<', port: 'http' } },
    },
  ],
  volumes: [{ name: 'v', emptyDir: { sizeLimit: '1Gi' } }],
};

/** Checked against Go's own template engine over typed Pods. */
describe('a Pod in a template', () => {
  it.each([
    ['{{ .HostNetwork }} {{ .TerminationGracePeriodSeconds }} {{ .DNSPolicy }}', 'true 5 Default'],
    ['{{ .ServiceAccountName }}|{{ len .InitContainers }}|{{ .Affinity }}', '|0|nil'],
    ['{{ .ActiveDeadlineSeconds }}', '<nil>'],
    [
      '{{ range .Containers }}{{ .Name }}:{{ range .Ports }} {{ .ContainerPort }}/{{ .Protocol }}{{ end }}{{ end }}',
      'app: 80/ 53/UDP',
    ],
    [
      '{{ (index .Containers 0).Resources.Limits.Cpu }} {{ (index .Containers 0).Resources.Limits.Memory.Value }}',
      '500m 1073741824',
    ],
    [
      '{{ (index .Containers 0).LivenessProbe.HTTPGet.Port }} {{ (index .Containers 0).LivenessProbe.ProbeHandler.HTTPGet.Path }}',
      'http /<',
    ],
    ['{{ range .Volumes }}{{ .EmptyDir.SizeLimit }} {{ .VolumeSource.EmptyDir.Medium }}{{ end }}', '1Gi '],
    ['{{ toJson (index .Containers 0).Ports }}', '[{"containerPort":80},{"containerPort":53,"protocol":"UDP"}]'],
    [
      '{{ printf "%T %T %T" .Containers .DNSPolicy .SecurityContext }}',
      '[]v1.Container v1.DNSPolicy *v1.PodSecurityContext',
    ],
    ['{{ if .SecurityContext }}yes{{ else }}no{{ end }}', 'no'],
  ])('%s', (template, expected) => {
    expect(render(goValue(spec, specType), template)).toBe(expected);
  });

  it.each([
    ['{{ .SecurityContext.RunAsUser }}', 'nil pointer evaluating *v1.PodSecurityContext.RunAsUser'],
    ['{{ .Nope }}', "can't evaluate field Nope in type v1.PodSpec"],
  ])('%s fails', (template, message) => {
    expect(() => render(goValue(spec, specType), template)).toThrow(message);
  });

  it('has metadata with its methods, maps that may be nil, and times', () => {
    const metadata = goValue({ labels: { a: 'b' }, creationTimestamp: '2026-11-23T08:00:00Z' }, metadataType);
    expect(
      render(metadata, '{{ .Labels.a }}{{ index .Annotations "x" }} {{ .GetLabels }} {{ .CreationTimestamp.Year }}'),
    ).toBe('b map[a:b] 2026');
    expect(render(goValue({}, metadataType), '{{ toJson . }}')).toBe('{}');
  });
});

describe('JSON of a typed container', () => {
  it.each<[container: JsonObject, json: string]>([
    [{ name: 'a' }, '{"name":"a","resources":{}}'],
    [
      { tty: false, image: 'i', name: 'a', command: [], unknown: 1, stdin: true },
      '{"name":"a","image":"i","resources":{},"stdin":true}',
    ],
    [
      { resources: { requests: { memory: '1024Mi', cpu: 1 } }, env: [{ value: '<&>', name: 'E' }], name: 'a' },
      '{"name":"a","env":[{"name":"E","value":"\\u003c\\u0026\\u003e"}],"resources":{"requests":{"cpu":"1","memory":"1Gi"}}}',
    ],
    [
      { name: 'a', securityContext: { runAsUser: 0, privileged: false }, livenessProbe: { tcpSocket: {} } },
      '{"name":"a","resources":{},"livenessProbe":{"tcpSocket":{"port":0}},"securityContext":{"privileged":false,"runAsUser":0}}',
    ],
  ])('of %j', (container, json) => {
    expect(typedJson(container, containerType)).toBe(json);
  });
});
