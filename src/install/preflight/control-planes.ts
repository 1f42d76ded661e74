import { compareReleases, releaseVersion } from '../../base/release-version.ts';
import type { Concern } from './concern.ts';

/** An istiod that a cluster has, or that an installation would bring. */
export interface InstalledControlPlane {
  /** `default` for one that was given none. */
  readonly revision: string;
  readonly namespace: string;
  /** Of its image: `1.30.3`, or whatever the tag says. */
  readonly version: string;
  /** The Helm release that it belongs to; undefined for one of istioctl's or this program's. */
  readonly helmRelease?: string | undefined;
}

/** How an installation changes what is there. */
export interface ControlPlaneChange {
  /** The control plane that the installation brings; undefined where it has none, as that of a remote cluster. */
  readonly wanted: InstalledControlPlane | undefined;
  readonly installed: readonly InstalledControlPlane[];
  readonly isUpgrade: boolean;
}

/** Minor releases that an upgrade may go at once: in place, and by a revision beside (istio.io, In-place and Canary Upgrades). */
const mostInPlace = 1;
const mostBeside = 2;

/** What control planes that are there mean for one that is to come. */
export function controlPlaneConcerns({ wanted, installed, isUpgrade }: ControlPlaneChange): Concern[] {
  if (isUpgrade && installed.length === 0) {
    return [
      { id: 'nothing-to-upgrade', weight: 'warning', message: 'no istiod is there to upgrade: this installs one' },
    ];
  }
  if (wanted === undefined) return [];
  const { revision, namespace } = wanted;
  const same = installed.filter((one) => one.revision === revision && one.namespace === namespace);
  const elsewhere = installed.find((one) => one.revision === revision && one.namespace !== namespace);
  return [
    ...(elsewhere === undefined ? [] : [revisionElsewhere(elsewhere, namespace)]),
    ...same.flatMap((one) => [...ownedByHelm(one), ...replaced(one, wanted, isUpgrade)]),
    ...(same.length > 0 ? [] : besides(installed, wanted)),
  ];
}

const revisionElsewhere = ({ revision, namespace }: InstalledControlPlane, wanted: string): Concern => ({
  id: 'revision-elsewhere',
  weight: 'objection',
  message:
    `namespace ${namespace} already has a control plane of revision ${revision}: one in ${wanted} would take over its webhooks. ` +
    'Name another revision (--revision), or uninstall that one first',
});

function ownedByHelm({ helmRelease, namespace, revision }: InstalledControlPlane): Concern[] {
  if (helmRelease === undefined) return [];
  const message =
    `the control plane of revision ${revision} in ${namespace} belongs to the Helm release "${helmRelease}", which would undo ` +
    'what is changed here: use "helm upgrade" (manifest translate gives its values), or --force to take its objects over';
  return [{ id: 'owned-by-helm', weight: 'objection', message }];
}

/** What it means that an istiod gives way to one of another version. */
function replaced(
  { version: before }: InstalledControlPlane,
  wanted: InstalledControlPlane,
  isUpgrade: boolean,
): Concern[] {
  const { version: after, revision, namespace } = wanted;
  const [old, now] = [releaseVersion(before), releaseVersion(after)];
  if (old === undefined || now === undefined || compareReleases(old, now) === 0) return [];
  const what = `revision ${revision} in ${namespace} is istiod ${before}`;
  if (compareReleases(old, now) > 0) {
    const message = `${what}: ${after} is older, and may not read what the newer one has written. --force goes back all the same`;
    return [{ id: 'downgrade', weight: 'objection', message }];
  }
  const steps = now.major === old.major ? now.minor - old.minor : Number.POSITIVE_INFINITY;
  if (steps > mostInPlace) {
    const message =
      `${what}: to replace it by ${after} passes over releases, which is safe one minor release at a time only. ` +
      'Upgrade by way of those between, or put the new one beside it with --revision; --force replaces it all the same';
    return [{ id: 'skipped-releases', weight: 'objection', message }];
  }
  if (isUpgrade) return [];
  const message =
    `${what}, which ${after} replaces in place. To keep both until the proxies have moved, give the new one a name: ` +
    `--revision ${now.major}-${now.minor}-${now.patch}`;
  return [{ id: 'replaced-in-place', weight: 'warning', message }];
}

/** What it means that a revision comes beside others. */
function besides(installed: readonly InstalledControlPlane[], { version }: InstalledControlPlane): Concern[] {
  const now = releaseVersion(version);
  if (now === undefined) return [];
  const far = installed.find((one) => {
    const old = releaseVersion(one.version);
    return old !== undefined && (old.major !== now.major || Math.abs(now.minor - old.minor) > mostBeside);
  });
  if (far === undefined) return [];
  const message =
    `revision ${far.revision} in ${far.namespace} is istiod ${far.version}: control planes more than ${mostBeside} minor ` +
    `releases apart are not tested beside each other, and both use the definitions of ${version}`;
  return [{ id: 'far-apart', weight: 'warning', message }];
}
