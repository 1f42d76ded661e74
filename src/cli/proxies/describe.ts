import type { Command } from 'commander';
import { AtMost } from '../../base/at-most.ts';
import { MeshwrightError, UsageError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import { didYouMean } from '../../base/nearest.ts';
import { visible } from '../../output/text/visible.ts';
import { describePod } from '../../proxy/describe/describe-pod.ts';
import { podLabel, podsIn } from '../../proxy/describe/described-pods.ts';
import type { PodDescription } from '../../proxy/describe/description.ts';
import { RefusedCalls } from '../../proxy/describe/mutual-tls.ts';
import { proxyEvidence } from '../../proxy/describe/proxy-evidence.ts';
import { ConfigDump, type Section } from '../../proxy/envoy/config-dump.ts';
import type { EnvoySource } from '../../proxy/sources.ts';
import { toFqdn } from '../../resources/hosts.ts';
import { type BodyOf, kinds } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import { booleanOption, choiceOption, repeatable } from '../flags/options.ts';
import { addAdminPort } from '../flags/proxy-flags.ts';
import type { Io } from '../io.ts';
import {
  addMeshInput,
  type DescribedInput,
  type DescribedMesh,
  withDescribedMesh,
} from '../mesh/read-described-mesh.ts';
import { noteProblems } from '../mesh/read-mesh.ts';

/** Flags that `describe` commands have. */
export interface DescribeFlags extends DescribedInput {
  readonly output: 'text' | 'json' | 'yaml';
  readonly ignoreUnmeshed?: boolean;
}

export function addDescribeFlags(command: Command): void {
  command.addOption(choiceOption('-o, --output <format>', 'format', ['text', 'json', 'yaml'], 'text'));
  booleanOption(command, '--ignoreUnmeshed', 'say nothing of Pods that are not part of the mesh');
  addAdminPort(command);
  addMeshInput(command);
  command.addOption(
    repeatable('--proxy-dumps <path>', 'config dumps of Envoys, with -f: a file, a folder, … (repeatable)'),
  );
}

/**
 * Reads the mesh, and does the work on the resource that is named, `name[.namespace]`.
 *
 * @throws UsageError where not one is named; MeshwrightError where there is none of that name
 */
export async function withDescribed<K extends 'Pod' | 'Service'>(
  io: Io,
  flags: DescribeFlags & GlobalOptions,
  kind: K,
  args: readonly string[],
  work: (described: DescribedMesh, resource: Resource<BodyOf<K>>) => Promise<void>,
): Promise<ExitCode> {
  const [text, ...more] = args;
  const noun = kinds[kind].kind;
  if (text === undefined || more.length > 0) throw new UsageError(`name one ${noun}, as name[.namespace]`);
  const dot = text.lastIndexOf('.');
  const ofName = dot < 0 ? undefined : text.slice(dot + 1);
  const lookAt = async (described: DescribedMesh): Promise<ExitCode> => {
    const { mesh, problems } = described;
    const namespace = ofName ?? described.namespace;
    const name = dot < 0 ? text : text.slice(0, dot);
    const named = namesIn(mesh, kind, namespace);
    const found = named.get(name);
    noteProblems(io, problems, false, 'looked at');
    if (found === undefined) {
      const unseen = described.unread.find(({ key, onlyIn }) => key === kind && onlyIn !== namespace);
      if (unseen !== undefined) {
        const where = `whether there is a ${noun} ${namespace}/${name}`;
        throw new MeshwrightError(
          `you may not list ${unseen.what}, so ${where} cannot be told: it takes ${unseen.rule}`,
        );
      }
      const guess = didYouMean(name, [...named.keys()]);
      throw new MeshwrightError(`there is no ${noun} ${namespace}/${name}.${guess}`.replace(/\.$/, ''));
    }
    await work(described, found as Resource<BodyOf<K>>);
    return problems.length > 0 ? ExitCode.unreadableInput : ExitCode.ok;
  };
  return withDescribedMesh(io, flags, lookAt, ofName);
}

/** What can be named in a namespace; what a workload in files would make goes by the workload's name. */
function namesIn(mesh: Mesh, kind: 'Pod' | 'Service', namespace: string): Map<string, Resource<unknown>> {
  if (kind === 'Service') return new Map(mesh.in(kind, namespace).map((one) => [one.name, one]));
  return new Map(podsIn(mesh, namespace).map((pod) => [podLabel(pod).slice(0, -namespace.length - 1), pod]));
}

/** Proxies that are asked at once. */
const places = 16;

/** Pods by their resources, and by what their proxies tell; that a proxy does not answer is one of the warnings. */
export async function describePods(
  { mesh, problems, unread, proxiesOf, absence }: DescribedMesh,
  pods: readonly Resource<BodyOf<'Pod'>>[],
  flags: DescribeFlags,
): Promise<PodDescription[]> {
  const isWhole = problems.length + unread.length === 0;
  const options = { ...flags, ...(isWhole && { refusedCalls: new RefusedCalls(mesh) }) };
  const told = pods.map((pod) => ({ pod, description: describePod(mesh, pod, options) }));
  const proxied = told.filter(({ description }) => ['sidecar', 'gateway'].includes(description.dataPlane));
  const proxies = await proxiesOf(proxied.map(({ pod }) => pod));
  const turns = new AtMost(places);
  return Promise.all(
    told.map(({ pod, description }) => {
      const proxy = proxies.get(podLabel(pod));
      if (proxy !== undefined) return turns.run(() => withEvidence(mesh, description, proxy));
      const isAbsent = absence !== undefined && proxied.some((one) => one.pod === pod);
      return isAbsent ? withWarnings(description, [unasked(absence)]) : description;
    }),
  );
}

async function withEvidence(mesh: Mesh, description: PodDescription, envoy: EnvoySource): Promise<PodDescription> {
  const dumpOf = async (section: Section) => new ConfigDump(await envoy.configDump(section));
  try {
    const [clusters, routes, listeners] = await Promise.all([
      dumpOf('clusters'),
      dumpOf('routes'),
      dumpOf('listeners'),
    ]);
    const hosts = description.services.map(({ service }) => hostOf(service));
    const { enforced, warnings } = proxyEvidence(mesh, hosts, clusters, routes, listeners);
    return { ...withWarnings(description, warnings), enforced };
  } catch (error) {
    if (!(error instanceof MeshwrightError)) throw error;
    return withWarnings(description, [unasked(error.message)]);
  }
}

const unasked = (why: string): string => `the proxy was not asked what it has: ${visible(why)}`;

const withWarnings = (description: PodDescription, warnings: readonly string[]): PodDescription => ({
  ...description,
  warnings: [...description.warnings, ...warnings],
});

/** @param service `name.namespace` */
function hostOf(service: string): string {
  const dot = service.lastIndexOf('.');
  return toFqdn(service.slice(0, dot), service.slice(dot + 1));
}
