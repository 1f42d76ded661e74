import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { KubeError } from '../../kube/kube-error.ts';
import { textAt, valueAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { mapAt } from '../settings/merge.ts';
import type { Concern } from './concern.ts';

/** The settings of network plugins that Istio has to get along with. */
export interface NetworkPlugins {
  /** Calico's FelixConfiguration `default`. */
  readonly calico: JsonObject | undefined;
  /** Cilium's ConfigMap `cilium-config`. */
  readonly cilium: JsonObject | undefined;
}

/** Which parts of Istio touch the nodes' network. */
export interface NodeComponents {
  readonly cni: boolean;
  readonly ztunnel: boolean;
}

/** A setting that does not go with Istio, and what it should be (istio.io, Platform Prerequisites; what istioctl warns of). */
interface Clash {
  readonly setting: string;
  readonly should: string;
  readonly why: string;
  applies(plugin: JsonObject, components: NodeComponents): boolean;
}

const spec = (felix: JsonObject, key: string) => valueAt(felix, 'spec', key);
const data = (config: JsonObject, key: string): string => textAt(mapAt(config, 'data'), key);

const bypass = 'else it sends traffic straight to Pods, past the proxies';
const calicoClashes: readonly Clash[] = [
  {
    setting: 'bpfConnectTimeLoadBalancing',
    should: 'Disabled',
    why: bypass,
    applies: (felix) => ![undefined, 'Disabled'].includes(spec(felix, 'bpfConnectTimeLoadBalancing') as string),
  },
  {
    setting: 'bpfConnectTimeLoadBalancingEnabled',
    should: 'false',
    why: bypass,
    applies: (felix) => spec(felix, 'bpfConnectTimeLoadBalancingEnabled') === true,
  },
];
const ciliumClashes: readonly Clash[] = [
  {
    setting: 'cni-exclusive',
    should: 'false',
    why: 'else it removes Istio’s CNI plugin again and again',
    applies: (config, { cni }) => cni && data(config, 'cni-exclusive') === 'true',
  },
  {
    setting: 'enable-bpf-masquerade',
    should: 'false',
    why: 'else the kubelet’s probes do not reach Pods of ambient mode',
    applies: (config, { ztunnel }) => ztunnel && data(config, 'enable-bpf-masquerade') === 'true',
  },
  {
    setting: 'bpf-lb-sock-hostns-only',
    should: 'true',
    why: bypass,
    applies: (config) =>
      (data(config, 'bpf-lb-sock') === 'true' || data(config, 'kube-proxy-replacement') === 'strict') &&
      data(config, 'bpf-lb-sock-hostns-only') !== 'true',
  },
];

/** What the settings of network plugins mean for an installation. */
export function networkConcerns({ calico, cilium }: NetworkPlugins, components: NodeComponents): Concern[] {
  const clashesOf = (name: string, plugin: JsonObject | undefined, clashes: readonly Clash[]): Concern[] =>
    plugin === undefined
      ? []
      : clashes
          .filter((clash) => clash.applies(plugin, components))
          .map(({ setting, should, why }) => ({
            id: `${name.toLowerCase()}-${setting.toLowerCase()}`,
            weight: 'warning',
            message: `${name}'s setting ${setting} should be ${should}: ${why}`,
          }));
  return [...clashesOf('Calico', calico, calicoClashes), ...clashesOf('Cilium', cilium, ciliumClashes)];
}

/** Reads them; what is not there, or may not be read, is undefined. */
export async function networkPlugins(api: KubeApi, options: CallOptions = {}): Promise<NetworkPlugins> {
  const felix = { group: 'projectcalico.org', kind: 'FelixConfiguration', name: 'default' };
  const config = { group: '', version: 'v1', kind: 'ConfigMap', namespace: 'kube-system', name: 'cilium-config' };
  const hasCalico = (await api.kinds(options)).find(felix) !== undefined;
  const [calico, cilium] = await Promise.all(
    [...(hasCalico ? [felix] : [undefined]), config].map(async (name) => {
      try {
        return name && (await api.get(name, options));
      } catch (error) {
        if (error instanceof KubeError && error.isForbidden) return undefined;
        throw error;
      }
    }),
  );
  return { calico, cilium };
}
