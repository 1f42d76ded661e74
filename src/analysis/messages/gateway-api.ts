import { message } from '../message.ts';

export const GatewayAPICRDVersionBelowMinimum = message<{ crd: string; version: string; minimum: string }>({
  code: 'IST0176',
  name: 'GatewayAPICRDVersionBelowMinimum',
  level: 'Warning',
  summary: 'A Gateway API CustomResourceDefinition is older than Istio needs',
  text: ({ crd, version, minimum }) =>
    `${crd} is of Gateway API ${version}, and Istio needs ${minimum} or later: until its CustomResourceDefinitions ` +
    'are upgraded, Istio ignores resources of this kind',
});
