import type { Command } from 'commander';
import { UsageError } from '../../base/errors.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { findPods } from '../../kube/find-pods.ts';
import { bestPodsFirst } from '../../kube/pod-order.ts';
import { findIstiods, type IstiodPod, istiodOf } from '../../proxy/istiod/find-istiods.ts';
import type { GlobalOptions } from '../flags/global-options.ts';

/** Which istiod is meant. */
export interface IstiodFlags {
  readonly selector?: string;
  readonly revision?: string;
}

export function addIstiodChoice(command: Command): void {
  command.argument('[pod]', '[type/]name[.namespace] of an istiod; without it, one that runs');
  command.option('-l, --selector <labels>', 'one of the istiods with these labels');
  command.option('-r, --revision <name>', 'one of the istiods of this revision or tag');
}

/**
 * How the istiod that is meant is found.
 *
 * @throws UsageError for more than one way to name it
 */
export function findIstiod(
  { selector, revision, istioNamespace, namespace }: IstiodFlags & GlobalOptions,
  [name, ...more]: readonly string[],
): (api: KubeApi, options: CallOptions) => Promise<IstiodPod> {
  if (more.length > 0) throw new UsageError(`name one pod: what is "${more[0]}" for?`);
  if ([name, selector, revision].filter(Boolean).length > 1) {
    throw new UsageError('name a pod, or --selector, or --revision: only one of them');
  }
  return async (api, options) => {
    const found =
      name === undefined
        ? await findIstiods(api, { istioNamespace, revision, selector: selector && `${selector},app=istiod` }, options)
        : (await findPods(api, { name, namespace: namespace ?? istioNamespace }, options)).map(istiodOf);
    const [best] = bestPodsFirst(found.map(({ pod }) => pod));
    return found.find(({ pod }) => pod === best)!;
  };
}

/** @param shown what the command shows */
export const istiodExamples = (name: string, shown: string): string => `
Examples:
  # Open ${shown}, in a browser
  meshwright dashboard ${name}

  # Of a certain istiod
  meshwright dash ${name} deploy/istiod.istio-system

  # Of a revision; print the address only
  meshwright dash ${name} -r canary --browser=false`;
