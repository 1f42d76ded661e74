import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../resources/json.ts';
import {
  type ContainerList,
  containerLists,
  istioContainers,
  itemNamed,
  itemsOf,
  namesOf,
  proxyName,
} from '../containers.ts';
import { podType } from '../pod/pod-types.ts';
import { strategicMerge } from '../pod/strategic-merge.ts';
import type { PodTemplate } from '../pod-template.ts';
import { withActionsOf } from '../uninject/probes.ts';
import { scrapeVariable } from './prometheus.ts';
import { clusterVariable, networkVariable } from './proxy-environment.ts';
import type { Status } from './status.ts';

/** A Pod that was injected before. */
export interface Reinjection {
  /** As it is. */
  readonly before: PodTemplate;
  /** As it is, but for probes, which do themselves what they asked the agent for. */
  readonly injected: PodTemplate;
  /** What it is without what was injected. */
  readonly original: PodTemplate;
  readonly status: Status;
}

/**
 * What templates are merged into: the original, in which containers that they gave before and give again are as they have
 * become. So what templates do not say of them stays, as it does with istiod: a variable that somebody has added, say. What
 * they do not give any more is gone, but for volumes that are mounted still, and for Istio's init containers, which istiod
 * leaves too: only `uninject` takes those away.
 *
 * @param template all that templates give now
 */
export function withInjectedContainers(reinjection: Reinjection, template: PodTemplate): PodTemplate {
  const { injected, original, status } = reinjection;
  const initContainers = listOf('initContainers', reinjection, template);
  const inits = new Set(namesOf(initContainers));
  const containers = listOf('containers', reinjection, template).filter(
    ({ name }) => !(inits.has(String(name)) && istioContainers.has(String(name))),
  );
  const mounted = new Set([...initContainers, ...containers].flatMap((one) => namesOf(itemsOf(one, 'volumeMounts'))));
  const now = namesOf(itemsOf(template.spec, 'volumes'));
  const left = itemsOf(injected.spec, 'volumes').filter(({ name }) => {
    const volume = String(name);
    return status.volumes?.includes(volume) && mounted.has(volume) && !now.includes(volume);
  });
  const lists = { initContainers, volumes: [...itemsOf(original.spec, 'volumes'), ...left] };
  const filled = Object.entries(lists).filter(([, items]) => items.length > 0);
  const { initContainers: _, volumes: __, ...rest } = original.spec;
  return { ...original, spec: { ...rest, ...Object.fromEntries(filled), containers } };
}

/** One list of containers, in the order that the injected Pod has them in. */
function listOf(
  list: ContainerList,
  { before, injected, original, status }: Reinjection,
  template: PodTemplate,
): JsonObject[] {
  const own = itemsOf(original.spec, list);
  const templates = namesOf(itemsOf(template.spec, list));
  const there = itemsOf(injected.spec, list);
  const kept = there.flatMap((container, i): JsonObject[] => {
    const name = String(container.name);
    const written = itemNamed(own, name);
    const isInjected = status[list]?.includes(name);
    if (isInjected && templates.includes(name)) return [asLeft(container, itemsOf(before.spec, list)[i]!, written)];
    if (written !== undefined) return [written];
    return istioContainers.has(name) && name !== proxyName ? [container] : [];
  });
  return [...kept, ...own.filter(({ name }) => itemNamed(there, String(name)) === undefined)];
}

/** Variables that win over templates' or come after them: they are given anew. */
const givenAnew = new Set([scrapeVariable, clusterVariable, networkVariable]);

/** A container as it has become, for templates to be merged into; the user's own probes are as they were written. */
function asLeft(container: JsonObject, before: JsonObject, written: JsonObject | undefined): JsonObject {
  const env = itemsOf(container, 'env').filter(({ name }) => !givenAnew.has(String(name)));
  const left = container.env === undefined ? container : { ...container, env };
  return written === undefined ? left : withActionsOf(written, left, before);
}

/** Lists in which the Pod's items stand among those of templates, and which may have the same item. */
const shared = ['volumes', 'imagePullSecrets'] as const;

/**
 * Undoes what an injection of a Pod that was injected before cannot know to be no change. The Pod does not say which volumes
 * and secrets it had itself, where templates give some of the same name: so those that have all that templates give stay as
 * they are. And lists with the same items as before stay in their order.
 */
export function settle(pod: PodTemplate, { injected }: Reinjection): PodTemplate {
  const spec: Record<string, Json | undefined> = { ...pod.spec };
  for (const list of shared) {
    const there = itemsOf(injected.spec, list);
    const settled = inOrderOf(there, itemsOf(pod.spec, list), 'name');
    if (settled.length > 0)
      spec[list] = settled.map((item) => withAll(itemNamed(there, String(item.name)), item, list));
  }
  for (const list of containerLists) {
    const there = itemsOf(injected.spec, list);
    if (pod.spec[list] === undefined) continue;
    spec[list] = itemsOf(pod.spec, list).map((container) => {
      const before = itemNamed(there, String(container.name));
      return before === undefined ? container : settledContainer(before, container);
    });
  }
  return { ...pod, spec };
}

/** Lists of a container that are merged, by what tells their items apart. */
const keyed = { env: 'name', volumeMounts: 'mountPath', ports: 'containerPort' } as const;

function settledContainer(before: JsonObject, now: JsonObject): JsonObject {
  const settled: Record<string, Json | undefined> = { ...now };
  for (const [list, key] of Object.entries(keyed)) {
    if (now[list] !== undefined) settled[list] = inOrderOf(itemsOf(before, list), itemsOf(now, list), key);
  }
  return settled;
}

/**
 * A list in the order of another, `before`, that has the same items; else as it is. Of items with the same key the last
 * counts: a template may give one twice, which a merge takes for one, so lists that say the same are the same.
 */
function inOrderOf(before: readonly JsonObject[], now: readonly JsonObject[], key: string): readonly JsonObject[] {
  const [old, given] = [before, now].map((list) => new Map(list.map((item) => [item[key], item])));
  if (isDeepStrictEqual(old, given)) return before;
  const isSame =
    now.length === given!.size && old!.size === given!.size && [...old!.keys()].every((one) => given!.has(one));
  return isSame ? [...old!.keys()].map((one) => given!.get(one)!) : now;
}

/** What was there if it has all that there is now, else what there is now. */
function withAll(before: JsonObject | undefined, now: JsonObject, list: string): JsonObject {
  if (before === undefined) return now;
  const merged = strategicMerge({ spec: { [list]: [before] } }, { spec: { [list]: [now] } }, podType);
  return isDeepStrictEqual(itemsOf(merged.spec as JsonObject, list)[0], before) ? before : now;
}
