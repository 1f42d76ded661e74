/** A release of Istio or Kubernetes, as far as releases are compared. */
export interface ReleaseVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** Without a leading `v`, and without what follows the patch: `1.30.3`. */
  readonly text: string;
}

/** The release that a version names: of `v1.35.4+k3s1`, `1.30.3-distroless`, `1.31-alpha.2`; undefined for `latest` or a commit. */
export function releaseVersion(text: string): ReleaseVersion | undefined {
  const [, major, minor, patch] = /^v?(\d{1,5})\.(\d{1,5})(?:\.(\d{1,5}))?(?![\w.])/.exec(text) ?? [];
  if (major === undefined) return undefined;
  const plain = [major, minor, ...(patch === undefined ? [] : [patch])].map(Number).join('.');
  return { major: Number(major), minor: Number(minor), patch: Number(patch ?? 0), text: plain };
}

/** Negative where `a` is older than `b`, zero where they are the same release. */
export const compareReleases = (a: ReleaseVersion, b: ReleaseVersion): number =>
  a.major - b.major || a.minor - b.minor || a.patch - b.patch;

/** The version in an image's tag: `1.30.3` of `docker.io/istio/pilot:1.30.3-distroless`; `unknown` without a tag. */
export function versionOfImage(image: string): string {
  const tag = /:([\w.-]+)(?:@.*)?$/s.exec(image)?.[1];
  return tag?.replace(/-(?:distroless|debug)$/, '') ?? 'unknown';
}
