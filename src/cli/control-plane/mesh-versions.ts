import { counted } from '../../base/counted.ts';
import { MeshwrightError } from '../../base/errors.ts';
import type { IstiodConnection } from '../../proxy/istiod/connection.ts';
import { askEach } from '../../proxy/istiod/connection.ts';
import type { ProxyStatus } from '../../proxy/istiod/proxy-status.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import type { XdsFlags } from '../flags/xds-flags.ts';
import type { Io } from '../io.ts';
import { openControlPlane } from './open-control-plane.ts';

/** An istiod's version. */
export interface ControlPlaneVersion {
  /** The Pod's name, or what it calls itself. */
  readonly istiod: string;
  /** Undefined where only its address is known. */
  readonly revision: string | undefined;
  readonly version: string;
  /** The commit that it was built from, and how; empty where only its image is known. */
  readonly commit: string;
  readonly status: string;
  /** Why istiod itself could not be asked, so that the version is its image's. */
  readonly problem?: MeshwrightError;
}

/** Versions of what runs in a mesh. */
export interface MeshVersions {
  readonly controlPlanes: readonly ControlPlaneVersion[];
  /** By name; undefined where no istiod tells of them. */
  readonly proxies: readonly Pick<ProxyStatus, 'id' | 'type' | 'version'>[] | undefined;
}

/** Asks the istiods that the flags mean. Rejects with MeshwrightError where there is none, or nothing is known of any. */
export async function meshVersions(io: Io, flags: XdsFlags & GlobalOptions): Promise<MeshVersions> {
  const { istiods, close } = await openControlPlane(io, flags);
  try {
    const [controlPlanes, proxies] = await Promise.all([Promise.all(istiods.map(versionOf)), proxiesOf(io, istiods)]);
    const silent = controlPlanes.filter(({ problem }) => problem !== undefined);
    if (silent.length > 0) {
      const which = counted(silent.length, 'istiod');
      io.note(`warning: ${which} could not be asked, so the version is the image’s: ${silent[0]!.problem!.message}`);
    }
    return { controlPlanes, proxies };
  } finally {
    close();
  }
}

async function versionOf(istiod: IstiodConnection): Promise<ControlPlaneVersion> {
  const { revision, imageVersion } = istiod;
  try {
    const build = await istiod.build();
    // A build of one's own may not know its version, and its image does.
    const version = build.version === 'unknown' ? (imageVersion ?? build.version) : build.version;
    return { istiod: istiod.name, revision, ...build, version };
  } catch (error) {
    if (!(error instanceof MeshwrightError) || imageVersion === undefined) throw error;
    return { istiod: istiod.name, revision, version: imageVersion, commit: '', status: '', problem: error };
  }
}

async function proxiesOf(io: Io, istiods: readonly IstiodConnection[]): Promise<MeshVersions['proxies']> {
  try {
    const { answers, failures } = await askEach(istiods, (istiod) => istiod.proxies());
    if (failures.length > 0) io.note('warning: not all istiods tell of their proxies, so that some are missing');
    return answers.flatMap(({ answer }) => answer).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  } catch (error) {
    if (!(error instanceof MeshwrightError)) throw error;
    return undefined;
  }
}
