import { isObject, type Json, type JsonObject } from '../../resources/json.ts';

/**
 * Lists whose items are told apart by a field, by the list's name: the first of these fields that all items have, each with
 * another value. From the Kubernetes API (its merge keys), and for Istio's kinds from what their fields mean.
 */
const keysOf: Readonly<Record<string, readonly string[]>> = {
  additionalPrinterColumns: ['name'],
  conditions: ['type'],
  containers: ['name'],
  egressGateways: ['name'],
  env: ['name'],
  ephemeralContainers: ['name'],
  extensionProviders: ['name'],
  hostAliases: ['ip'],
  imagePullSecrets: ['name'],
  ingressGateways: ['name'],
  initContainers: ['name'],
  listeners: ['name'],
  ports: ['name', 'containerPort', 'port'],
  secrets: ['name'],
  subjects: ['name'],
  subsets: ['name'],
  topologySpreadConstraints: ['topologyKey'],
  versions: ['name'],
  volumeDevices: ['devicePath'],
  volumeMounts: ['mountPath'],
  volumes: ['name'],
  webhooks: ['name'],
};

/** Items of a list of that name, by their key. */
export interface KeyedItems {
  readonly key: string;
  readonly before: ReadonlyMap<string, JsonObject>;
  readonly after: ReadonlyMap<string, JsonObject>;
}

/** The items of two states of a list by the key that tells them apart; undefined where only their places do. */
export function keyedItems(name: string, before: readonly Json[], after: readonly Json[]): KeyedItems | undefined {
  const keys = Object.hasOwn(keysOf, name) ? keysOf[name]! : [];
  for (const key of keys) {
    const [old, now] = [byKey(before, key), byKey(after, key)];
    if (old !== undefined && now !== undefined) return { key, before: old, after: now };
  }
  return undefined;
}

function byKey(items: readonly Json[], key: string): Map<string, JsonObject> | undefined {
  const found = new Map<string, JsonObject>();
  for (const item of items) {
    const value = isObject(item) && Object.hasOwn(item, key) ? item[key] : undefined;
    if ((typeof value !== 'string' && typeof value !== 'number') || found.has(String(value))) return undefined;
    found.set(String(value), item as JsonObject);
  }
  return found;
}
