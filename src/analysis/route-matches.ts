import { append } from '../base/append.ts';
import { isObject, type Json, type JsonObject, stableJson } from '../resources/json.ts';
import type { HttpMatch, StringMatch } from '../resources/kinds/networking.ts';

/** Fields of a match that are maps: empty ones say nothing. (An empty `uri` does: it is there.) */
const maps = new Set(['headers', 'withoutHeaders', 'queryParams', 'sourceLabels']);

/** A text that is equal for matches that mean the same: whatever the order of keys, defaults left out, `name` aside. */
export function fingerprint(match: HttpMatch | JsonObject): string {
  const said = Object.entries(match).filter(([key, value]) => key !== 'name' && !isDefault(key, value));
  return stableJson(Object.fromEntries(said));
}

const isDefault = (key: string, value: Json | undefined): boolean =>
  !value ||
  (Array.isArray(value) && value.length === 0) ||
  (maps.has(key) && isObject(value) && Object.keys(value).length === 0);

/** Matches on a URI prefix, each with a value, in the order of their rules. */
export class PrefixMatches<T> {
  readonly #byPrefix = new Map<string, { match: HttpMatch; value: T }[]>();

  /** Adds a match, and gives those before it whose shorter prefix takes its requests, as far as istioctl can tell. */
  add(match: HttpMatch, value: T): { prefix: string; value: T }[] {
    const prefix = match.uri?.prefix ?? '';
    if (prefix === '') return [];
    const covering: { prefix: string; value: T }[] = [];
    for (let length = 1; length < prefix.length; length++) {
      const shorter = prefix.slice(0, length);
      for (const earlier of this.#byPrefix.get(shorter) ?? []) {
        if (covers(earlier.match, match)) covering.push({ prefix: shorter, value: earlier.value });
      }
    }
    append(this.#byPrefix, prefix, { match, value });
    return covering;
  }
}

/**
 * Whether requests of `b`, whose URI prefix lies within `a`'s, are all taken to match `a`. The rules are Istio's
 * (pkg/config/validation, coveredValidation), and are rough: no method counts as GET, regular expressions and the
 * source's fields count as nothing.
 */
function covers(a: HttpMatch, b: HttpMatch): boolean {
  return (
    (a.port ?? 0) === (b.port ?? 0) &&
    (wanted(a.method) || 'exact:GET').startsWith(wanted(b.method) || 'exact:GET') &&
    wanted(a.authority).startsWith(wanted(b.authority)) &&
    coversAll(a.headers, b.headers) &&
    coversAll(a.queryParams, b.queryParams) &&
    coversAll(a.withoutHeaders, b.withoutHeaders)
  );
}

type StringMatches = Readonly<Record<string, StringMatch>>;

const coversAll = (a: StringMatches = {}, b: StringMatches = {}): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.keys(a).every((key) => Object.hasOwn(b, key) && wanted(a[key]).startsWith(wanted(b[key])));

function wanted({ exact, prefix }: StringMatch = {}): string {
  if (exact) return `exact:${exact}`;
  return prefix ? `prefix:${prefix}` : '';
}
