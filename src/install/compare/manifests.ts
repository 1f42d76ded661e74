import { append } from '../../base/append.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import type { Resource } from '../../resources/resource.ts';
import { readYaml } from '../../resources/yaml/read.ts';
import type { Step } from '../settings/path.ts';
import { type CompareOptions, type FieldChange, fieldChanges } from './fields.ts';
import type { ObjectName, ObjectPattern, Rename } from './object-patterns.ts';

export interface ManifestsOptions {
  /** Objects to compare; all where it is empty. */
  readonly select: readonly ObjectPattern[];
  /** Objects, and fields of them, to pass over. */
  readonly ignore: readonly ObjectPattern[];
  /** New names for objects of the first manifest. */
  readonly rename: readonly Rename[];
  /** True to tell what Secrets hold. */
  readonly showSecrets: boolean;
}

export interface NamedObject extends ObjectName {
  readonly apiVersion: string;
}

/** A change of a Secret's content is `isHidden`, and has no values. */
export interface ObjectChange extends FieldChange {
  readonly isHidden?: true;
}

export interface ChangedObject extends NamedObject {
  readonly changes: readonly ObjectChange[];
}

/** How two manifests differ; objects are in the order of the manifests. */
export interface ManifestDiff {
  readonly onlyBefore: readonly NamedObject[];
  readonly onlyAfter: readonly NamedObject[];
  readonly changed: readonly ChangedObject[];
  /** How many objects are the same. */
  readonly same: number;
}

/**
 * Compares two manifests object by object: those of the same group, kind, namespace and name belong together, of several
 * with one name the first with the first. What a ConfigMap holds as YAML or JSON is compared field by field.
 */
export function compareManifests(
  before: readonly Resource[],
  after: readonly Resource[],
  options: ManifestsOptions,
): ManifestDiff {
  const { select, ignore, rename } = options;
  const isWanted = ({ object }: Named): boolean =>
    (select.length === 0 || select.some(({ matches }) => matches(object))) &&
    !ignore.some(({ matches, matchesField }) => matchesField === undefined && matches(object));
  const old = before.map((resource) => renamed(named(resource), rename)).filter(isWanted);
  const now = after.map(named).filter(isWanted);
  const waiting = new Map<string, Named[]>();
  for (const one of now) append(waiting, one.id, one);
  const onlyBefore: NamedObject[] = [];
  const changed: ChangedObject[] = [];
  let same = 0;
  for (const one of old) {
    const other = waiting.get(one.id)?.shift();
    if (other === undefined) onlyBefore.push(one.object);
    else {
      const changes = changesOf(one, other, options);
      if (changes.length > 0) changed.push({ ...one.object, changes });
      else same++;
    }
  }
  const left = new Set([...waiting.values()].flat());
  return { onlyBefore, onlyAfter: now.filter((one) => left.has(one)).map(({ object }) => object), changed, same };
}

interface Named {
  readonly id: string;
  readonly object: NamedObject;
  readonly body: JsonObject;
  /** Whatever it is renamed to. */
  readonly isSecret: boolean;
}

const named = ({ apiVersion, kind, namespace, name, group, body }: Resource): Named => ({
  id: [group, kind, namespace, name].join('\0'),
  object: { apiVersion, kind, namespace, name },
  body,
  isSecret: kind === 'Secret',
});

function renamed(one: Named, rename: readonly Rename[]): Named {
  const found = rename.map((to) => to(one.object)).find((name) => name !== one.object);
  if (found === undefined) return one;
  const { kind, namespace, name } = found;
  const [group] = one.id.split('\0');
  const metadata = { ...(one.body.metadata as JsonObject), name };
  return {
    ...one,
    id: [group, kind, namespace, name].join('\0'),
    object: { ...one.object, ...found },
    body: {
      ...one.body,
      kind,
      metadata: namespace === one.object.namespace ? metadata : { ...metadata, namespace },
    },
  };
}

function changesOf(
  { object, body, isSecret }: Named,
  other: Named,
  { ignore, showSecrets }: ManifestsOptions,
): ObjectChange[] {
  const fields = ignore.flatMap(({ matches, matchesField }) =>
    matchesField !== undefined && matches(object) ? [matchesField] : [],
  );
  const compare: CompareOptions = {
    ...(object.kind === 'ConfigMap' && { open: mapInData }),
    ...(fields.length > 0 && { isIgnored: (path: string) => fields.some((matches) => matches(path)) }),
  };
  const changes = fieldChanges(body, other.body, compare);
  return (isSecret || other.isSecret) && !showSecrets ? changes.map(withoutContent) : changes;
}

/** The map that a ConfigMap's entry holds as YAML or JSON; for CompareOptions.open. */
export function mapInData(text: string, [data, , ...within]: readonly Step[]): Json | undefined {
  if (data !== 'data' || within.length > 0 || !text.includes(':')) return undefined;
  const [first, second] = readYaml(text);
  return second === undefined && first?.problem === undefined && isObject(first?.value) ? first.value : undefined;
}

/** True for a text for people, which nothing goes by: what a definition says of a field, or to who breaks a rule of it. */
export function isForPeople(kind: string, steps: readonly Step[]): boolean {
  const [last, parent] = [steps.at(-1), steps.at(-2)];
  if (last === 'kubernetes.io/description') return true;
  // A field may have that name, too.
  return (
    kind === 'CustomResourceDefinition' && (last === 'description' || last === 'message') && parent !== 'properties'
  );
}

/** kubectl keeps a copy of an object, a Secret's content too, in this annotation. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

const isContent = ([first, second, third]: readonly Step[]): boolean =>
  first === 'data' ||
  first === 'stringData' ||
  (first === 'metadata' && second === 'annotations' && (third === undefined || third === lastApplied));

/** A change of a Secret, without what it holds. */
export const withoutContent = (change: FieldChange): ObjectChange => {
  const { path, steps, type } = change;
  return isContent(steps) ? { path, steps, type, isHidden: true } : change;
};
