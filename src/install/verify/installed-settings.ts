import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { textAt } from '../../resources/fields.ts';
import { isObject, type JsonObject } from '../../resources/json.ts';
import { defaultRevision } from '../../resources/revision-labels.ts';
import { componentLabel, type Owner, ownerLabel, ownerNameOf } from '../apply/owner.ts';
import { components } from '../components.ts';
import { mapAt } from '../settings/merge.ts';

/** The ConfigMap in which charts keep the values of a revision. */
const valuesMap = (revision: string): string => (revision === defaultRevision ? 'values' : `values-${revision}`);

/**
 * The settings of an installation, as far as the cluster tells them: its components by what is labelled as theirs, its name and values by
 * the ConfigMap that istiod's chart keeps them in. Settings that are no values, such as those of `components.*.k8s`, are not
 * kept.
 *
 * @param owned the installation's objects
 * @returns an IstioOperator; undefined where the ConfigMap is missing, as it is without an istiod
 */
export async function installedSettings(
  api: KubeApi,
  { namespace, revision }: Owner,
  owned: readonly JsonObject[],
  options: CallOptions = {},
): Promise<JsonObject | undefined> {
  const name = valuesMap(revision);
  const kept = await api.get({ group: '', version: 'v1', kind: 'ConfigMap', namespace, name }, options);
  const values = parsed(textAt(kept, 'data', 'original-values'));
  return kept && values && settingsOf({ name: ownerNameOf(kept), namespace, revision }, values, owned);
}

/** The IstioOperator that gives these values, and components where there are objects of theirs. */
export function settingsOf(
  { name, namespace, revision }: Owner,
  values: JsonObject,
  owned: readonly JsonObject[],
): JsonObject {
  return {
    apiVersion: 'install.istio.io/v1alpha1',
    kind: 'IstioOperator',
    metadata: { ...(name !== '' && { name }), namespace },
    spec: {
      profile: 'empty',
      ...(revision !== defaultRevision && { revision }),
      components: Object.fromEntries(
        components.map(({ key, isList, workload }) => {
          const label = componentLabel(key);
          const ofComponent = owned.filter((one) => textAt(one, 'metadata', 'labels', ownerLabel.component) === label);
          if (!isList)
            return [
              key,
              { enabled: key === 'base' || ofComponent.length > 0, ...placeOf(ofComponent, workload?.kind) },
            ];
          const workloads = ofComponent.filter(({ kind }) => kind === workload?.kind);
          const items = workloads.map((one) => ({
            name: textAt(one, 'metadata', 'name'),
            ...placeOf([one]),
            enabled: true,
          }));
          return [key, items.length > 0 ? items : [{ name: workload?.name ?? '', enabled: false }]];
        }),
      ),
      values,
    },
  };
}

/** Where a component's workload is: the CNI plugin may have a namespace of its own. */
function placeOf(objects: readonly JsonObject[], kind?: string): JsonObject {
  const workload = objects.find((one) => kind === undefined || one.kind === kind);
  const namespace = textAt(mapAt(workload), 'metadata', 'namespace');
  return namespace === '' ? {} : { namespace };
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
