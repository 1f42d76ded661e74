import { istioVersion } from '../../package.ts';
import {
  isOlder,
  type KubernetesVersion,
  oldestKubernetes,
  parseKubernetesVersion,
  versionText,
} from '../../resources/kubernetes-version.ts';
import type { Concern } from './concern.ts';

/** The newest version that Istio 1.30 is tested with (istio.io, Supported Releases). */
const newestKubernetes: KubernetesVersion = { major: 1, minor: 36 };

/** What Kubernetes' version, as the API server tells it, means for an installation: istioctl, too, only warns. */
export function kubernetesConcerns(gitVersion: string): Concern[] {
  const version = parseKubernetesVersion(gitVersion);
  if (version === undefined) return [];
  const supported = `Istio ${istioVersion} is made for Kubernetes ${versionText(oldestKubernetes)} to ${versionText(newestKubernetes)}`;
  const runs = `this cluster runs Kubernetes ${versionText(version)}`;
  if (isOlder(version, oldestKubernetes)) {
    const message = `${runs}: ${supported}. Upgrade the cluster, or expect trouble`;
    return [{ id: 'kubernetes-too-old', weight: 'warning', message }];
  }
  if (isOlder(newestKubernetes, version)) {
    return [
      {
        id: 'kubernetes-untested',
        weight: 'warning',
        message: `${runs}: ${supported}, and not tested with newer ones`,
      },
    ];
  }
  return [];
}
