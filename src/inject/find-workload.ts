import { UsageError } from '../base/errors.ts';
import { listNames } from '../base/list-names.ts';
import type { Resource } from '../resources/resource.ts';
import { originOf } from './outcome.ts';
import { workloadKinds } from './workload-kinds.ts';
import { type Workload, workloadsOf } from './workloads.ts';

/** A workload, and the namespace that it is in. */
export interface NamedWorkload {
  readonly workload: Workload;
  readonly namespace: string;
  /** `Deployment shop/cart`. */
  readonly origin: string;
}

/** kubectl's short names of kinds. */
const shortNames: Readonly<Record<string, string>> = {
  po: 'pod',
  deploy: 'deployment',
  sts: 'statefulset',
  ds: 'daemonset',
  rs: 'replicaset',
  rc: 'replicationcontroller',
  cj: 'cronjob',
  dc: 'deploymentconfig',
  ksvc: 'service',
  ro: 'rollout',
};

/**
 * The workload that `[type/]name[.namespace]` names.
 *
 * @param namespace where the text names none
 * @throws UsageError where there is none, or several
 */
export function findWorkload(resources: readonly Resource[], text: string, namespace: string): NamedWorkload {
  const { kind, rest } = namedParts(text);
  const all = resources.flatMap(namedWorkloads);
  const ofKind = all.filter(
    ({ workload }) => kind === undefined || String(workload.object.kind).toLowerCase() === kind,
  );
  const named = (name: string, inNamespace: string) =>
    ofKind.filter((one) => one.namespace === inNamespace && one.resource.name === name);
  const dot = rest.lastIndexOf('.');
  // Names may have dots: one that is there wins.
  let found = named(rest, namespace);
  if (found.length === 0 && dot > 0) found = named(rest.slice(0, dot), rest.slice(dot + 1));
  const [first, second] = found;
  if (first === undefined) {
    const there = all.length === 0 ? 'it holds no workloads' : `it holds ${listNames(all.map(({ origin }) => origin))}`;
    const where = dot > 0 ? '' : ` in namespace ${namespace}`;
    throw new UsageError(`the input has no workload ${text}${where}: ${there}`);
  }
  if (second !== undefined) {
    throw new UsageError(
      `${text} means several workloads: ${listNames(found.map(({ origin }) => origin))}. Write type/name`,
    );
  }
  return first;
}

/** The kind in small letters that `[type/]rest` means, if it names one, and what comes after. */
export function namedParts(text: string): { readonly kind: string | undefined; readonly rest: string } {
  const slash = text.indexOf('/');
  const type = slash < 0 ? undefined : text.slice(0, slash).toLowerCase();
  const kind = type === undefined ? undefined : (shortNames[type] ?? type.replace(/s$/, ''));
  return { kind, rest: text.slice(slash + 1) };
}

const kinds = workloadKinds();

function namedWorkloads(resource: Resource): (NamedWorkload & { readonly resource: Resource })[] {
  const { namespace, body } = resource;
  return workloadsOf(body, kinds).workloads.map((workload) => ({
    workload,
    namespace,
    origin: originOf(body),
    resource,
  }));
}
