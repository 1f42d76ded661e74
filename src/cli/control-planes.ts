import type { KubeApi } from '../kube/api.ts';
import { KubeError } from '../kube/kube-error.ts';
import { list, map, object, string } from '../resources/shape.ts';

/** An istiod that runs in a cluster. */
export interface ControlPlane {
  readonly pod: string;
  /** `default` for an installation that was given none. */
  readonly revision: string;
  readonly version: string;
  /** The commit that it was built from, and how; empty where only its image is known. */
  readonly commit: string;
  readonly status: string;
  /** Why istiod itself could not be asked, so that the version is its image's. */
  readonly problem?: string;
}

const pod = object({
  metadata: object({ name: string, labels: map(string) }),
  spec: object({
    containers: list(object({ name: string, image: string })),
  }),
});

/** istiod's port for its own state (istio.io, Ports used by Istio). */
const monitoringPort = 15014;
/** Milliseconds for an istiod to say its version, before its image has to do. */
const patience = 5_000;

/**
 * The versions of the control planes in a namespace: of every istiod that runs, of one revision or of all. Asked for through the API
 * server's proxy to Pods, which takes the permission for `pods/proxy`; else read off the image.
 */
export async function controlPlanes(api: KubeApi, namespace: string, revision?: string): Promise<ControlPlane[]> {
  const labelSelector = ['app=istiod', ...(revision === undefined ? [] : [`istio.io/rev=${revision}`])].join(',');
  const fieldSelector = 'status.phase=Running';
  const { items } = await api.list({ group: '', kind: 'Pod', version: 'v1', namespace, labelSelector, fieldSelector });
  return Promise.all(
    items.map(async (item) => {
      const { metadata = {}, spec = {} } = pod(item) ?? {};
      const name = metadata.name ?? '';
      const known = { pod: name, revision: metadata.labels?.['istio.io/rev'] ?? 'default' };
      try {
        const path = `/api/v1/namespaces/${namespace}/pods/${name}:${monitoringPort}/proxy/version`;
        const said = await api.raw({ path, accept: '*/*' }, { deadline: performance.now() + patience });
        return { ...known, ...parseBuild(said) };
      } catch (error) {
        if (!(error instanceof KubeError)) throw error;
        const image = spec.containers?.find(({ name }) => name === 'discovery')?.image ?? spec.containers?.[0]?.image;
        return { ...known, version: versionOfImage(image ?? ''), commit: '', status: '', problem: error.message };
      }
    }),
  );
}

/** What istiod prints: `1.30.3-<commit>-Clean`; the version may have dashes of its own, as in `1.31-alpha.2`. */
export function parseBuild(said: string): Pick<ControlPlane, 'version' | 'commit' | 'status'> {
  const text = said.trim();
  const [, version, commit, status] = /^(.+?)-([\da-f]{7,40}(?:-dirty)?|unknown)-([A-Za-z]+)$/.exec(text) ?? [];
  return version === undefined
    ? { version: text, commit: '', status: '' }
    : { version, commit: commit!, status: status! };
}

/** The version in an image's tag: `1.30.3` of `docker.io/istio/pilot:1.30.3-distroless`. */
export function versionOfImage(image: string): string {
  const tag = /:([\w.-]+)(?:@.*)?$/.exec(image)?.[1];
  return tag?.replace(/-(?:distroless|debug)$/, '') ?? 'unknown';
}
