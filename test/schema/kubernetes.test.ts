import { expect, it } from 'vitest';
import { kubernetesValidators } from '../../src/schema/kubernetes.ts';
import { resourceIn, shown } from '../support/problems.ts';

function problemsOf(apiVersion: string, kind: string, spec: string): string[] {
  const resource = resourceIn(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\n${spec}\n`);
  return kubernetesValidators[resource.type.id]!(resource).map(shown);
}

it.each<[string, string[]]>([
  [
    'spec: { ports: [{ name: http, port: 80 }, { name: tcp-db }, { name: grpc-web }, { name: x, protocol: UDP }, { appProtocol: http }] }',
    [],
  ],
  [
    'spec: { ports: [{ port: 80 }] }',
    ['spec.ports[0].name: is missing: a name such as http or tcp-db tells Istio what the port speaks'],
  ],
  [
    'spec: { ports: [{ name: web }, { name: http }] }',
    [
      'spec.ports[0].name: "web" does not start with a protocol that Istio knows: name it such as http-web, or set appProtocol',
    ],
  ],
  [
    'spec: { ports: [{ name: http, appProtocol: htp }] }',
    [expect.stringMatching(/^spec\.ports\[0\]\.appProtocol: "htp" is no protocol .* Did you mean "HTTP"\?$/)],
  ],
  [
    'spec: { ports: [null] }',
    ['spec.ports[0].name: is missing: a name such as http or tcp-db tells Istio what the port speaks'],
  ],
  ['spec: { ports: [{ name: a, appProtocol: kubernetes.io/h2c }] }', []],
  ['spec: { ports: 80 }', ['kubernetes spec.ports: must be a list, not 80']],
  [
    'spec: { ports: [80, { name: 443 }, { name: http, appProtocol: [http] }] }',
    [
      'kubernetes spec.ports[0]: must be a map, not 80',
      'kubernetes spec.ports[1].name: must be a string, not 443',
      'kubernetes spec.ports[2].appProtocol: must be a string, not a list',
    ],
  ],
  ['spec: [80]', ['kubernetes spec: must be a map, not a list']],
  ['', []],
])('Service with %s', (spec, problems) => {
  expect(problemsOf('v1', 'Service', spec)).toEqual(problems);
});

const [unnamed, unversioned] = ['name', 'version'].map((what) =>
  expect.stringMatching(
    `^warning spec\\.template\\.metadata\\.labels: Istio's telemetry has no ${what} for these pods`,
  ),
);

it.each<[string, string[]]>([
  ['spec: { template: { metadata: { labels: { app: a, version: v1 } } } }', []],
  ['spec: { template: { metadata: { labels: { app.kubernetes.io/name: a } } } }', [unversioned]],
  [
    'spec: { template: { metadata: { labels: { app: 5, __proto__: x } } } }',
    ['kubernetes spec.template.metadata.labels.app: must be a string, not 5', unnamed, unversioned],
  ],
  ['spec: { template: { metadata: { labels: null } } }', [unnamed, unversioned]],
  ['spec: { template: { metadata: [] } }', ['kubernetes spec.template.metadata: must be a map, not an empty list']],
  ['spec: {}', [unnamed, unversioned]],
  ['spec: x', ['kubernetes spec: must be a map, not "x"']],
])('Deployment with %s', (spec, problems) => {
  expect(problemsOf('apps/v1', 'Deployment', spec)).toEqual(problems);
});
