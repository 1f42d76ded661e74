import { type Owner, ownerOf } from '../../install/apply/owner.ts';
import { defaultValidator, withDefaultTag } from '../../install/default-tag.ts';
import { detectedSettings } from '../../install/detected-settings.ts';
import { allObjects, type GeneratedInstallation, generate } from '../../install/generate.ts';
import { openPackage } from '../../install/open-package.ts';
import { allowed, kubernetesVersion } from '../../install/preflight/cluster-state.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { revisionLabel } from '../../resources/revision-labels.ts';
import type { InstallSettings } from '../flags/install-flags.ts';
import type { Io } from '../io.ts';

/** An installation that is rendered for the cluster it is to go to. */
export interface PreparedInstallation {
  readonly generated: GeneratedInstallation;
  /** The objects of the tag `default`, which come last; empty where the tag stays as it is. */
  readonly tag: readonly JsonObject[];
  /** The revision that the tag leads to now, where that changes. */
  readonly movedFrom: string | undefined;
  /** The MutatingWebhookConfigurations of revisions and tags that the cluster has. */
  readonly webhooks: readonly JsonObject[];
  readonly owner: Owner;
  readonly profile: string;
  /** Of the mesh, which the control plane's namespace is labelled with; empty for none. */
  readonly network: string;
  /** As the API server tells it: `v1.35.4`. */
  readonly kubernetesVersion: string;
}

/**
 * Renders what the settings ask for, by the cluster's version of Kubernetes, its platform, and where its tag `default` leads.
 *
 * @throws what generate throws; KubeError
 */
export async function prepareInstallation(
  io: Io,
  api: KubeApi,
  settings: InstallSettings,
  options: CallOptions = {},
): Promise<PreparedInstallation> {
  const version = await kubernetesVersion(api, options);
  const detected = detectedSettings(version);
  const open = (path: string | undefined) => openPackage(io, path);
  const admission = { group: 'admissionregistration.k8s.io', version: 'v1' };
  const [rendered, webhooks, validator] = await Promise.all([
    generate({ ...settings, ...(detected && { detected }), kubernetesVersion: version, openPackage: open }),
    // Whoever may not read them is told of all missing permissions later.
    allowed(() =>
      api.list({ ...admission, kind: 'MutatingWebhookConfiguration', labelSelector: revisionLabel }, options),
    ),
    allowed(() => api.get({ ...admission, kind: 'ValidatingWebhookConfiguration', name: defaultValidator }, options)),
  ]);
  const { generated, tag, movedFrom } = await withDefaultTag(
    rendered,
    { webhooks: webhooks?.items ?? [], validator },
    open,
  );
  const { operator } = generated;
  return {
    ...{ generated, tag, movedFrom, kubernetesVersion: version, webhooks: webhooks?.items ?? [] },
    owner: ownerOf(operator),
    profile: textAt(operator, 'spec', 'profile') || 'default',
    network: textAt(operator, 'spec', 'values', 'global', 'network'),
  };
}

/** All objects of an installation in the order of application. */
export const objectsOf = ({ generated, tag }: PreparedInstallation): JsonObject[] => [...allObjects(generated), ...tag];
