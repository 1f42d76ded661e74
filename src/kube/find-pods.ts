import { UsageError } from '../base/errors.ts';
import { listNames, orList } from '../base/list-names.ts';
import { didYouMean } from '../base/nearest.ts';
import { textAt, valueAt } from '../resources/fields.ts';
import type { JsonObject } from '../resources/json.ts';
import type { CallOptions, KindName, KubeApi, PodName } from './api.ts';
import { KubeError } from './kube-error.ts';
import { labelsQuery, selectorQuery } from './label-query.ts';
import { bestPodsFirst } from './pod-order.ts';

/** Which Pods are meant. */
export interface PodQuery {
  /** `[type/]name[.namespace]`, a Pod's name where there is no type. */
  readonly name?: string | undefined;
  /** Where Pods are looked for, unless the name says it; all namespaces where neither does and there is no name. */
  readonly namespace?: string | undefined;
  /** Of labels, as `app=reviews`; taken where there is no name. */
  readonly selector?: string | undefined;
}

/** A type that people may write before a name, what its kind is, and which Pods are its. */
interface PodsOf extends KindName {
  readonly names: readonly string[];
  /** The label selector of an object's Pods; undefined where it has none. */
  selector(object: JsonObject): string | undefined;
}

const byLabelSelector = (object: JsonObject) => selectorQuery(valueAt(object, 'spec', 'selector'));
const byLabels = (object: JsonObject) => labelsQuery(valueAt(object, 'spec', 'selector'));
/** The gateways' controller labels what it makes for one (istio.io/api, label IoK8sNetworkingGatewayGatewayName). */
const byGatewayName = (object: JsonObject) =>
  `gateway.networking.k8s.io/gateway-name=${textAt(object, 'metadata', 'name')}`;

/** kubectl's names of the types that have Pods, long, plural and short. */
const types: readonly PodsOf[] = [
  { names: ['deployment', 'deployments', 'deploy'], group: 'apps', kind: 'Deployment', selector: byLabelSelector },
  { names: ['service', 'services', 'svc'], group: '', kind: 'Service', selector: byLabels },
  { names: ['statefulset', 'statefulsets', 'sts'], group: 'apps', kind: 'StatefulSet', selector: byLabelSelector },
  { names: ['daemonset', 'daemonsets', 'ds'], group: 'apps', kind: 'DaemonSet', selector: byLabelSelector },
  { names: ['replicaset', 'replicasets', 'rs'], group: 'apps', kind: 'ReplicaSet', selector: byLabelSelector },
  {
    names: ['replicationcontroller', 'replicationcontrollers', 'rc'],
    group: '',
    kind: 'ReplicationController',
    selector: byLabels,
  },
  { names: ['job', 'jobs'], group: 'batch', kind: 'Job', selector: byLabelSelector },
  {
    names: ['gateway', 'gateways', 'gtw'],
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    selector: byGatewayName,
  },
];
const podNames = ['pod', 'pods', 'po'];
const podKind: KindName = { group: '', kind: 'Pod' };

/**
 * The Pods that are meant, at least one: those that run and are ready come first, as kubectl would choose.
 *
 * @throws UsageError for a type that has no Pods; KubeError where there is no such object, or it has no Pods now
 */
export async function findPods(api: KubeApi, query: PodQuery, options: CallOptions = {}): Promise<JsonObject[]> {
  if (query.name === undefined) {
    const { namespace, selector } = query;
    const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
    return podsOf(
      api,
      namespace,
      selector,
      selector ? `match ${selector}${where}` : `are${where || ' there'}`,
      options,
    );
  }
  const { type, name, namespace = query.namespace ?? api.namespace } = readName(query.name);
  if (type === undefined) return [await podByName(api, { namespace, name }, options)];
  const words = `${type.kind} ${namespace}/${name}`;
  const object = await api.get({ group: type.group, kind: type.kind, namespace, name }, options);
  if (object === undefined) throw new KubeError(`there is no ${words}`, { status: 404, reason: 'NotFound' });
  const selector = type.selector(object);
  if (selector === undefined) throw new KubeError(`${words} selects no Pods: it has no selector`, { reason: 'NoPods' });
  return podsOf(api, namespace, selector, `belong to ${words} (${selector})`, options);
}

/** A Pod's name, as streams to it take it. */
export function podName(pod: JsonObject): PodName {
  return {
    namespace: textAt(pod, 'metadata', 'namespace'),
    name: textAt(pod, 'metadata', 'name'),
  };
}

interface ReadName {
  /** Undefined for a Pod. */
  readonly type: PodsOf | undefined;
  readonly name: string;
  readonly namespace?: string;
}

/** Reads `[type/]name[.namespace]`. A type may have its group, as `deployments.apps`. */
function readName(text: string): ReadName {
  const slash = text.lastIndexOf('/');
  const rest = text.slice(slash + 1);
  const dot = rest.lastIndexOf('.');
  const name = dot < 0 ? rest : rest.slice(0, dot);
  const namespace = dot < 0 ? undefined : rest.slice(dot + 1);
  if (name === '' || namespace === '') throw new UsageError(`"${text}" is no [type/]name[.namespace]`);
  const word = text.slice(0, Math.max(slash, 0)).toLowerCase();
  return { type: typeNamed(word), name, ...(namespace !== undefined && { namespace }) };
}

function typeNamed(word: string): PodsOf | undefined {
  if (word === '' || podNames.includes(word)) return undefined;
  const type = types.find(({ names, group }) => names.some((name) => word === name || word === `${name}.${group}`));
  if (type !== undefined) return type;
  const known = ['pod', ...types.map(({ names }) => names[0]!)];
  const guess = didYouMean(word, [...podNames, ...types.flatMap(({ names }) => names)]);
  throw new UsageError(`no Pods belong to a ${word}: name a ${orList(known)}.${guess}`);
}

async function podByName(api: KubeApi, pod: PodName, options: CallOptions): Promise<JsonObject> {
  const found = await api.get({ ...podKind, ...pod }, options);
  if (found !== undefined) return found;
  const message = `there is no Pod ${pod.namespace}/${pod.name}${await likePod(api, pod, options)}`;
  throw new KubeError(message, { status: 404, reason: 'NotFound' });
}

/** People write the name of a Deployment where the Pod's is wanted: which Pods may be meant. */
async function likePod(api: KubeApi, { namespace, name }: PodName, options: CallOptions): Promise<string> {
  try {
    const { items } = await api.list({ ...podKind, namespace }, options);
    const names = items.map((pod) => podName(pod).name);
    const longer = names.filter((other) => other.startsWith(`${name}-`));
    return longer.length > 0 ? `: there is ${listNames(longer)}` : `.${didYouMean(name, names)}`.replace(/\.$/, '');
  } catch {
    // Who may read a Pod need not be allowed to list them.
    return '';
  }
}

async function podsOf(
  api: KubeApi,
  namespace: string | undefined,
  labelSelector: string | undefined,
  relation: string,
  options: CallOptions,
): Promise<JsonObject[]> {
  const { items } = await api.list({ ...podKind, namespace, labelSelector }, options);
  if (items.length === 0) throw new KubeError(`no Pods ${relation}`, { status: 404, reason: 'NoPods' });
  return bestPodsFirst(items);
}
