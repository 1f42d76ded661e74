import { MeshwrightError } from '../base/errors.ts';
import type { CallOptions, KindName, KubeApi } from '../kube/api.ts';
import type { JsonObject } from '../resources/json.ts';
import type { ReportItem } from './item.ts';
import { listWhere } from './pods.ts';
import { redactObject } from './redact/object.ts';
import type { ReportSettings } from './settings.ts';

/** Which objects a file of a report holds. */
export interface ObjectList extends Pick<ReportItem, 'path' | 'what'> {
  /** Those that the API server does not know are left out. */
  readonly kinds: readonly KindName[] | ((options: CallOptions) => Promise<readonly KindName[]>);
  /** The namespaces of kinds that have any; undefined stands for all. */
  readonly places: readonly (string | undefined)[];
}

/** Objects that are written together. */
const batch = 50;

/**
 * A List of all objects of some kinds, as YAML. Its `read` rejects with MeshwrightError where none of them can be listed.
 *
 * @param yamlItems YAML of a list, its items beginning with a dash
 */
export function objectListItem(
  api: KubeApi,
  settings: ReportSettings,
  { path, what, kinds, places }: ObjectList,
  yamlItems: (items: readonly JsonObject[]) => string,
): ReportItem {
  return {
    path,
    what,
    async *read(options, tell) {
      const served = await api.kinds(options);
      yield 'apiVersion: v1\nkind: List\n';
      let isEmpty = true;
      let failure: string | undefined;
      for (const kind of typeof kinds === 'function' ? await kinds(options) : kinds) {
        const found = served.find(kind);
        if (found === undefined) continue;
        let objects: JsonObject[];
        try {
          objects = await listWhere(api, kind, found.isNamespaced ? places : [undefined], settings, options, tell);
        } catch (error) {
          if (!(error instanceof MeshwrightError) || options.signal?.aborted) throw error;
          failure ??= error.message;
          tell(error.message);
          continue;
        }
        for (let i = 0; i < objects.length; i += batch) {
          const some = objects.slice(i, i + batch);
          yield `${isEmpty ? 'items:\n' : ''}${yamlItems(settings.fullSecrets ? some : some.map(redactObject))}`;
          isEmpty = false;
        }
      }
      if (!isEmpty) return;
      if (failure !== undefined) throw new MeshwrightError(failure);
      yield 'items: []\n';
    },
  };
}
