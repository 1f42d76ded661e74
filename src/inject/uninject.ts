import type { JsonObject } from '../resources/json.ts';
import {
  type ContainerList,
  containerLists,
  containerNamed,
  environmentValue,
  istioContainers,
  itemNamed,
  itemsOf,
  proxyName,
  withTexts,
} from './containers.ts';
import type { Owner, PodTemplate } from './pod-template.ts';
import type { InjectionSettings } from './settings.ts';
import { type Overrides, overridesAnnotation, writtenOverrides } from './steps/overrides.ts';
import { parsed } from './steps/parsed.ts';
import { proberVariable } from './steps/probes.ts';
import { type ScrapeKey, scrapesAgent, scrapeVariable, withScrapeSettings } from './steps/prometheus.ts';
import { type Status, statusAnnotation, statusOf } from './steps/status.ts';
import { laterWritten } from './uninject/later-written.ts';
import { withoutAddedMetadata } from './uninject/metadata.ts';
import { withProbes } from './uninject/probes.ts';
import { withProxyInPlace } from './uninject/proxy-place.ts';

/** What there is to go by, besides the Pod. */
export interface UninjectionFacts {
  readonly settings: InjectionSettings;
  /** Of the Pod: the mesh's, with its annotation laid over. */
  readonly proxyConfig: JsonObject;
  readonly owner: Owner | undefined;
}

/**
 * A Pod without what was injected into it, by this program, istioctl or istiod; the Pod itself where it says nothing of an
 * injection. Injecting the result gives the same Pod again, and as far as the Pod tells, the result is what its user wrote:
 *
 * - Containers, init containers, volumes and pull secrets go that the status annotation names. Those of the user that the
 *   injection added to come back from the annotation of overrides, with later changes of what the user wrote in them; image
 *   `auto` for Istio's, whose place among the others shows in what templates made of them (proxy-place.ts). A volume or a pull secret that both the user and a template
 *   gave goes.
 * - Probes and lifecycle handlers are as the agent was told, with port numbers where the user named ports. One that named a
 *   port that there is not cannot be restored, and stays.
 * - Annotations for Prometheus are as the agent was told, by their usual names.
 * - Labels and annotations go that hold exactly what injection would put there: it does so again, and without it they mean
 *   nothing. Others stay (uninject/metadata.ts).
 * - What custom templates added elsewhere stays.
 *
 * @throws InjectionError
 */
export function uninject(pod: PodTemplate, facts: UninjectionFacts): PodTemplate {
  const status = statusOf(pod);
  if (status === undefined) return pod;
  const proxy = containerNamed(pod.spec, proxyName);
  const bare = withoutInjectedParts(pod, status);
  const isTold = environmentValue(proxy, scrapeVariable) !== undefined;
  const isMerged = !isTold && scrapesAgent(bare, Number(facts.proxyConfig.statusPort));
  const scraped = isMerged ? withScrapeSettings(bare, {}) : bare;
  return withoutAddedMetadata(scraped, { ...facts, status, proxy });
}

/**
 * The part of uninjecting that injecting again begins with: what injection adds to labels and annotations only if it is not
 * there stays, since that may be the user's.
 */
export function withoutInjectedParts(pod: PodTemplate, status: Status): PodTemplate {
  const restored = { ...pod, spec: withoutInjected(pod, status, writtenOverrides(pod)) };
  const unmarked = withTexts(restored, 'annotations', {
    [statusAnnotation]: undefined,
    [overridesAnnotation]: undefined,
  });
  const told = environmentValue(containerNamed(pod.spec, proxyName), scrapeVariable);
  return told === undefined ? unmarked : withScrapeSettings(unmarked, toldSettings(told));
}

/** A Pod whose probes do themselves what they asked the agent for. */
export function withOwnProbes(pod: PodTemplate): PodTemplate {
  const proxy = containerNamed(pod.spec, proxyName);
  return { ...pod, spec: withProbes(pod.spec, environmentValue(proxy, proberVariable)) };
}

/** A spec without what the status names, and with what the user wrote in its place. */
function withoutInjected(pod: PodTemplate, status: Status, overrides: Overrides): JsonObject {
  const { spec } = withOwnProbes(pod);
  const { containers: _, initContainers: __, volumes: ___, imagePullSecrets: ____, ...rest } = spec;
  const lists: Record<string, JsonObject[]> = { containers: [] };
  for (const list of ['volumes', 'imagePullSecrets'] as const) {
    lists[list] = itemsOf(spec, list).filter(({ name }) => !status[list]?.includes(String(name)));
  }
  for (const list of containerLists) {
    lists[list] ??= [];
    const injected = itemsOf(pod.spec, list);
    for (const [i, container] of itemsOf(spec, list).entries()) {
      const name = String(container.name);
      if (!status[list]?.includes(name)) {
        if (!isLeftOver(container, list)) lists[list].push(container);
        continue;
      }
      const override = itemNamed(overrides[list] ?? [], name);
      if (override !== undefined) lists[listFor(override, list)]!.push(asWritten(override, injected[i]!, container));
    }
  }
  lists.containers = [...withProxyInPlace(lists.containers!, containerNamed(pod.spec, proxyName), status)];
  const kept = Object.entries(lists).filter(([list, items]) => items.length > 0 || list === 'containers');
  return { ...rest, ...Object.fromEntries(kept) };
}

/** An init container of Istio's that an injection with other settings has left: without a proxy, nothing would get through it. */
const isLeftOver = ({ name }: JsonObject, list: ContainerList): boolean =>
  list === 'initContainers' && name !== proxyName && istioContainers.has(String(name));

/** What a user says of the proxy stands among the containers, even if the proxy itself is an init container. */
const listFor = (override: JsonObject, list: ContainerList): ContainerList =>
  override.name === proxyName && override.restartPolicy === undefined ? 'containers' : list;

/** A container as its user wrote it: by the annotation, and by the container that injection made of it. */
function asWritten(override: JsonObject, injected: JsonObject, now: JsonObject): JsonObject {
  const { resources, image = 'auto', ...rest } = override;
  const isEmpty = resources === undefined || Object.keys(resources as JsonObject).length === 0;
  const written = { ...rest, image, ...(isEmpty ? {} : { resources }) };
  return istioContainers.has(String(override.name)) ? written : laterWritten(written, injected, now);
}

/** The annotations by which the application was scraped before its agent was. */
function toldSettings(text: string): Partial<Record<ScrapeKey, string>> {
  const settings = (parsed(text) ?? {}) as Partial<Record<ScrapeKey, string>>;
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ''));
}
