import analyzer from '../../../src/analysis/analyzers/rollout-services.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const rollout = (strategy: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: cart, namespace: shop}
spec:
  strategy:
    ${strategy}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart-canary, namespace: elsewhere}
spec: {ports: [{port: 80}]}
`;

testAnalyzer(analyzer, [
  { name: 'no strategy', yaml: rollout('{}'), finds: [] },
  { name: 'a Service that is there', yaml: rollout('canary: {stableService: cart}'), finds: [] },
  { name: 'no name yet', yaml: rollout('canary: {stableService: ""}'), finds: [] },
  {
    name: 'a Service of another namespace',
    yaml: rollout('canary: {stableService: cart, canaryService: cart-canary}'),
    finds: ['MW0006 Rollout shop/cart 7:50 spec.strategy.canary.canaryService'],
    says: ['Service "cart-canary" does not exist'],
  },
  {
    name: 'ping and pong, active and preview',
    yaml: rollout(
      '{canary: {pingPong: {pingService: a, pongService: cart}}, blueGreen: {activeService: b, previewService: c}}',
    ),
    finds: [
      'MW0006 Rollout shop/cart 7:39 spec.strategy.canary.pingPong.pingService',
      'MW0006 Rollout shop/cart 7:90 spec.strategy.blueGreen.activeService',
      'MW0006 Rollout shop/cart 7:109 spec.strategy.blueGreen.previewService',
    ],
  },
]);
