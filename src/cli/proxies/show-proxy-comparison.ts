import { InputError, MeshwrightError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import { findPods, podName } from '../../kube/find-pods.ts';
import { printable } from '../../kube/kube-error.ts';
import { proxyComparisonRecord, proxyComparisonText } from '../../output/proxy/proxy-comparison-formats.ts';
import { styleFor } from '../../output/style.ts';
import { ConfigDump, type Section } from '../../proxy/envoy/config-dump.ts';
import { type ComparedSection, comparedSections, compareWithProxy } from '../../proxy/istiod/compare-with-proxy.ts';
import { askFirst } from '../../proxy/istiod/connection.ts';
import type { SourceFile } from '../../resources/document.ts';
import { textAt } from '../../resources/fields.ts';
import type { ProxyStatusFlags } from '../commands/proxy-status.ts';
import { type ControlPlaneAccess, openControlPlane } from '../control-plane/open-control-plane.ts';
import { readOneFile } from '../files/read-one-file.ts';
import { structuredText } from '../files/structured-text.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import { envoyOf } from './live-proxies.ts';

type Flags = ProxyStatusFlags & GlobalOptions;

/** Compares what a proxy has with what istiod would send it: 79 where that differs. */
export async function showComparison(io: Io, flags: Flags, name: string): Promise<ExitCode> {
  const access = await openControlPlane(io, flags);
  try {
    const { proxy, running } = await proxyOf(io, flags, name, access);
    const found = await askFirst(access.istiods, `config_dump?proxyID=${encodeURIComponent(proxy)}`);
    if (found === undefined) {
      throw new MeshwrightError(
        `${proxy} is connected to no istiod that was asked: "meshwright proxy-status" lists those that are`,
      );
    }
    const istiod = found.istiod.name;
    const wanted = liveDump({ name: `istiod ${istiod}`, text: dumpText(found.answer, istiod) });
    const sections = compareWithProxy(wanted, await running());
    const comparison = { proxy, istiod, sections };
    const { output } = flags;
    if (output === 'table') await io.write(proxyComparisonText(comparison, await styleFor(io.look)));
    else await io.write(await structuredText(proxyComparisonRecord(comparison), output));
    return sections.every(({ isSame }) => isSame) ? ExitCode.ok : ExitCode.findings;
  } finally {
    access.close();
  }
}

/** istiod's refusal to tell is text, and not a dump. */
function dumpText(answer: string, istiod: string): string {
  if (answer.trimStart().startsWith('{')) return answer;
  throw new MeshwrightError(`istiod ${istiod} gives no dump: ${printable(answer, 300)}`);
}

interface RunningProxy {
  /** As istiod calls it. */
  readonly proxy: string;
  running(): Promise<(section: ComparedSection) => ConfigDump>;
}

async function proxyOf(io: Io, flags: Flags, name: string, { cluster }: ControlPlaneAccess): Promise<RunningProxy> {
  if (flags.file !== undefined) {
    const dump = new ConfigDump(await readOneFile(io, flags.file));
    return { proxy: await fullName(flags, name, cluster), running: async () => () => dump };
  }
  const api = await cluster();
  const [pod] = await findPods(api, { name, namespace: flags.namespace });
  if (textAt(pod, 'metadata', 'labels', 'app') === 'ztunnel') {
    throw new MeshwrightError(
      `${name} is a ztunnel, which cannot be compared with istiod: ztunnel-config shows what it has`,
    );
  }
  const envoy = envoyOf(api, pod!, flags);
  return {
    proxy: envoy.name,
    running: async () => {
      const dumps = await Promise.all(
        comparedSections.map(async (section) => [section, await dumpOf(section)] as const),
      );
      const bySection = new Map<ComparedSection, ConfigDump>(dumps);
      return (section) => bySection.get(section)!;
    },
  };

  async function dumpOf(section: Section): Promise<ConfigDump> {
    return liveDump(await envoy.configDump(section));
  }
}

/** An answer that is no dump is its sender's failure, and not that of an input. */
function liveDump(answer: SourceFile): ConfigDump {
  try {
    return new ConfigDump(answer);
  } catch (error) {
    throw error instanceof InputError ? new MeshwrightError(error.message, { cause: error }) : error;
  }
}

/** A proxy's name, which need not be a Pod's: proxies on machines have dumps, too. */
async function fullName({ namespace }: Flags, name: string, cluster: ControlPlaneAccess['cluster']): Promise<string> {
  if (!name.includes('/')) return name.includes('.') ? name : `${name}.${namespace ?? (await cluster()).namespace}`;
  const [pod] = await findPods(await cluster(), { name, namespace });
  const { name: pods, namespace: where } = podName(pod!);
  return `${pods}.${where}`;
}
