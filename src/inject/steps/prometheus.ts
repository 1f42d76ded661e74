import {
  annotationOf,
  changeContainer,
  containerNamed,
  goBooleanOf,
  proxyName,
  textsOf,
  withEnvironment,
  withTexts,
} from '../containers.ts';
import type { PodTemplate } from '../pod-template.ts';
import type { Injection } from './injection.ts';

/** The variable in which the agent finds how the application wants to be scraped. */
export const scrapeVariable = 'ISTIO_PROMETHEUS_ANNOTATIONS';
const statsPath = '/stats/prometheus';

const scrapeKeys = ['scrape', 'path', 'port'] as const;
export type ScrapeKey = (typeof scrapeKeys)[number];

/** The annotations that say how a Pod is scraped, in any of the ways that Prometheus reads: `prometheus.io/port`, `prometheus_io_port`. */
function scrapeAnnotations(
  pod: PodTemplate,
): { readonly name: string; readonly key: ScrapeKey; readonly value: string }[] {
  const found = [];
  const annotations = textsOf(pod, 'annotations');
  for (const name of Object.keys(annotations)) {
    if (!name.startsWith('prometheus')) continue;
    const key = scrapeKeys.find((one) => name.replace(/[^a-zA-Z0-9_]/g, '_') === `prometheus_io_${one}`);
    if (key !== undefined) found.push({ name, key, value: String(annotations[name]) });
  }
  return found;
}

/** How a Pod is to be scraped. Where it says so twice, in different ways, the usual way counts. */
function scrapeSettings(pod: PodTemplate): Partial<Record<ScrapeKey, string>> {
  const settings: Partial<Record<ScrapeKey, string>> = {};
  for (const { name, key, value } of scrapeAnnotations(pod)) {
    if (name.includes('/') || settings[key] === undefined) settings[key] = value;
  }
  return settings;
}

/** A Pod without annotations that say how it is scraped. */
const withoutScrapeAnnotations = (pod: PodTemplate): PodTemplate =>
  withTexts(pod, 'annotations', Object.fromEntries(scrapeAnnotations(pod).map(({ name }) => [name, undefined])));

/** A Pod that is scraped as this says, and in no other way. */
export const withScrapeSettings = (pod: PodTemplate, settings: Partial<Record<ScrapeKey, string>>): PodTemplate =>
  withTexts(
    withoutScrapeAnnotations(pod),
    'annotations',
    Object.fromEntries(scrapeKeys.map((key) => [`prometheus.io/${key}`, settings[key]])),
  );

/** What a Pod's annotations say once its agent answers for the application too. */
const agentSettings = (statusPort: number): Record<ScrapeKey, string> => ({
  scrape: 'true',
  path: statsPath,
  port: String(statusPort),
});

/** True where the Pod's agent is scraped, and nothing says where the application is. */
export function scrapesAgent(pod: PodTemplate, statusPort: number): boolean {
  const [wanted, found] = [agentSettings(statusPort), scrapeSettings(pod)];
  return scrapeKeys.every((key) => found[key] === wanted[key]);
}

function isMerged(pod: PodTemplate, { meshConfig }: Injection): boolean {
  const written = goBooleanOf(annotationOf(pod, 'prometheus.istio.io/merge-metrics'));
  return written ?? meshConfig.enablePrometheusMerge !== false;
}

/**
 * Has Prometheus scrape the agent, which merges the application's metrics into its own: the Pod's annotations, unless they
 * turn scraping off or name the agent already, move into a variable of the proxy, and others take their place.
 */
export function mergeMetrics(pod: PodTemplate, injection: Injection): PodTemplate {
  const settings = scrapeSettings(pod);
  const statusPort = Number(injection.proxyConfig.statusPort);
  if (goBooleanOf(settings.scrape) === false || !isMerged(pod, injection)) return pod;
  if (settings.port === String(statusPort)) return pod;
  const scraped = withScrapeSettings(pod, agentSettings(statusPort));
  const isUsual = scrapeKeys.every((key) => !settings[key]);
  if (isUsual || containerNamed(pod.spec, proxyName) === undefined) return scraped;
  const { scrape = '', path = '', port = '' } = settings;
  const variable = { name: scrapeVariable, value: JSON.stringify({ scrape, path, port }) };
  return { ...scraped, spec: changeContainer(scraped.spec, proxyName, (proxy) => withEnvironment(proxy, [variable])) };
}
