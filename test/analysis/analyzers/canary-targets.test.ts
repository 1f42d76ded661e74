import analyzer from '../../../src/analysis/analyzers/canary-targets.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const mesh = (targetRef: string) => `
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: {name: cart, namespace: shop}
spec: {targetRef: ${targetRef}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
`;

testAnalyzer(analyzer, [
  { name: 'a target that is there', yaml: mesh('{kind: Deployment, name: cart}'), finds: [] },
  {
    name: 'a namespace of which nothing is known',
    yaml: mesh('{kind: Deployment, name: basket}').replace(
      'metadata: {name: cart, namespace: shop}\nspec',
      'metadata: {name: cart, namespace: other}\nspec',
    ),
    finds: [],
  },
  { name: 'a DaemonSet is not looked for', yaml: mesh('{kind: DaemonSet, name: agent}'), finds: [] },
  {
    name: 'a target that is not there',
    yaml: mesh('{kind: Deployment, name: basket}'),
    finds: ['MW0008 Canary shop/cart 5:44 spec.targetRef.name'],
    says: ['Deployment "basket" does not exist'],
  },
]);
