import analyzer from '../../../src/analysis/analyzers/service-clusters.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const service = (spec: string) => `
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {${spec}}
`;

testAnalyzer(analyzer, [
  {
    name: 'alike, whatever the order, the defaults and the node ports',
    yaml: {
      east: service('ports: [{name: a, port: 80, nodePort: 30001}, {name: b, port: 90}]'),
      west: service(
        'type: ClusterIP, ports: [{name: b, port: 90, protocol: TCP, targetPort: 90}, {name: a, port: 80}]',
      ),
    },
    finds: [],
  },
  { name: 'one cluster', yaml: { east: service('type: NodePort') }, finds: [] },
  { name: 'no cluster', yaml: service('type: NodePort'), finds: [] },
  {
    name: 'types that differ, reported in the first cluster',
    yaml: {
      west: service('type: NodePort'),
      north: service('type: ClusterIP'),
      east: service('type: ClusterIP'),
    },
    finds: ['IST0170 Service shop/cart 5:14 spec.type'],
    says: ['clusters east, west differ in its type'],
  },
  {
    name: 'headless or not, and ports',
    yaml: { east: service('clusterIP: None, ports: [{port: 80}]'), west: service('clusterIP: 10.0.0.1, ports: []') },
    finds: ['IST0170 Service shop/cart 5:19 spec.clusterIP'],
    says: ['differ in its cluster IP (headless or not), ports'],
  },
  {
    name: 'target ports',
    yaml: { east: service('ports: [{port: 80, targetPort: 8080}]'), west: service('ports: [{port: 80}]') },
    finds: ['IST0170 Service shop/cart 5:8 spec.ports'],
  },
]);
