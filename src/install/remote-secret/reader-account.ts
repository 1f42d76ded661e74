import { MeshwrightError } from '../../base/errors.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { fieldManager } from '../apply/owner.ts';
import { allObjects, assumedKubernetes, generate } from '../generate.ts';
import type { ResolveOptions } from '../resolve.ts';
import { namedSetting, parseSetFlag } from '../settings/set-flag.ts';
import { usualAccounts } from './remote-secret.ts';

const core = { group: '', version: 'v1' } as const;

export interface AccountOptions extends CallOptions, Pick<ResolveOptions, 'openPackage'> {
  readonly name: string;
  readonly namespace: string;
  /** Make it, with its role, where there is none. */
  readonly create: boolean;
  /** Folder or .tgz of the release whose charts say what the role holds; default: this package's. */
  readonly manifests: string | undefined;
}

/**
 * Sees to it that a ServiceAccount is there. Gives what was created for it, as `Kind name`.
 *
 * @throws MeshwrightError where there is none and none is to be made, or where only an installation can make it
 */
export async function ensureAccount(api: KubeApi, options: AccountOptions): Promise<string[]> {
  const { name, namespace, create } = options;
  if ((await api.get({ ...core, kind: 'ServiceAccount', name, namespace }, options)) !== undefined) return [];
  const missing = `there is no ServiceAccount ${namespace}/${name}, whose credentials the Secret would hold`;
  if (!create)
    throw new MeshwrightError(`${missing}: install Istio there first, or let --create-service-account make it`);
  if (name !== usualAccounts.remote) {
    throw new MeshwrightError(
      `${missing}: only ${usualAccounts.remote} can be made here. Install Istio there first, or name another --service-account`,
    );
  }
  const objects = await readerObjects(options);
  if ((await api.get({ ...core, kind: 'Namespace', name: namespace }, options)) === undefined) {
    objects.unshift({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  }
  for (const object of objects)
    await api.apply(object, { fieldManager, signal: options.signal, deadline: options.deadline });
  return objects.map((object) => `${textAt(object, 'kind')} ${textAt(object, 'metadata', 'name')}`);
}

/** What an installation has for istiods of other clusters to read this one: an account, a role, and what binds them. */
async function readerObjects({ namespace, manifests, openPackage }: AccountOptions): Promise<JsonObject[]> {
  const flags = [parseSetFlag(`values.global.istioNamespace=${namespace}`, `--namespace ${namespace}`)];
  if (manifests) flags.push(namedSetting('installPackagePath', manifests, `--manifests ${manifests}`));
  const generated = await generate({
    files: [],
    flags,
    force: false,
    kubernetesVersion: assumedKubernetes,
    openPackage,
  });
  return allObjects(generated).filter((object) => {
    const name = textAt(object, 'metadata', 'name');
    return object.kind === 'ServiceAccount'
      ? name === usualAccounts.remote
      : /^ClusterRole(Binding)?$/.test(textAt(object, 'kind')) && name.startsWith('istio-reader-clusterrole');
  });
}
