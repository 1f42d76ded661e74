import { UsageError } from '../../base/errors.ts';
import { wildcard } from '../../base/wildcard.ts';

/** What an object is called. */
export interface ObjectName {
  readonly kind: string;
  /** Empty for kinds without a namespace. */
  readonly namespace: string;
  readonly name: string;
}

/** Objects, or fields of them: `Kind:namespace:name:path`. */
export interface ObjectPattern {
  matches(object: ObjectName): boolean;
  /** True for a field that is meant, or lies in one that is; undefined where whole objects are. */
  readonly matchesField?: (path: string) => boolean;
}

const shape = 'Kind:namespace:name';

/**
 * Reads `Kind:namespace:name`. A part may hold `*` for any run of characters; one that is empty or left out is `*`.
 *
 * @param flag what messages call it: `--select`
 * @param takesPath true where a field's path may follow behind a third colon
 * @throws UsageError for too many parts
 */
export function parseObjectPattern(text: string, flag: string, takesPath = false): ObjectPattern {
  const [kind = '', namespace = '', name = '', ...path] = text.trim().split(':');
  if (path.length > 0 && !takesPath) throw new UsageError(`${flag} takes ${shape}, not "${text}"`);
  const tests = [kind, namespace, name].map((part) => wildcard(part || '*'));
  const matches = (object: ObjectName): boolean =>
    tests[0]!(object.kind) && tests[1]!(object.namespace) && tests[2]!(object.name);
  const field = path.join(':');
  if (field === '') return { matches };
  const fields = [field, `${field}.*`, `${field}[*`].map(wildcard);
  return { matches, matchesField: (one) => fields.some((test) => test(one)) };
}

/** Gives objects another name. */
export type Rename = (object: ObjectName) => ObjectName;

/**
 * Reads `Kind:namespace:name->Kind:namespace:name`: objects of the first are called by the second. There `*`, or nothing,
 * leaves a part as it is.
 *
 * @throws UsageError for what has another shape
 */
export function parseRename(text: string): Rename {
  const [from, to, ...more] = text.split('->');
  const parts = (to ?? '').trim().split(':');
  const isPlain = parts.every((part) => part === '*' || !part.includes('*'));
  if (from === undefined || to === undefined || more.length > 0 || parts.length > 3 || !isPlain) {
    throw new UsageError(`--rename takes ${shape}->${shape}, not "${text}"`);
  }
  const { matches } = parseObjectPattern(from, '--rename');
  const [kind, namespace, name] = parts.map((part) => (part === '*' ? '' : part));
  return (object) =>
    matches(object)
      ? { kind: kind || object.kind, namespace: namespace || object.namespace, name: name || object.name }
      : object;
}
