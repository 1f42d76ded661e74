import { AtMost } from '../base/at-most.ts';
import { MeshwrightError } from '../base/errors.ts';
import { isObject, type Json, type JsonObject } from '../resources/json.ts';
import { applyPatch, type Operation } from '../resources/json-patch.ts';
import type { Injector } from './injector.ts';
import { InjectionError, type Owner, type PodTemplate } from './pod-template.ts';
import type { InjectionSettings } from './settings.ts';

/** Sends an AdmissionReview (admission.k8s.io/v1) to an injection webhook, and gives the one that comes back. */
export type AskWebhook = (review: JsonObject) => Promise<JsonObject>;

/** What is known of an injector that keeps its settings to itself. */
export const settingsOfWebhook = (revision: string): InjectionSettings => ({
  templates: {},
  defaultTemplates: [],
  aliases: {},
  injectsByDefault: true,
  neverInjectSelector: [],
  alwaysInjectSelector: [],
  injectedAnnotations: {},
  values: {},
  meshConfig: {},
  revision: revision === 'default' ? '' : revision,
  nativeSidecars: false,
});

/**
 * An injector that has a webhook inject: istiod, whose settings cannot be read.
 *
 * @param namespace of Pods that name none
 * @param visit injects all that will be injected, with an injector that changes nothing, so that it is known what to ask for
 * @throws what `ask` throws
 */
export async function webhookInjector(
  settings: InjectionSettings,
  namespace: string,
  ask: AskWebhook,
  visit: (injector: Injector) => void,
): Promise<Injector> {
  const wanted = new Map<string, readonly [PodTemplate, Owner]>();
  const plain = { settings, uninject: (pod: PodTemplate) => pod, watchingNames: <T>(run: () => T) => run() };
  visit({
    ...plain,
    inject(pod, owner) {
      wanted.set(keyOf(pod, owner), [pod, owner]);
      return pod;
    },
  });
  const turns = new AtMost(mostAtOnce);
  const answers = new Map<string, JsonObject>();
  await Promise.all(
    Array.from(wanted, ([key, [pod, owner]]) =>
      turns.run(async () => answers.set(key, await ask(reviewOf(pod, owner, namespace)))),
    ),
  );
  return { ...plain, inject: (pod, owner) => injected(pod, owner, answers.get(keyOf(pod, owner))!) };
}

/** istiod injects one Pod after the other. */
const mostAtOnce = 4;

const keyOf = (pod: PodTemplate, owner: Owner): string => JSON.stringify([pod, owner]);

/** The Pod that a workload's controller would create, as far as istiod looks at it. */
function podOf({ metadata, spec }: PodTemplate, { apiVersion, kind, name }: Owner): JsonObject {
  const controller = { apiVersion, kind, name, uid: '', controller: true };
  const owned = kind === 'Pod' ? {} : { generateName: `${name}-`, ownerReferences: [controller] };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, ...owned }, spec };
}

function reviewOf(pod: PodTemplate, owner: Owner, namespace: string): JsonObject {
  const kind = { group: '', version: 'v1', kind: 'Pod' };
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: `${owner.kind}-${owner.name}`,
      kind,
      resource: { group: '', version: 'v1', resource: 'pods' },
      namespace: String(pod.metadata.namespace ?? (owner.namespace || namespace)),
      operation: 'CREATE',
      object: podOf(pod, owner),
    },
  };
}

/** @throws InjectionError where the webhook refuses the Pod */
function injected(pod: PodTemplate, owner: Owner, review: JsonObject): PodTemplate {
  const response = isObject(review.response) ? review.response : {};
  const { allowed, status, patch } = response;
  const said = isObject(status) && typeof status.message === 'string' ? status.message : '';
  if (allowed !== true || said !== '') throw new InjectionError(`istiod refuses it: ${said || 'it does not say why'}`);
  if (typeof patch !== 'string') return pod;
  const { metadata, spec } = patched(podOf(pod, owner), patch);
  const { generateName: _, ownerReferences: __, creationTimestamp: ___, ...rest } = isObject(metadata) ? metadata : {};
  // What was sent with the Pod is no part of it, nor what istiod takes from the request.
  const added = ['namespace', 'name'].filter((key) => !Object.hasOwn(pod.metadata, key));
  const own = Object.entries(rest).filter(([key, value]) => value !== null && !added.includes(key));
  return { metadata: Object.fromEntries(own), spec: isObject(spec) ? spec : {} };
}

/** Go writes some fields of a Pod that has none of them. */
function saysNothing(operation: Operation): boolean {
  if (operation.op !== 'add' || !/\/(resources|status|creationTimestamp)$/.test(operation.path)) return false;
  const { value } = operation;
  return value === null || (isObject(value) && Object.keys(value).length === 0);
}

function patched(pod: JsonObject, patch: string): JsonObject {
  try {
    const operations = JSON.parse(Buffer.from(patch, 'base64').toString('utf8')) as Operation[];
    return applyPatch(
      pod as Json,
      operations.filter((one) => !saysNothing(one)),
    ) as JsonObject;
  } catch (error) {
    throw new MeshwrightError(
      `the injection webhook’s answer is no JSON Patch for the Pod: ${(error as Error).message}`,
    );
  }
}
