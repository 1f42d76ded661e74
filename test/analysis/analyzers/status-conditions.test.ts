import analyzer from '../../../src/analysis/analyzers/status-conditions.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const resource = (type: string, status: string) => `
apiVersion: ${type.replace(' ', '\nkind: ')}
metadata: {name: cart, namespace: shop}
status:
  ${status}
`;
const condition = (type: string, status = 'False', reason = 'Broken', message = 'no such waypoint') =>
  `{type: ${type}, status: '${status}', reason: '${reason}', message: '${message}'}`;
const conditions = (...all: string[]) => `conditions:\n${all.map((one) => `  - ${one}`).join('\n')}`;
const policy = 'security.istio.io/v1 AuthorizationPolicy';
const route = 'gateway.networking.k8s.io/v1 HTTPRoute';

testAnalyzer(analyzer, [
  ...[
    ['v1 Service', 'istio.io/WaypointBound'],
    ['networking.istio.io/v1 ServiceEntry', 'istio.io/WaypointBound'],
    ['networking.istio.io/v1 WorkloadEntry', 'istio.io/WaypointBound'],
    [policy, 'ZtunnelAccepted'],
    [policy, 'WaypointAccepted'],
    ['gateway.networking.k8s.io/v1 Gateway', 'Accepted'],
    ['gateway.networking.k8s.io/v1 Gateway', 'Programmed'],
    ['gateway.networking.k8s.io/v1 Gateway', 'ResolvedRefs'],
  ].map(([type = '', name = '']) => ({
    name: `${type} ${name}`,
    yaml: resource(type, conditions(condition('Ready'), condition(name))),
    finds: [`IST0171 ${type.split(' ')[1]} shop/cart 8:5 status.conditions.1`],
    says: [`the controller reports ${name} as failed, reason Broken: "no such waypoint"`],
  })),
  {
    name: 'conditions that hold, or are unknown, or not about Istio',
    yaml: resource(
      'v1 Service',
      conditions(
        condition('istio.io/WaypointBound', 'True'),
        condition('istio.io/WaypointBound', 'Unknown'),
        condition('LoadBalancerReady'),
        "{type: Ready, status: ''}",
        '{}',
      ),
    ),
    finds: [],
  },
  { name: 'no status', yaml: '{apiVersion: v1, kind: Service, metadata: {name: cart}}', finds: [] },
  {
    name: 'a policy that a waypoint takes in part',
    yaml: resource(policy, conditions(condition('WaypointAccepted', 'True', 'PartiallyInvalid', ''))),
    finds: ['IST0171 AuthorizationPolicy shop/cart 7:5 status.conditions.0'],
    says: ['reports WaypointAccepted as failed, reason PartiallyInvalid. Correct'],
  },
  {
    name: 'the same reason elsewhere',
    yaml: resource(policy, conditions(condition('ZtunnelAccepted', 'True', 'PartiallyInvalid'))),
    finds: [],
  },
  ...['HTTPRoute', 'GRPCRoute'].map((kind) => ({
    name: `${kind}, for some of its parents`,
    yaml: resource(
      `gateway.networking.k8s.io/v1 ${kind}`,
      `parents:
  - conditions: [${condition('Accepted', 'True')}]
  - conditions: [${condition('Programmed', 'True')}, ${condition('Accepted')}]
  - conditions: [${condition('ResolvedRefs')}]`,
    ),
    finds: [
      `IST0171 ${kind} shop/cart 8:101 status.parents.1.conditions.1`,
      `IST0171 ${kind} shop/cart 9:18 status.parents.2.conditions.0`,
    ],
  })),
  {
    name: 'parents that say the same are one finding, others are not',
    yaml: resource(
      route,
      `parents:
  - conditions: [${condition('Accepted')}]
  - conditions: [${condition('Accepted')}]
  - conditions: [${condition('Accepted', 'False', 'Broken', 'no such port')}]`,
    ),
    finds: [
      'IST0171 HTTPRoute shop/cart 7:18 status.parents.0.conditions.0',
      'IST0171 HTTPRoute shop/cart 9:18 status.parents.2.conditions.0',
    ],
  },
]);
