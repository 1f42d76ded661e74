import { type AttributeName, attributes } from './attributes.ts';

/** What the key of a condition is about; undefined for one that Istio does not know. */
export interface ConditionKey {
  readonly attribute: AttributeName;
  readonly names: readonly string[];
}

/** Keys that go on: with a name in brackets, or with a filter's. */
const open: readonly AttributeName[] = ['request.headers', 'request.auth.claims', 'experimental.envoy.filters.'];
/** What operations ask about, which no condition can. */
const ofOperations: readonly string[] = ['hosts', 'methods', 'paths'];

/** Reads `request.headers[x-t]`, `request.auth.claims[a][b]`, `source.ip` and their like. */
export function conditionKey(key: string): ConditionKey | undefined {
  const attribute = open.find((one) => key.startsWith(one));
  if (attribute !== undefined) return { attribute, names: namesIn(key.slice(attribute.length), attribute) };
  return Object.hasOwn(attributes, key) && !ofOperations.includes(key)
    ? { attribute: key as AttributeName, names: [] }
    : undefined;
}

/** No names where the brackets are missing: no value can be read then. */
function namesIn(text: string, attribute: AttributeName): string[] {
  if (attribute === 'experimental.envoy.filters.') return /\[.*\]$/.test(text) ? [text] : [];
  if (!text.startsWith('[') || !text.endsWith(']')) return [];
  const nested = attribute === 'request.auth.claims' && /^(\[[^[\]]*\])+$/.test(text);
  return nested ? text.slice(1, -1).split('][') : [text.slice(1, -1)];
}

/** True for a key whose names can be read, or that needs none. */
export const isReadable = ({ attribute, names }: ConditionKey): boolean =>
  names.length > 0 || !open.includes(attribute);
