import { describe, expect, it } from 'vitest';
import { toResources } from '../../src/resources/to-resources.ts';
import { istioValidatorFor } from '../../src/schema/istio-validation.ts';
import { type ValidationOptions, Validator } from '../../src/schema/validation.ts';
import { resourceIn, shown } from '../support/problems.ts';

const head = (apiVersion: string, kind: string, metadata = '{ name: a }'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: ${metadata}\n`;

async function verdictOf(text: string, options: ValidationOptions = {}) {
  const resource = resourceIn(text);
  const validator = await Validator.for([resource.type], options);
  const { extent, problems } = validator.validate(resource)!;
  return { extent, problems: problems.map(shown) };
}

describe('a verdict', () => {
  it.each<[string, string, 'checked' | 'unchecked' | 'unknown', string[]]>([
    [
      "one of Istio's kinds",
      `${head('networking.istio.io/v1', 'Gateway')}spec: { server: [] }`,
      'checked',
      ['kubernetes spec.server: unknown field "server". Did you mean "servers"?', 'spec.servers: must have a server'],
    ],
    ["one of Kubernetes' kinds", head('v1', 'ConfigMap'), 'unchecked', []],
    ['one of an old group', head('apps/v1', 'StatefulSet'), 'unchecked', []],
    ['one of a group of its domain', head('rbac.authorization.k8s.io/v1', 'Role'), 'unchecked', []],
    ["Gateway API's Gateway", head('gateway.networking.k8s.io/v1', 'Gateway'), 'unchecked', []],
    [
      'a kind of no known group',
      head('argoproj.io/v1alpha1', 'Rollout'),
      'unknown',
      [
        'kubernetes kind: there is no schema for "Rollout" of the group "argoproj.io". Give its CustomResourceDefinition with --crd, or let it by with --ignore-unknown',
      ],
    ],
    [
      'a kind that Istio had once',
      head('authentication.istio.io/v1alpha1', 'Policy'),
      'unknown',
      [
        'kubernetes kind: there is no "Policy" any more, nor the group "authentication.istio.io": use PeerAuthentication and RequestAuthentication',
      ],
    ],
    [
      'a namesake that another has',
      head('appmesh.k8s.aws/v1beta2', 'VirtualService'),
      'unknown',
      [
        'kubernetes kind: there is no schema for "VirtualService" of the group "appmesh.k8s.aws"; Istio\'s is in networking.istio.io. Give its CustomResourceDefinition with --crd, or let it by with --ignore-unknown',
      ],
    ],
    [
      'a misspelt kind',
      head('networking.istio.io/v1', 'VirtualServise'),
      'unknown',
      [
        'kubernetes kind: there is no "VirtualServise" in the group "networking.istio.io". Did you mean "VirtualService"?',
      ],
    ],
    [
      'a kind without its group',
      head('v1', 'VirtualService'),
      'unknown',
      ['kubernetes apiVersion: there is no "VirtualService" in Kubernetes\' core group: it is in networking.istio.io'],
    ],
    [
      'a kind with half its group',
      head('networking/v1', 'Sidecar'),
      'unknown',
      ['kubernetes apiVersion: there is no "Sidecar" in the group "networking": it is in networking.istio.io'],
    ],
    [
      'a kind of another group',
      head('security.istio.io/v1', 'Sidecar'),
      'unknown',
      ['kubernetes apiVersion: there is no "Sidecar" in the group "security.istio.io": it is in networking.istio.io'],
    ],
    [
      'a kind that every object has a property of',
      head('networking.istio.io/v1', 'constructor'),
      'unknown',
      [
        expect.stringMatching(
          /^kubernetes kind: there is no "constructor" in the group "networking.istio.io". It holds DestinationRule, /,
        ),
      ],
    ],
    [
      'another',
      head('__proto__/v1', '__proto__'),
      'unknown',
      [expect.stringMatching(/^kubernetes kind: there is no schema for "__proto__" of the group "__proto__"\./)],
    ],
  ])('on %s', async (_, text, extent, problems) => {
    expect(await verdictOf(text)).toEqual({ extent, problems });
  });

  it('is one line, however long the kind', async () => {
    const { problems } = await verdictOf(
      JSON.stringify({ apiVersion: `${'a.'.repeat(1e5)}b/v1`, kind: 'K'.repeat(1e6), metadata: { name: 'a' } }),
    );
    expect(problems[0]!.length).toBeLessThan(400);
  });
});

describe("Istio's demands on Kubernetes' kinds", () => {
  const service = (namespace: string): string =>
    `${head('v1', 'Service', `{ name: a, namespace: ${namespace} }`)}spec: { ports: [{ name: web, port: 80 }] }`;
  const flaw = [expect.stringMatching(/^spec\.ports\[0\]\.name: "web" does not start with a protocol/)];

  it('do not hold where its control plane lives', async () => {
    expect((await verdictOf(service('shop'))).problems).toEqual(flaw);
    expect(await verdictOf(service('istio-system'))).toEqual({ extent: 'checked', problems: [] });
    expect((await verdictOf(service('istio-system'), { istioNamespace: 'mesh' })).problems).toEqual(flaw);
    expect((await verdictOf(service('mesh'), { istioNamespace: 'mesh' })).problems).toEqual([]);
  });
});

it("istioValidatorFor has something to say of Istio's kinds alone", async () => {
  const text = [head('v1', 'Service'), head('networking.istio.io/v1', 'Gateway'), head('a.b/v1', 'C')].join('---\n');
  const { resources } = toResources({ name: 'test.yaml', text });
  const validate = await istioValidatorFor(resources);
  expect(resources.map((resource) => validate(resource).length > 0)).toEqual([false, true, false]);
});

describe('istioValidatorFor', () => {
  const problems = async (text: string) => {
    const { resources } = toResources({ name: 'test.yaml', text });
    const validate = await istioValidatorFor(resources);
    return resources.flatMap((resource) => validate(resource).map(({ message }) => message));
  };
  const mistyped = head('networking.istio.io/v1', 'Gatway');
  const definition = `${head('apiextensions.k8s.io/v1', 'CustomResourceDefinition')}spec: { group: networking.istio.io, names: { kind: Gatway } }\n`;

  it('tells a kind that a group of Istio’s does not have', async () => {
    expect(await problems(mistyped)).toEqual([
      'there is no "Gatway" in the group "networking.istio.io". Did you mean "Gateway"?',
    ]);
  });

  it('tells one of Istio’s kinds in a group that has none such', async () => {
    expect(await problems(head('v1', 'VirtualService'))).toEqual([
      'there is no "VirtualService" in Kubernetes\' core group: it is in networking.istio.io',
    ]);
  });

  it('lets by one that the input defines', async () => {
    expect(await problems(`${definition}---\n${mistyped}`)).toEqual([]);
  });
});
