import { describe, expect, it } from 'vitest';
import { isKubernetes, kubernetesValidators } from '../../src/schema/kubernetes.ts';
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
  ['spec: { ports: 80 }', []],
  ['spec: [80]', []],
  ['', []],
])('Service with %s', (spec, problems) => {
  expect(problemsOf('v1', 'Service', spec)).toEqual(problems);
});

it.each<[string, number]>([
  ['spec: { template: { metadata: { labels: { app: a, version: v1 } } } }', 0],
  ['spec: { template: { metadata: { labels: { app.kubernetes.io/name: a } } } }', 1],
  ['spec: { template: { metadata: { labels: { app: 5, __proto__: x } } } }', 2],
  ['spec: { template: { metadata: { labels: null } } }', 2],
  ['spec: {}', 2],
  ['spec: x', 0],
])('Deployment with %s: %d warnings', (spec, count) => {
  const problems = problemsOf('apps/v1', 'Deployment', spec);
  expect(problems).toHaveLength(count);
  for (const problem of problems)
    expect(problem).toMatch(/^warning spec\.template\.metadata\.labels: Istio's telemetry has no /);
});

describe('isKubernetes', () => {
  it.each(['', 'apps', 'batch', 'networking.k8s.io', 'gateway.networking.k8s.io'])('%j', (group) => {
    expect(isKubernetes(group)).toBe(true);
  });
  it.each(['networking.istio.io', 'networking', 'k8s.io.example.com', 'argoproj.io'])('not %j', (group) => {
    expect(isKubernetes(group)).toBe(false);
  });
});
