import { listNames } from '../../base/list-names.ts';
import { message } from '../message.ts';

export const NamespaceNotInjected = message<{ namespace: string }>({
  code: 'IST0102',
  name: 'NamespaceNotInjected',
  level: 'Info',
  summary: 'Nothing says whether Pods of the namespace get a sidecar',
  text: ({ namespace }) =>
    `Pods in namespace ${namespace} get no sidecar: label it istio-injection=enabled (or istio.io/rev=<revision>) ` +
    'to bring them into the mesh, or istio-injection=disabled to say that this is meant',
});

export const PodMissingProxy = message<{ pod: string }>({
  code: 'IST0103',
  name: 'PodMissingProxy',
  level: 'Warning',
  summary: 'A Pod of an injected namespace has no sidecar',
  text: ({ pod }) =>
    `Pod ${pod} has no istio-proxy container although its namespace is injected, so it is outside the mesh: ` +
    'recreate it, or label it sidecar.istio.io/inject=false if that is meant',
});

export const NamespaceMultipleInjectionLabels = message<{ namespace: string; labels: readonly string[] }>({
  code: 'IST0123',
  name: 'NamespaceMultipleInjectionLabels',
  level: 'Warning',
  summary: 'A namespace has labels for several ways into the mesh',
  text: ({ namespace, labels }) =>
    `namespace ${namespace} is labelled ${labels.join(' and ')}, which contradict each other: keep the one that is meant`,
});

export const ImageAutoWithoutInjectionWarning = message<{ deployment: string }>({
  code: 'IST0146',
  name: 'ImageAutoWithoutInjectionWarning',
  level: 'Warning',
  summary: 'A Deployment leaves its proxy image to injection, and its Pods will not be injected',
  text: ({ deployment }) =>
    `image "auto" is for Istio's injector to replace, but no injection webhook selects the Pods of Deployment ` +
    `${deployment}, and they cannot start: label the Pod template or the namespace for injection`,
});

export const ImageAutoWithoutInjectionError = message<{ pod: string }>({
  code: 'IST0147',
  name: 'ImageAutoWithoutInjectionError',
  level: 'Error',
  summary: 'A Pod leaves its proxy image to injection, and was not injected',
  text: ({ pod }) =>
    `image "auto" is for Istio's injector to replace, which did not happen to Pod ${pod}, so it cannot start: ` +
    'make sure that an injection webhook selects it, and recreate it',
});

export const NamespaceInjectionEnabledByDefault = message<{ namespace: string }>({
  code: 'IST0148',
  name: 'NamespaceInjectionEnabledByDefault',
  level: 'Info',
  summary: 'A namespace without labels is injected because Istio was installed to do so',
  text: ({ namespace }) =>
    `Pods in namespace ${namespace} get a sidecar, as Istio was installed with enableNamespacesByDefault: ` +
    'label it istio-injection=disabled if that is not meant',
});

export const PodsIstioProxyImageMismatchInNamespace = message<{
  namespace: string;
  pods: readonly string[];
  expected: string;
}>({
  code: 'IST0158',
  name: 'PodsIstioProxyImageMismatchInNamespace',
  level: 'Warning',
  summary: 'Pods run another proxy image than injection would give them now',
  text: ({ namespace, pods, expected }) =>
    `Pods of namespace ${namespace} run another proxy image than ${expected}, which injection gives to new Pods ` +
    `(usual after an upgrade of Istio): restart ${listNames(pods)}`,
});
