import analyzer from '../../../src/analysis/analyzers/gateway-api-crd-versions.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const crd = (plural: string, annotations: string) => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${plural}.gateway.networking.k8s.io
  annotations: {${annotations}}
`;
const version = (text: string) => `gateway.networking.k8s.io/bundle-version: "${text}"`;
const below = (plural: string) => [
  `IST0176 CustomResourceDefinition ${plural}.gateway.networking.k8s.io 6:59 metadata.annotations.gateway.networking.k8s.io/bundle-version`,
];

testAnalyzer(analyzer, [
  { name: 'the version needed', yaml: crd('tlsroutes', version('v1.5.0')), finds: [] },
  { name: 'a later one', yaml: crd('backendtlspolicies', version('v2.0.0')), finds: [] },
  { name: 'a candidate for it', yaml: crd('grpcroutes', version('v1.1.0-rc1')), finds: [] },
  { name: 'a kind without a minimum', yaml: crd('httproutes', version('v0.1.0')), finds: [] },
  { name: 'no version', yaml: crd('tlsroutes', ''), finds: [] },
  { name: 'one that is no version', yaml: crd('tlsroutes', version('v1.x')), finds: [] },
  {
    name: 'an older minor version',
    yaml: crd('tlsroutes', version('v1.4.2')),
    finds: below('tlsroutes'),
    says: ['tlsroutes.gateway.networking.k8s.io is of Gateway API v1.4.2, and Istio needs v1.5.0 or later'],
  },
  { name: 'an older major version', yaml: crd('grpcroutes', version('0.9.9+build')), finds: below('grpcroutes') },
  { name: 'a short version', yaml: crd('backendtlspolicies', version('1')), finds: below('backendtlspolicies') },
]);
