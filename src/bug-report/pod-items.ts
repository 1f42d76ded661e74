import { StringDecoder } from 'node:string_decoder';
import { MeshwrightError } from '../base/errors.ts';
import type { KubeApi } from '../kube/api.ts';
import { KubeError, printable } from '../kube/kube-error.ts';
import { podRequest } from '../kube/pod-http.ts';
import {
  cniLog,
  envoyEndpoints,
  istiodEndpoints,
  istiodLog,
  proxyFiles,
  reportPaths,
  ztunnelEndpoints,
} from '../resources/archive/report-layout.ts';
import { monitoringPortOf } from '../resources/monitoring-port.ts';
import type { ReportFormats } from './cluster-items.ts';
import { type ReportItem, type ReportSource, single } from './item.ts';
import { logItem } from './log-item.ts';
import type { PodRole, ReportPod } from './pods.ts';
import { redactObject } from './redact/object.ts';
import type { ReportSettings } from './settings.ts';

/** Where proxies' crashes leave their memory (Istio's proxy image). */
const coredumpFolder = '/var/lib/istio';

/** What dumps of proxies count: a warning in its log makes a proxy's log count more. */
const importance = { configuration: 5, statistics: 2 } as const;

/** What is read from a Pod, by what it is to the mesh. */
export function podSources(
  api: KubeApi,
  pod: ReportPod,
  settings: ReportSettings,
  formats: ReportFormats,
): ReportSource[] {
  return sources[pod.role](api, pod, settings, formats);
}

type SourcesOf = (api: KubeApi, pod: ReportPod, settings: ReportSettings, formats: ReportFormats) => ReportSource[];

const proxySources: SourcesOf = (api, pod, settings, formats) => {
  const { skip, logs, proxyAdminPort } = settings;
  const place = (file: string) => reportPaths.proxy(pod.namespace, pod.name, file);
  const isEnvoy = pod.role === 'proxy';
  const endpoints = isEnvoy ? envoyEndpoints : ztunnelEndpoints;
  return [
    single(logItem(api, pod, place(proxyFiles.log), logs)),
    single(description(pod, place(proxyFiles.pod), settings, formats)),
    ...(skip.proxyDebug
      ? []
      : [
          answers(
            api,
            pod,
            proxyAdminPort,
            endpoints.map((one) => [one, place(one)]),
          ),
        ]),
    ...(skip.netstat
      ? []
      : [single(printed(api, pod, place(proxyFiles.netstat), 'connections', ['netstat', '-natpw']))]),
    ...(skip.coredumps || !isEnvoy ? [] : [single(coredumps(api, pod, place(proxyFiles.coredumps)))]),
  ];
};

const sources: Readonly<Record<PodRole, SourcesOf>> = {
  proxy: proxySources,
  ztunnel: proxySources,
  istiod: (api, pod, { logs }) => {
    const place = (file: string) => reportPaths.istiod(pod.namespace, pod.name, file);
    return [
      single(essential(logItem(api, pod, place(istiodLog), logs))),
      answers(
        api,
        pod,
        monitoringPortOf(pod.pod),
        istiodEndpoints.map((one) => [one, place(one)]),
        true,
      ),
    ];
  },
  cni: (api, pod, { logs }) => [
    single(essential(logItem(api, pod, reportPaths.cni(pod.name, cniLog), logs))),
    answers(api, pod, monitoringPortOf(pod.pod), [['metrics', reportPaths.cni(pod.name, 'metrics')]]),
  ],
};

/** Of the control plane nothing gives way. */
function essential({ importanceNow: _, ...item }: ReportItem): ReportItem {
  return item;
}

/** What endpoints on a port of a Pod answer, as it comes. */
function answers(
  api: KubeApi,
  pod: ReportPod,
  port: number,
  endpoints: readonly (readonly [endpoint: string, path: string])[],
  isEssential = false,
): ReportSource {
  const where = `Pod ${pod.namespace}/${pod.name}`;
  return {
    items: endpoints.map(([endpoint, path]) => ({
      path,
      what: `/${endpoint} of ${where}`,
      ...(!isEssential && {
        importance: importance[/^(?:stats|metrics)/.test(endpoint) ? 'statistics' : 'configuration'],
      }),
      async *read(options) {
        const answer = await podRequest(api, pod, port, { path: `/${endpoint}` }, options);
        if (answer.status === 200) return yield* answer.body;
        const said = printable(await answer.text(), 300);
        throw new MeshwrightError(`${where} answers /${endpoint} with status ${answer.status}${said && `: ${said}`}`);
      },
    })),
    // No connection: the others would wait for one as long.
    isHopeless: (error) => error instanceof KubeError,
  };
}

/** The Pod itself, with its state. */
function description(
  pod: ReportPod,
  path: string,
  { fullSecrets }: ReportSettings,
  { yamlItems }: ReportFormats,
): ReportItem {
  return {
    path,
    what: `Pod ${pod.namespace}/${pod.name}`,
    importance: importance.configuration,
    async *read() {
      yield yamlItems([fullSecrets ? pod.pod : redactObject(pod.pod)]);
    },
  };
}

/** What a program in the proxy's container prints. Images without a shell have few programs. */
function printed(api: KubeApi, pod: ReportPod, path: string, what: string, command: readonly string[]): ReportItem {
  const { namespace, name, container } = pod;
  return {
    path,
    what: `${what} of Pod ${namespace}/${name}, by ${command[0]}`,
    silence: 30_000,
    importance: importance.statistics,
    async *read(options) {
      const { stdout, stderr, exitCode } = await api.exec(pod, { container, command }, options);
      if (exitCode !== 0 && stdout === '')
        throw new MeshwrightError(`${command[0]} ended with ${exitCode}${stderr && `: ${printable(stderr, 300)}`}`);
      yield stdout;
    },
  };
}

/** Which core dumps there are. They are the proxy's memory, with all its keys: who wants one copies it with kubectl. */
function coredumps(api: KubeApi, pod: ReportPod, path: string): ReportItem {
  const { namespace, name, container } = pod;
  const find = printed(api, pod, path, 'core dumps', ['find', coredumpFolder, '-name', 'core.*', '-size', '+0']);
  return {
    ...find,
    async *read(options, tell) {
      const decoder = new StringDecoder('utf8');
      let found = '';
      for await (const piece of find.read(options, tell))
        found += typeof piece === 'string' ? piece : decoder.write(piece as Buffer);
      for (const file of found.split('\n').filter((line) => line.trim() !== '')) {
        yield `${file}\t# kubectl cp -n ${namespace} -c ${container} ${name}:${file} core\n`;
      }
    },
  };
}
