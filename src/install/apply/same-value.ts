import { isObject, type Json } from '../../resources/json.ts';

/** Values that the server fills in where a list or map that is owned as a whole leaves them out (Kubernetes API reference). */
const defaults: Readonly<Record<string, Json>> = {
  apiVersion: 'v1',
  divisor: '0',
  expirationSeconds: 3600,
  matchPolicy: 'Equivalent',
  protocol: 'TCP',
  scope: '*',
};

/**
 * True when the server shows `wanted` as `live`: with its defaults filled in, quantities in their usual form, and empty values
 * left out.
 *
 * @param name the field's name, which tells quantities
 */
export function sameValue(wanted: Json | undefined, live: Json | undefined, name: string): boolean {
  if (wanted === live) return true;
  if (live === undefined) return isEmpty(wanted);
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(live) && live.length === wanted.length && wanted.every((item, i) => sameValue(item, live[i], ''))
    );
  }
  if (isObject(wanted)) {
    if (!isObject(live)) return false;
    const keys = new Set([...Object.keys(wanted), ...Object.keys(live)]);
    return [...keys].every((key) => {
      const given = Object.hasOwn(wanted, key) ? wanted[key] : undefined;
      const there = Object.hasOwn(live, key) ? live[key] : undefined;
      if (given !== undefined) return sameValue(given, there, key);
      return isEmpty(there) || (Object.hasOwn(defaults, key) && there === defaults[key]);
    });
  }
  return quantityFields.has(name) && isScalar(wanted) && isScalar(live) && quantity(wanted) === quantity(live);
}

const isScalar = (value: Json | undefined): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0);

/** Fields that hold a quantity, and maps all of whose values are quantities. */
const quantityFields = new Set(['limits', 'requests', 'hard', 'sizeLimit', 'divisor', 'averageValue']);

const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const decimal: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
};

/** A quantity as a number (Kubernetes, resource.Quantity); NaN, which equals nothing, for what is none. */
function quantity(value: string | number): number {
  const [, digits = '', suffix = ''] =
    /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([A-Za-z]*)$/.exec(String(value)) ?? [];
  const scale = binary.includes(suffix) ? 1024 ** binary.indexOf(suffix) : (decimal[suffix] ?? Number.NaN);
  return digits === '' ? Number.NaN : Number(digits) * scale;
}
