import analyzer from '../../../src/analysis/analyzers/rollout-destinationrules.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const mesh = (named: string, subsets: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: cart, namespace: shop}
spec:
  strategy:
    canary:
      trafficRouting:
        istio:
          destinationRule: ${named}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec:
  host: cart
  subsets: ${subsets}
`;
const names = '{name: cart, canarySubsetName: canary, stableSubsetName: stable}';
const place = 'spec.strategy.canary.trafficRouting.istio.destinationRule';

testAnalyzer(analyzer, [
  { name: 'both subsets', yaml: mesh(names, '[{name: stable}, {name: canary}]'), finds: [] },
  { name: 'no DestinationRule named', yaml: mesh('{}', '[{name: v1}]'), finds: [] },
  {
    name: 'no such DestinationRule',
    yaml: mesh('{name: basket, canarySubsetName: canary, stableSubsetName: stable}', '[]'),
    finds: [`MW0006 Rollout shop/cart 10:35 ${place}.name`],
  },
  {
    name: 'no such subset',
    yaml: mesh(names, '[{name: stable}, {name: next}]'),
    finds: [`MW0006 Rollout shop/cart 10:59 ${place}.canarySubsetName`],
    says: ['subset "canary" is not in DestinationRule shop/cart'],
  },
  {
    name: 'a subset too many',
    yaml: mesh(names, '[{name: stable}, {name: partners}, {name: canary}]'),
    finds: ['MW0009 DestinationRule shop/cart 17:36 spec.subsets.1.name'],
    says: ['removes subset "partners"'],
  },
]);
