import { valueAt } from '../../../resources/fields.ts';
import { isObject, type Json, type JsonObject } from '../../../resources/json.ts';
import type { IstioOperatorSpec, KubernetesResources } from '../../compiled/install.istio.io/IstioOperator.js';
import { isSet } from '../../values/presence.ts';
import type { Field } from '../rule.ts';

/** Values that the chart of istiod warns of, with what to use. */
const deprecated: readonly (readonly [string, string])[] = [
  'tracer.lightstep.address',
  'tracer.lightstep.accessToken',
  'tracer.zipkin.address',
  'tracer.datadog.address',
  'proxy.holdApplicationUntilProxyStarts',
].map((path) => [
  `values.global.${path}`,
  `spec.meshConfig.defaultConfig.${path.replace('tracer.', 'tracing.').replace('proxy.', '')}`,
]);

/** Settings that the chart of istiod fails on. */
const removed = ['values.global.tracer', 'meshConfig.defaultConfig.tracing', 'values.meshConfig.defaultConfig.tracing']
  .map((path) => `${path}.stackdriver`)
  .flatMap((path) =>
    ['debug', 'maxNumberOfAttributes', 'maxNumberOfAnnotations', 'maxNumberOfMessageEvents'].map(
      (name) => `${path}.${name}`,
    ),
  );

/** What istioctl takes and makes nothing of, with what to do. */
const withoutEffect: readonly (readonly [string, string])[] = [
  ['namespace', 'Set spec.values.global.istioNamespace'],
  ['components.istiodRemote', 'Use the profile remote, or spec.values.pilot.istiodRemote'],
  ['values.istioCni', 'Use spec.values.pilot.cni'],
  ['values.istio_cni', 'Use spec.values.pilot.cni'],
  ['values.gateways.istio_ingressgateway', 'Write istio-ingressgateway'],
  ['values.gateways.istio_egressgateway', 'Write istio-egressgateway'],
];

/** Fields of `k8s` that istioctl takes and makes nothing of. */
const idleResources = ['volumes', 'volumeMounts'] as const;

/** Reports what has another place now. */
export function checkDeprecated(spec: IstioOperatorSpec, field: Field): void {
  for (const [path, replacement] of deprecated) {
    const value = settingAt(spec, path);
    if (value !== undefined && value !== '') at(field, path).warning(`is deprecated. Use ${replacement}`);
  }
}

/** Reports what the chart of istiod refuses to be rendered with. What a chart of the user's own takes is not known. */
export function checkRemoved(spec: IstioOperatorSpec, field: Field): void {
  if (spec.installPackagePath || spec.components?.pilot?.enabled === false) return;
  for (const path of removed) {
    if (settingAt(spec, path) === undefined) continue;
    at(field, path).error(
      'is no longer supported. Trace with an opentelemetry provider of spec.meshConfig.extensionProviders',
    );
  }
  if (spec.values?.global?.pilotCertProvider === 'kubernetes') {
    field
      .at('values', 'global', 'pilotCertProvider')
      .error('must be istiod, custom, none or k8s.io/ and a signer: "kubernetes" is no longer supported');
  }
}

/** Reports settings that nothing reads. */
export function checkEffect(spec: IstioOperatorSpec, field: Field): void {
  for (const [path, help] of withoutEffect) {
    const value = settingAt(spec, path);
    if (isSet(value) && !isDisabled(value)) at(field, path).advice(`has no effect. ${help}`);
  }
  const { base, pilot, cni, ztunnel, ingressGateways = [], egressGateways = [] } = spec.components ?? {};
  for (const name of Object.keys(base?.k8s ?? {})) {
    if (name !== 'overlays')
      field.at('components', 'base', 'k8s', name).advice('has no effect here: only overlays has');
  }
  for (const [name, component] of Object.entries({ pilot, cni, ztunnel })) {
    checkResources(component?.k8s, field.at('components', name, 'k8s'));
  }
  for (const [list, gateways] of Object.entries({ ingressGateways, egressGateways })) {
    for (const [i, { hub, k8s }] of gateways.entries()) {
      const gateway = field.at('components', list, i);
      if (hub) gateway.at('hub').advice('has no effect: gateways take spec.hub');
      checkResources(k8s, gateway.at('k8s'));
    }
  }
}

function checkResources(k8s: KubernetesResources | undefined, field: Field): void {
  for (const name of idleResources) {
    if (isSet(k8s?.[name])) field.at(name).advice('has no effect. Use overlays, or for istiod spec.values.pilot');
  }
}

const isDisabled = (value: unknown): boolean => isObject(value) && value.enabled === false;

const at = (field: Field, path: string): Field => field.at(...path.split('.'));

const settingAt = (spec: IstioOperatorSpec, path: string): Json | undefined =>
  valueAt(spec as JsonObject, ...path.split('.'));
