/** A version of Kubernetes; what clouds add to the minor version (`32+`) and to the tag (`-eks-1a2b`) is left out. */
export interface KubernetesVersion {
  readonly major: number;
  readonly minor: number;
}

/** The oldest version that Istio 1.30 runs on (istioctl/pkg/install/k8sversion). */
export const oldestKubernetes: KubernetesVersion = { major: 1, minor: 32 };

/** The version in a `gitVersion` as an API server tells it, `v1.35.4-gke.100`; undefined for what is none. */
export function parseKubernetesVersion(text: string): KubernetesVersion | undefined {
  const match = /^v?(\d+)\.(\d+)/.exec(text);
  return match === null ? undefined : { major: Number(match[1]), minor: Number(match[2]) };
}

/** True for a version before the other. */
export const isOlder = (one: KubernetesVersion, other: KubernetesVersion): boolean =>
  one.major < other.major || (one.major === other.major && one.minor < other.minor);

/** `1.35`. */
export const versionText = ({ major, minor }: KubernetesVersion): string => `${major}.${minor}`;
