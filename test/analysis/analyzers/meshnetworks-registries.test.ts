import analyzer from '../../../src/analysis/analyzers/meshnetworks-registries.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const secret = (rest: string, label = '"true"') => `
apiVersion: v1
kind: Secret
metadata: {name: remote, namespace: istio-system, labels: {istio/multiCluster: ${label}}}
${rest}
`;
const networks = (...registries: readonly string[]) =>
  `networks:\n  lan:\n    endpoints:\n${registries.map((name) => `    - fromRegistry: ${name}`).join('\n')}\n`;

testAnalyzer(analyzer, [
  { name: 'no networks', yaml: secret('data: {east: c2VjcmV0}'), finds: [] },
  {
    name: 'known registries, by data, stringData and nature',
    yaml: secret('data: {east: c2VjcmV0}\nstringData: {west: secret}'),
    meshNetworks: `${networks('east', 'west', 'Kubernetes', 'External', 'Mock')}    - fromCidr: 10.0.0.0/8\n`,
    finds: [],
  },
  {
    name: 'an unknown registry, once for each network',
    yaml: secret('data: {east: c2VjcmV0}'),
    meshNetworks: `${networks('east', 'north', 'north', 'south')}  wan: {endpoints: [{fromRegistry: north}]}\n`,
    finds: [
      'IST0126 MeshNetworks istio-system/meshnetworks 5:21 networks.lan.endpoints.1.fromRegistry',
      'IST0126 MeshNetworks istio-system/meshnetworks 7:21 networks.lan.endpoints.3.fromRegistry',
      'IST0126 MeshNetworks istio-system/meshnetworks 8:36 networks.wan.endpoints.0.fromRegistry',
    ],
    says: ['network "lan" takes endpoints from registry "north"'],
  },
  {
    name: 'a Secret that is not for clusters',
    yaml: secret('data: {east: c2VjcmV0}', '"false"'),
    meshNetworks: networks('east'),
    finds: ['IST0126 MeshNetworks istio-system/meshnetworks 4:21 networks.lan.endpoints.0.fromRegistry'],
  },
]);
