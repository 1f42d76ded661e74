import { describe, expect, it } from 'vitest';
import { decide, refusalOf } from '../../src/inject/policy.ts';
import { workloadKinds } from '../../src/inject/workload-kinds.ts';
import { workloadsOf } from '../../src/inject/workloads.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { settings } from '../support/injection.ts';

interface Given {
  readonly labels?: JsonObject;
  readonly annotations?: JsonObject;
  readonly spec?: JsonObject;
  readonly namespace?: string;
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  readonly revision?: string;
  readonly tags?: readonly string[];
  readonly never?: readonly JsonObject[];
  readonly always?: readonly JsonObject[];
  readonly disabled?: boolean;
}

const workloadOf = ({ labels = {}, annotations = {}, spec = {}, namespace = 'shop' }: Given) => {
  const template = { metadata: { labels, annotations }, spec };
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a', namespace }, spec: { template } };
  return workloadsOf(object, workloadKinds()).workloads[0]!;
};

const decided = (given: Given): string => {
  const { namespaceLabels = {}, revision = '', tags = [], never = [], always = [], disabled = false } = given;
  const { inject, reason } = decide(workloadOf(given), {
    settings: settings({
      revision,
      neverInjectSelector: never,
      alwaysInjectSelector: always,
      injectsByDefault: !disabled,
    }),
    tags: new Set(tags),
    namespaces: new Map([['shop', { labels: namespaceLabels }]]),
  });
  return `${inject ? 'yes' : 'no'}: ${reason}`;
};

const wish = 'sidecar.istio.io/inject';
const rev = 'istio.io/rev';
const ambient = { 'istio.io/dataplane-mode': 'ambient' };
const byApp = { matchLabels: { app: 'cart' } };
const byExpression = { matchExpressions: [{ key: 'app', operator: 'In', values: ['cart'] }] };

describe('decide', () => {
  it.each<[string, Given, string]>([
    ['a usual Pod', {}, 'yes: it is injected by default'],
    ['hostNetwork, whatever else', { spec: { hostNetwork: true }, labels: { [wish]: 'true' } }, 'no: hostNetwork'],
    ['hostNetwork: false', { spec: { hostNetwork: false } }, 'yes: it is injected by default'],
    ['kube-system', { namespace: 'kube-system' }, 'no: nothing is injected in namespace kube-system'],
    ['a label false', { labels: { [wish]: 'false' } }, `no: it has the label ${wish}=false`],
    ['an annotation false', { annotations: { [wish]: 'false' } }, `no: it has the annotation ${wish}=false`],
    [
      'a label over an annotation',
      { labels: { [wish]: 'true' }, annotations: { [wish]: 'false' } },
      'yes: it has the label',
    ],
    ['a word that is neither', { labels: { [wish]: 'yes' } }, 'yes: it is injected by default'],
    ['a namespace that is out', { namespaceLabels: { 'istio-injection': 'disabled' } }, 'no: namespace shop has'],
    [
      'a wish in a namespace that is out',
      { namespaceLabels: { 'istio-injection': 'disabled' }, labels: { [wish]: 'true' } },
      'no: namespace shop has the label istio-injection=disabled',
    ],
    [
      'the same revision',
      { namespaceLabels: { [rev]: 'canary' }, revision: 'canary' },
      'yes: it is injected by default',
    ],
    ['the default revision', { namespaceLabels: { [rev]: 'default' } }, 'yes: it is injected by default'],
    [
      'another revision',
      { namespaceLabels: { [rev]: 'canary' } },
      'no: namespace shop has the label istio.io/rev=canary, and this is revision default',
    ],
    ['a tag', { namespaceLabels: { [rev]: 'prod' }, tags: ['prod'] }, 'yes: it is injected by default'],
    ['a Pod of another revision', { labels: { [rev]: 'canary' } }, 'no: it has the label istio.io/rev=canary'],
    [
      'a Pod of another revision in a namespace of this',
      { labels: { [rev]: 'canary' }, namespaceLabels: { [rev]: 'default' } },
      'yes: it is injected by default',
    ],
    [
      'istio-injection over a revision',
      { namespaceLabels: { 'istio-injection': 'enabled', [rev]: 'canary' } },
      'yes: it is injected by default',
    ],
    ['a Pod in ambient mode', { labels: ambient }, 'no: it has the label istio.io/dataplane-mode=ambient'],
    [
      'a namespace in ambient mode',
      { namespaceLabels: ambient },
      'no: namespace shop has the label istio.io/dataplane',
    ],
    ['a wish in ambient mode', { namespaceLabels: ambient, labels: { [wish]: 'true' } }, 'yes: it has the label'],
    [
      'a Pod out of ambient mode',
      { namespaceLabels: ambient, labels: { 'istio.io/dataplane-mode': 'none' } },
      'yes: it is injected by default',
    ],
    [
      'a namespace in both modes',
      { namespaceLabels: { ...ambient, 'istio-injection': 'enabled' } },
      'yes: it is injected by default',
    ],
    ['never', { labels: { app: 'cart' }, never: [byApp] }, 'no: it matches neverInjectSelector'],
    ['never, by expression', { labels: { app: 'cart' }, never: [byExpression] }, 'no: it matches neverInjectSelector'],
    ['never, for another', { labels: { app: 'web' }, never: [byApp] }, 'yes: it is injected by default'],
    ['never, that is empty', { never: [{}, { matchLabels: {} }] }, 'yes: it is injected by default'],
    ['never before always', { labels: { app: 'cart' }, never: [byApp], always: [byApp] }, 'no: it matches never'],
    ['a wish over never', { labels: { app: 'cart', [wish]: 'true' }, never: [byApp] }, 'yes: it has the label'],
    ['always', { labels: { app: 'cart' }, always: [byApp], disabled: true }, 'yes: it matches alwaysInjectSelector'],
    ['a policy of none', { disabled: true }, `no: the policy is disabled, and it has no label ${wish}=true`],
    ['a wish over the policy', { disabled: true, labels: { [wish]: 'true' } }, 'yes: it has the label'],
  ])('goes by %s', (_, given, expected) => {
    expect(decided(given)).toContain(expected);
  });

  it('goes by the namespace default where none is written', () => {
    const { inject } = decide(workloadOf({ namespace: '' }), {
      settings: settings({}),
      tags: new Set(),
      namespaces: new Map([['default', { labels: { 'istio-injection': 'disabled' } }]]),
    });
    expect(inject).toBe(false);
  });
});

describe('refusalOf', () => {
  it('is what a Pod has against it itself', () => {
    expect(refusalOf(workloadOf({ annotations: { [wish]: 'false' } }), 'shop')?.reason).toContain('annotation');
    expect(refusalOf(workloadOf({}), 'kube-system')?.reason).toContain('kube-system');
    expect(refusalOf(workloadOf({}), 'shop')).toBeUndefined();
  });
});
