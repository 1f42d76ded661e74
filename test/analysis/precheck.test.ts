import { expect, it } from 'vitest';
import { type PrecheckFacts, type PrecheckOptions, precheck } from '../../src/analysis/precheck.ts';
import { toResources } from '../../src/resources/to-resources.ts';

const crd = (kind: string, versions: string, group = 'gateway.networking.k8s.io'): string => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${kind.toLowerCase()}s.${group} }
spec: { group: ${group}, names: { kind: ${kind} }, versions: [${versions}] }
---`;
const served = (name: string, isServed = true): string => `{ name: ${name}, served: ${isServed} }`;
const zipkin = `
apiVersion: v1
kind: Service
metadata: { name: zipkin, namespace: istio-system }
---`;
const alpha = (namespace: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: ${namespace}, annotations: { proxy.istio.io/overrides: '{}' } }
spec: { containers: [] }
---`;

function findings(yaml: string, facts: Partial<PrecheckFacts> = {}, options: Partial<PrecheckOptions> = {}): string[] {
  const { resources } = toResources({ name: 'cluster.yaml', text: yaml });
  const found = precheck(
    { cluster: 'prod', kubernetes: { major: 1, minor: 35 }, missing: [], unread: [], resources, ...facts },
    { controlPlane: true, istioNamespace: 'istio-system', ...options },
  );
  return found.map(({ code, level, resource, message }) => `${code} ${level} ${resource.origin}: ${message}`);
}

it.each<[string, string, Partial<PrecheckFacts>, Partial<PrecheckOptions>, RegExp[]]>([
  ['nothing', '', {}, {}, []],
  [
    'an old Kubernetes',
    '',
    { kubernetes: { major: 1, minor: 31 } },
    {},
    [/^IST0142 Error Cluster prod: .*1\.31.*1\.32/],
  ],
  ['the oldest Kubernetes', '', { kubernetes: { major: 1, minor: 32 } }, {}, []],
  [
    'a missing permission',
    '',
    { missing: [{ resource: 'deployments.apps', where: ' in namespace istio-system', rule: 'a rule' }] },
    {},
    [
      /^IST0141 Error APIResource deployments\.apps: this user may not create deployments\.apps in namespace istio-system \(it takes a rule\)/,
    ],
  ],
  ['a Gateway API of today', crd('Gateway', `${served('v1')}, ${served('v1beta1')}`), {}, {}, []],
  [
    'an old one',
    crd('HTTPRoute', served('v1alpha2')),
    {},
    {},
    [/^IST0156 Error .*httproutes.*v1alpha2.*v1beta1/, /^IST0172 Warning .*v1alpha2.*v1/],
  ],
  [
    'versions that are not served',
    crd('GatewayClass', `${served('v1')}, ${served('v1beta1', false)}`),
    {},
    {},
    [/^IST0156 .*version v1,/],
  ],
  [
    'kinds and groups of others',
    crd('TCPRoute', served('v1alpha2')) + crd('Gateway', served('v1'), 'networking.istio.io'),
    {},
    {},
    [],
  ],
  ['alpha annotations', alpha('shop') + alpha('other'), {}, { namespace: 'shop' }, [/^IST0136 Info Pod shop\/web/]],
  ['zipkin, from 1.21', zipkin, {}, { fromMinor: 21 }, [/^IST0169 Warning Service istio-system\/zipkin: .*1\.22/]],
  ['zipkin, from 1.22', zipkin, {}, { fromMinor: 22 }, []],
  ['zipkin elsewhere', zipkin, {}, { fromMinor: 20, istioNamespace: 'istio' }, []],
  [
    'no control plane',
    zipkin + crd('HTTPRoute', served('v1alpha2')),
    { kubernetes: { major: 1, minor: 20 } },
    { controlPlane: false, fromMinor: 21 },
    [/^IST0169 /],
  ],
])('%s', (_, yaml, facts, options, expected) => {
  const found = findings(yaml, facts, options);
  expect(found).toHaveLength(expected.length);
  for (const [i, pattern] of expected.entries()) expect(found[i]).toMatch(pattern);
});
