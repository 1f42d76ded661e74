import { AtMost } from '../../base/at-most.ts';
import { MeshwrightError } from '../../base/errors.ts';
import type { KubeApi } from '../../kube/api.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { Generated } from '../generate.ts';
import { installedObjects, type OwnedObjects } from '../owned-objects.ts';
import { mapAt } from '../settings/merge.ts';
import { applyComponent, type ComponentContext, type End } from './apply-component.ts';
import type { InstallEvent } from './events.ts';
import { installFailure } from './failure-text.ts';
import { neededNamespaces, readNamespaces } from './missing-namespaces.ts';
import { identityOf } from './object-reference.ts';
import type { InstallOutcome } from './outcome.ts';
import { type Owner, ownerLabel, withOwner } from './owner.ts';
import { prune } from './prune.ts';
import { InstallRecord } from './record.ts';
import { waitForEnd } from './until-gone.ts';

export interface ApplyInstallationOptions {
  readonly owner: Owner;
  /** Label of the namespace of the control plane where it has to be created; empty for none. `spec.values.global.network`. */
  readonly network?: string;
  /** Take fields over that others have set (docs/decisions/0025). Default true, as istioctl does. */
  readonly force?: boolean;
  /** Have the server check everything and store nothing; nothing is waited for. Default false. */
  readonly dryRun?: boolean;
  /** Milliseconds that each component has to get ready once it is applied; 0 not to wait but for definitions. */
  readonly readinessTimeout: number;
  /** What comes after all components and is not pruned, such as the webhooks of the tag `default`. */
  readonly last?: readonly JsonObject[];
  /** Ends the installation: what is under way is given up, and told as failed. */
  readonly signal?: AbortSignal;
}

/** An installation that did not come to its end; running it again goes on from where it was. */
export class InstallError extends MeshwrightError {
  constructor(
    message: string,
    readonly outcome: InstallOutcome,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Objects that are applied at once: as many as the client has places for requests. */
const places = 8;

/** Components that are ready before the workloads of another are applied (Istio, operator/pkg/install: componentDependencies). */
const waitsFor: Readonly<Record<string, readonly string[]>> = {
  pilot: ['base'],
  cni: ['base'],
  ztunnel: ['cni'],
  ingressGateways: ['pilot'],
  egressGateways: ['pilot'],
};

/**
 * Makes the cluster what `generated` says: server-side apply in the order of dependency, and only of what differs; waits until
 * each component is ready; then removes what the owner has and no longer wants.
 *
 * @throws InstallError with what was done and what was not, when something is refused, not ready in time, or interrupted;
 *   KubeError when the cluster cannot be read, and nothing has been done
 */
export async function applyInstallation(
  api: KubeApi,
  generated: Generated,
  options: ApplyInstallationOptions,
  tell: (event: InstallEvent) => void = () => {},
): Promise<InstallOutcome> {
  const { owner, dryRun = false, network = '' } = options;
  const record = new InstallRecord(dryRun, tell);
  const parts = generated.components.map(({ key, objects }) => ({
    component: key,
    objects: objects.map((object) => withOwner(object, owner, key)),
  }));
  const last = (options.last ?? []).map((object) => notPruned(withOwner(object, owner)));
  const components = parts.flatMap(({ objects }) => objects);
  const wanted = [...components, ...last];
  const failure = new AbortController();
  const signal = options.signal === undefined ? failure.signal : AbortSignal.any([options.signal, failure.signal]);

  const needed = neededNamespaces(wanted, owner);
  const { present, namespaces } = await read(api, needed, { owner, network, signal, dryRun });
  for (const warning of present.warnings) record.warn(warning);
  if (namespaces.length > 0) record.expect('namespaces', namespaces);
  for (const { component, objects } of parts) record.expect(component, objects);
  if (last.length > 0) record.expect('last', last);

  const context: ComponentContext = {
    api,
    live: new Map(present.objects.map((object) => [identityOf(object), object])),
    wanted,
    force: options.force ?? true,
    dryRun,
    signal,
    record,
    readinessTimeout: options.readinessTimeout,
    missing: new Set(dryRun ? namespaces.map((object) => textAt(object, 'metadata', 'name')) : []),
    turns: new AtMost(places),
    giveUp: (reason) => failure.abort(reason),
  };
  const failures = await applyAll(context, namespaces, parts, last);
  if (failures.length === 0) failures.push(...(await prune(context, present.objects, owner)));
  const outcome = record.outcome();
  if (failures.length === 0) return outcome;
  const cause: unknown = signal.aborted ? signal.reason : undefined;
  throw new InstallError(installFailure(failures, outcome), outcome, { cause });
}

/** What is there, and the namespaces that are not. */
async function read(
  api: KubeApi,
  needed: readonly string[],
  options: { owner: Owner; network: string; signal: AbortSignal; dryRun: boolean },
): Promise<{ present: OwnedObjects; namespaces: readonly JsonObject[] }> {
  const { signal, dryRun } = options;
  const sought = { labelSelector: ownerLabel.component, namespaces: needed, wholeDefinitions: true };
  const [present, { missing, ending }] = await Promise.all([
    installedObjects(api, sought, { signal, managedFields: true }),
    readNamespaces(api, needed, options),
  ]);
  if (ending.length === 0) return { present, namespaces: missing };
  const isInThem = (object: JsonObject) =>
    ending.some((one) => textAt(one, 'metadata', 'name') === textAt(object, 'metadata', 'namespace'));
  if (!dryRun) await waitForEnd(api, ending, signal);
  // What they held is gone with them.
  const objects = present.objects.filter((object) => !isInThem(object));
  return { present: { ...present, objects }, namespaces: missing };
}

interface Component {
  readonly component: string;
  readonly objects: readonly JsonObject[];
}

/** Namespaces, then the components side by side as far as they do not wait for each other, then what comes last. */
async function applyAll(
  context: ComponentContext,
  namespaces: readonly JsonObject[],
  components: readonly Component[],
  last: readonly JsonObject[],
): Promise<string[]> {
  const alone = (component: string, objects: readonly JsonObject[]): Promise<End> =>
    applyComponent(context, { component, objects, after: new Map() });
  if (namespaces.length > 0) {
    const { state, message = '' } = await alone('namespaces', namespaces);
    if (state === 'failed') {
      for (const { component } of components) context.record.componentNotReached(component, message);
      return [message];
    }
  }
  const ends = new Map<string, Promise<End>>();
  // In the order of installation: what a component waits for is before it.
  for (const { component, objects } of components) {
    const others = waitsFor[component] ?? [];
    const after = new Map([...ends].filter(([other]) => others.includes(other)));
    ends.set(component, applyComponent(context, { component, objects, after }));
  }
  const all = await Promise.all(ends.values());
  const isDone = all.every(({ state }) => state === 'ready' || state === 'applied');
  if (isDone && last.length > 0) all.push(await alone('last', last));
  return [...new Set(all.filter(({ state }) => state === 'failed').map(({ message = '' }) => message))];
}

const notPruned = (object: JsonObject): JsonObject => {
  const metadata = mapAt(object, 'metadata');
  return {
    ...object,
    metadata: { ...metadata, labels: { ...mapAt(metadata, 'labels'), [ownerLabel.notPruned]: 'true' } },
  };
};
