import { defaultRevision, revisionLabel } from '../resources/revision-labels.ts';
import { matchesSelector } from '../resources/selector.ts';
import { type Deployment, type EndpointSlice, labelsOf, type Pod, type Service } from './shapes.ts';

/** The Deployments of control planes. */
export const istiodDeployments = (deployments: readonly Deployment[]): Deployment[] =>
  deployments.filter((one) => labelsOf(one).app === 'istiod');

/** The revision of a control plane, or of anything that is labelled with one. */
export const revisionOf = (object: Pick<Deployment, 'metadata'>): string =>
  labelsOf(object)[revisionLabel] ?? defaultRevision;

/** The Pods that a Deployment or DaemonSet selects. */
export const podsOf = (
  {
    metadata,
    spec,
  }: Pick<Deployment, 'metadata'> & { readonly spec?: Pick<NonNullable<Deployment['spec']>, 'selector'> },
  pods: readonly Pod[],
): Pod[] =>
  pods.filter(
    (pod) =>
      pod.metadata?.namespace === metadata?.namespace &&
      spec?.selector !== undefined &&
      matchesSelector(spec.selector, labelsOf(pod)),
  );

/** How many addresses behind a Service take requests. */
export function readyEndpoints(
  { namespace, name }: { readonly namespace?: string | undefined; readonly name?: string | undefined },
  slices: readonly EndpointSlice[],
): number {
  const own = slices.filter(
    (slice) => slice.metadata?.namespace === namespace && labelsOf(slice)['kubernetes.io/service-name'] === name,
  );
  const addresses = own.flatMap(({ endpoints = [] }) =>
    endpoints.filter(({ conditions }) => conditions?.ready !== false).flatMap(({ addresses = [] }) => addresses),
  );
  return new Set(addresses).size;
}

export const findService = (
  services: readonly Service[],
  { namespace, name }: { readonly namespace?: string | undefined; readonly name?: string | undefined },
): Service | undefined => services.find(({ metadata }) => metadata?.namespace === namespace && metadata?.name === name);
