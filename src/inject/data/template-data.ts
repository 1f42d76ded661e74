import { entry } from '../../base/map-entry.ts';
import { fromJson } from '../../render/template/model/json.ts';
import { boolType, pointerTo, stringType, structOf } from '../../render/template/model/types.ts';
import { anyMapType, int64, int64Type, Pointer, Struct, type Value } from '../../render/template/model/values.ts';
import { isObject, type JsonObject } from '../../resources/json.ts';
import { goType, goValue } from '../pod/go-value.ts';
import { metadataType, specType } from '../pod/pod-types.ts';
import type { Owner, PodTemplate } from '../pod-template.ts';
import { type ProxyUser, usualProxyUser } from '../proxy-user.ts';
import { meshConfigType, proxyConfigType } from './message-types.ts';
import { messagePointer, messageValue } from './message-value.ts';
import { proxyImage } from './proxy-image.ts';

/** What templates are given for a Pod. */
export interface TemplateInput {
  readonly pod: PodTemplate;
  readonly owner: Owner;
  /** Of `meshConfigOf` or `withProxyConfig`; its `defaultConfig` is the Pod's proxy configuration. */
  readonly mesh: JsonObject;
  /** Helm's values. */
  readonly values: JsonObject;
  readonly revision: string;
  readonly nativeSidecars: boolean;
  readonly proxyUser?: ProxyUser | undefined;
  /** As istiod's variable COMPLIANCE_POLICY: `fips-140-2`. */
  readonly compliancePolicy?: string;
}

/**
 * The dot of an injection template: istiod's SidecarTemplateData (pkg/kube/inject). Parts of the Pod and messages are made
 * when a template asks for them; those of `mesh` and `values` once for all Pods that share the same object.
 */
export function templateData(input: TemplateInput): Value {
  const made = new Map<string, Value>();
  const get = (name: string): Value => {
    const found = made.get(name);
    if (found !== undefined) return found;
    const value = makers[name]?.(input);
    if (value !== undefined) made.set(name, value);
    return value;
  };
  return new Pointer(pointerTo(dataType), new Struct(dataType, { get }));
}

const proxyConfigOf = ({ mesh }: TemplateInput): JsonObject => mesh.defaultConfig as JsonObject;

const text = (name: string) => ({ name, type: stringType });
const typeMetaType = structOf('v1.TypeMeta', [text('Kind'), text('APIVersion')]);
const deploymentMetaType = structOf('types.NamespacedName', [text('Namespace'), text('Name')]);

const dataType = structOf('inject.SidecarTemplateData', [
  { name: 'TypeMeta', type: typeMetaType },
  { name: 'DeploymentMeta', type: deploymentMetaType },
  { name: 'ObjectMeta', type: goType(metadataType) },
  { name: 'Spec', type: goType(specType) },
  { name: 'ProxyConfig', type: messagePointer(proxyConfigType) },
  { name: 'MeshConfig', type: messagePointer(meshConfigType) },
  { name: 'Values', type: anyMapType },
  text('Revision'),
  { name: 'NativeSidecars', type: boolType },
  text('ProxyImage'),
  { name: 'ProxyUID', type: int64Type },
  { name: 'ProxyGID', type: int64Type },
  text('InboundTrafficPolicyMode'),
  text('CompliancePolicy'),
]);

const texts = (fields: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(fields));

const makers: Readonly<Record<string, (input: TemplateInput) => Value>> = {
  TypeMeta: ({ owner }) => new Struct(typeMetaType, texts({ Kind: owner.kind, APIVersion: owner.apiVersion })),
  DeploymentMeta: ({ owner }) =>
    new Struct(deploymentMetaType, texts({ Namespace: owner.namespace, Name: owner.name })),
  ObjectMeta: ({ pod }) => goValue(pod.metadata, metadataType),
  Spec: ({ pod }) => goValue(pod.spec, specType),
  ProxyConfig: (input) => messageValue(proxyConfigOf(input), proxyConfigType),
  MeshConfig: ({ mesh }) => messageValue(mesh, meshConfigType),
  Values: ({ values }) => sharedValues(values),
  Revision: ({ revision }) => revision,
  NativeSidecars: ({ nativeSidecars }) => nativeSidecars,
  ProxyImage: (input) => {
    const { annotations } = input.pod.metadata;
    return proxyImage(input.values, proxyConfigOf(input), isObject(annotations) ? annotations : {});
  },
  ProxyUID: ({ proxyUser: { uid } = usualProxyUser }) => int64(BigInt(uid)),
  ProxyGID: ({ proxyUser: { gid } = usualProxyUser }) => int64(BigInt(gid)),
  InboundTrafficPolicyMode: ({ mesh: { inboundTrafficPolicy: policy } }) =>
    isObject(policy) && policy.mode === 'LOCALHOST' ? 'localhost' : 'passthrough',
  CompliancePolicy: ({ compliancePolicy = '' }) => compliancePolicy,
};

const valuesMade = new WeakMap<JsonObject, Value>();

const sharedValues = (values: JsonObject): Value => entry(valuesMade, values, () => fromJson(values));
