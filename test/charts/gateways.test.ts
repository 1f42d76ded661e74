import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/resources/json.ts';
import { objectsOf } from '../support/chart.ts';

const names = (values: JsonObject) => [...objectsOf('gateways', values).keys()].sort();
const own = (gateway: JsonObject): JsonObject => ({ gateways: { 'istio-ingressgateway': gateway } });

describe('chart gateways', () => {
  it('renders the gateway of its direction, labelled as that', () => {
    expect(names({ direction: 'egress' })).toEqual([
      'Deployment istio-egressgateway',
      'HorizontalPodAutoscaler istio-egressgateway',
      'Role istio-egressgateway-sds',
      'RoleBinding istio-egressgateway-sds',
      'Service istio-egressgateway',
      'ServiceAccount istio-egressgateway-service-account',
    ]);
    expect(objectsOf('gateways', { direction: 'egress' }).get('Service istio-egressgateway')).toMatchObject({
      metadata: { labels: { 'helm.sh/chart': 'istio-egress-1.0.0', 'operator.istio.io/component': 'EgressGateways' } },
      spec: { type: 'ClusterIP' },
    });
  });

  it('refuses another direction', () => {
    expect(() => names({ direction: 'up' })).toThrow('direction: must be ingress or egress, not "up"');
  });

  it.each<[string, JsonObject, string, boolean]>([
    ['one replica, no budget', {}, 'PodDisruptionBudget istio-ingressgateway', false],
    ['two replicas, a budget', own({ autoscaleMin: 2 }), 'PodDisruptionBudget istio-ingressgateway', true],
    ['a Service of your own', own({ customService: true }), 'Service istio-ingressgateway', false],
    ['network policies', { global: { networkPolicy: { enabled: true } } }, 'NetworkPolicy istio-ingressgateway', true],
    ['the profile demo does not scale', { profile: 'demo' }, 'HorizontalPodAutoscaler istio-ingressgateway', false],
  ])('%s', (_, values, object, isThere) => {
    expect(names(values).includes(object)).toBe(isThere);
  });

  it('lets no label of a user hide one of its own, nor stand twice', () => {
    const service = objectsOf('gateways', own({ labels: { release: 'mine', team: 'a' } })).get(
      'Service istio-ingressgateway',
    );
    expect(service).toMatchObject({
      metadata: { labels: { release: 'istio', team: 'a' } },
      spec: { selector: { release: 'mine' } },
    });
  });

  it('leaves the proxy to injection, when there is a template', () => {
    const deployment = objectsOf('gateways', own({ injectionTemplate: 'gateway' })).get(
      'Deployment istio-ingressgateway',
    );
    expect(deployment).toMatchObject({
      spec: {
        template: {
          metadata: { annotations: { 'inject.istio.io/templates': 'gateway' } },
          spec: { containers: [{ image: 'auto', env: [{ name: 'ISTIO_META_UNPRIVILEGED_POD', value: 'true' }] }] },
        },
      },
    });
    expect(deployment).not.toHaveProperty('spec.template.spec.containers[0].args');
  });
});

describe('chart gateway', () => {
  const service = (values: JsonObject) => objectsOf('gateway', values, 'edge').get('Service istio');

  it('has the ports of a network gateway in place of its own', () => {
    expect(service({ networkGateway: 'net1', service: { ports: [] } })).toMatchObject({
      metadata: { namespace: 'edge', labels: { 'topology.istio.io/network': 'net1' } },
      spec: { ports: [{ port: 15021 }, { port: 15443 }, { port: 15012 }, { port: 15017 }] },
    });
  });

  it('must have ports', () => {
    expect(() => service({ service: { ports: [] } })).toThrow('service.ports: must not be empty');
  });

  it('has no Service of type None', () => {
    expect(service({})).toMatchObject({ spec: { type: 'LoadBalancer' } });
    expect(service({ service: { type: 'None' } })).toBeUndefined();
  });

  it('takes what is under global as defaults', () => {
    const policy = (values: JsonObject) =>
      objectsOf('gateway', { global: { imagePullPolicy: 'Never' }, ...values }).get('Deployment istio');
    expect(policy({})).toHaveProperty('spec.template.spec.containers[0].imagePullPolicy', 'Never');
    expect(policy({ imagePullPolicy: 'Always' })).toHaveProperty(
      'spec.template.spec.containers[0].imagePullPolicy',
      'Always',
    );
  });
});
