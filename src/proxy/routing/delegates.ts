import { numberAt, objectAt, textAt, textsAt } from '../../resources/fields.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import type { HttpRule } from './route-source.ts';

/** What a delegate's route takes over from the root's route where it says nothing itself. */
const inherited: readonly string[] = [
  ...['rewrite', 'directResponse', 'timeout', 'retries', 'fault', 'mirror', 'mirrorPercent', 'mirrorPercentage'],
  ...['corsPolicy', 'mirrors', 'headers'],
];

/**
 * A delegate's route below a root's (istio.io, Delegate; istiod's mergeHTTPRoute): it takes what both take. Undefined where one
 * of its matches is not within the root's: then it is left out.
 */
export function mergedWithDelegate(root: HttpRule, leaf: HttpRule): HttpRule | undefined {
  const matches = mergedMatches(root.matches, leaf.matches);
  if (matches === undefined) return undefined;
  const taken = inherited.filter((field) => leaf.action[field] === undefined && root.action[field] !== undefined);
  return {
    action: { ...leaf.action, ...Object.fromEntries(taken.map((field) => [field, root.action[field]!])) },
    matches,
    name: joined(root.name, leaf.name),
    field: leaf.field,
  };
}

const joined = (root: string, leaf: string): string => [root, leaf].filter((name) => name !== '').join('-');

function mergedMatches(roots: readonly JsonObject[], leaves: readonly JsonObject[]): readonly JsonObject[] | undefined {
  if (roots.length === 0) return leaves;
  if (leaves.length === 0) return roots;
  const all: JsonObject[] = [];
  for (const leaf of leaves) {
    const around = roots.filter((root) => !isConflict(root, leaf));
    if (around.length === 0) return undefined;
    for (const root of around) all.push(mergedMatch(root, leaf));
  }
  return all;
}

const maps = ['headers', 'withoutHeaders', 'queryParams', 'sourceLabels'] as const;
const strings = ['uri', 'scheme', 'method', 'authority'] as const;
const values = [...strings, 'port', 'sourceNamespace', 'gateways', 'statPrefix'] as const;

function mergedMatch(root: JsonObject, leaf: JsonObject): JsonObject {
  const merged: Record<string, Json | undefined> = { ...leaf };
  const name = joined(textAt(root, 'name'), textAt(leaf, 'name'));
  if (name !== '') merged.name = name;
  for (const field of values) if (isUnset(leaf[field]) && root[field] !== undefined) merged[field] = root[field];
  for (const field of maps) merged[field] = { ...objectAt(root, field), ...objectAt(leaf, field) };
  return merged;
}

const isUnset = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || value === 0 || (Array.isArray(value) && value.length === 0);

function isConflict(root: JsonObject, leaf: JsonObject): boolean {
  const inMap = (field: string): boolean =>
    Object.entries(objectAt(leaf, field) ?? {}).some(([key, value]) =>
      isOutside(objectAt(root, field)?.[key], value ?? undefined),
    );
  const labels = objectAt(root, 'sourceLabels') ?? {};
  const [namespace, ports, gateways] = [
    textAt(root, 'sourceNamespace'),
    [numberAt(root, 'port'), numberAt(leaf, 'port')],
    [textsAt(root, 'gateways'), textsAt(leaf, 'gateways')] as const,
  ];
  return (
    strings.some((field) => isOutside(root[field], leaf[field])) ||
    ['headers', 'withoutHeaders', 'queryParams'].some(inMap) ||
    (root.ignoreUriCase === true) !== (leaf.ignoreUriCase === true) ||
    (ports[0] !== 0 && ports[1] !== 0 && ports[0] !== ports[1]) ||
    (namespace !== '' && textAt(leaf, 'sourceNamespace') !== namespace) ||
    Object.entries(objectAt(leaf, 'sourceLabels') ?? {}).some(
      ([key, value]) => labels[key] !== undefined && labels[key] !== value,
    ) ||
    (gateways[0].length > 0 && gateways[1].some((one) => !gateways[0].includes(one)))
  );
}

/** True where a delegate's StringMatch takes more than the root's: of two expressions that is not known. */
function isOutside(root: Json | undefined, leaf: Json | undefined): boolean {
  if (!isObject(root) || !isObject(leaf)) return false;
  const [a, b] = [textsOf(root), textsOf(leaf)];
  if (a.regex !== '' && (b.regex !== '' || b.prefix !== '' || b.exact !== '')) return true;
  if (b.regex !== '' && (a.prefix !== '' || a.exact !== '')) return true;
  if (a.exact !== '') return b.prefix !== '' || b.exact !== a.exact;
  const own = b.prefix || b.exact;
  return a.prefix === '' || own === '' || !own.startsWith(a.prefix);
}

const textsOf = (match: JsonObject) => ({
  exact: textAt(match, 'exact'),
  prefix: textAt(match, 'prefix'),
  regex: textAt(match, 'regex'),
});
