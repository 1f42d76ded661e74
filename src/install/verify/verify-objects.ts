import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { KubeError } from '../../kube/kube-error.ts';
import type { JsonObject } from '../../resources/json.ts';
import { withoutLeftAlone } from '../apply/left-alone.ts';
import { nameForApi, referenceTo } from '../apply/object-reference.ts';
import type { ObjectReference } from '../apply/outcome.ts';
import { notReady } from '../apply/readiness.ts';
import { type FieldChange, fieldChanges } from '../compare/fields.ts';
import { isForPeople, mapInData, type ObjectChange, withoutContent } from '../compare/manifests.ts';
import { isIstiosTemplate } from './istio-templates.ts';
import { missingFields } from './missing-fields.ts';

/** How an object is, compared with how it should be. */
export interface Verdict extends ObjectReference {
  /** `different`: some of its fields are; `unknown`: it cannot be read. */
  readonly state: 'ok' | 'missing' | 'different' | 'notReady' | 'unknown';
  /** Of an object that is different: `before` is what is there, `after` what should be. */
  readonly changes?: readonly ObjectChange[];
  /** Why it is not ready, or cannot be read. */
  readonly message?: string;
}

/**
 * Looks at each of these objects in the cluster, in their order. Fields that controllers and istiod set by themselves, and
 * fields that nobody asked for, do not count.
 */
export function verifyObjects(
  api: KubeApi,
  wanted: readonly JsonObject[],
  options: CallOptions = {},
): Promise<Verdict[]> {
  return Promise.all(
    wanted.map(async (object) => {
      try {
        return verdictOn(object, await api.get(nameForApi(object), options), wanted);
      } catch (error) {
        // Without its definition there can be no object either.
        if (error instanceof KubeError && error.reason === 'UnknownKind') return verdictOn(object, undefined, wanted);
        if (!(error instanceof KubeError) || error.isUnreachable) throw error;
        return { ...referenceTo(object), state: 'unknown', message: error.message };
      }
    }),
  );
}

/** @param all everything that is wanted, which tells what is scaled */
export function verdictOn(wanted: JsonObject, live: JsonObject | undefined, all: readonly JsonObject[]): Verdict {
  const name = referenceTo(wanted);
  if (live === undefined) return { ...name, state: 'missing' };
  const asked = withoutLeftAlone(withoutWriteOnly(wanted), live, {}, all);
  const found = missingFields(asked, live).filter(({ steps }) => !isForPeople(name.kind, steps));
  const changes = found.flatMap((change) => (contentOf[name.kind] ?? ((same) => [same]))(change, wanted));
  if (changes.length > 0) return { ...name, state: 'different', changes };
  const waiting = notReady(live);
  return waiting === undefined ? { ...name, state: 'ok' } : { ...name, state: 'notReady', message: waiting.progress };
}

/** What a change of content is told as: nothing of a Secret's, and of what a ConfigMap holds as YAML or JSON its fields. */
const contentOf: Readonly<Record<string, (change: FieldChange, wanted: JsonObject) => readonly ObjectChange[]>> = {
  Secret: (change) => [withoutContent(change)],
  ConfigMap: (change, wanted) => {
    const { steps, before, after } = change;
    const [data, key] = steps;
    if (data !== 'data' || typeof key !== 'string' || before === undefined || after === undefined) return [change];
    const changes = fieldChanges({ data: { [key]: before } }, { data: { [key]: after } }, { open: mapInData });
    return changes.filter((one) => !isIstiosTemplate(one, wanted));
  },
};

/** The server turns a Secret's `stringData` into `data`, and does not give it back; nobody but it writes `status`. */
function withoutWriteOnly({ stringData, status, ...object }: JsonObject): JsonObject {
  return object;
}

/** An object that is there, by itself: ready or not. */
export function readinessOf(live: JsonObject): Verdict {
  const waiting = notReady(live);
  return {
    ...referenceTo(live),
    ...(waiting === undefined ? { state: 'ok' } : { state: 'notReady', message: waiting.progress }),
  };
}
