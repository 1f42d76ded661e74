import { readCertificates, timeText } from '../../base/certificate.ts';
import { compareTexts } from '../../base/compare-texts.ts';
import { objectAt, objectsAt, textAt } from '../../resources/fields.ts';
import { isObject, type Json, type JsonObject, setField } from '../../resources/json.ts';
import { typeName } from '../envoy/canonical-json.ts';
import type { ConfigDump, Section } from '../envoy/config-dump.ts';
import { type FieldChange, fieldChanges } from './field-changes.ts';

/** A resource of a dump. */
export interface NamedResource {
  /** `cluster`, `listener`… */
  readonly kind: string;
  readonly name: string;
}

export interface DumpDiff {
  readonly onlyBefore: readonly NamedResource[];
  readonly onlyAfter: readonly NamedResource[];
  readonly changed: readonly (NamedResource & { readonly changes: readonly FieldChange[] })[];
  /** How many resources are the same. */
  readonly same: number;
  /** What only one of the dumps tells of, and so was not compared: `bootstrap`, `static clusters`… */
  readonly passedOver: readonly string[];
}

/** Where a dump has resources, and what they are called. */
interface Shelf {
  readonly kind: string;
  readonly section: Section;
  readonly list: string;
  /** From the list's item to the resource. */
  readonly path: readonly string[];
  /** What a person calls all of them. */
  readonly all: string;
}

const shelves: readonly Shelf[] = [
  shelf('cluster', 'clusters', 'dynamicActiveClusters', ['cluster']),
  shelf('cluster', 'clusters', 'staticClusters', ['cluster'], 'static clusters'),
  shelf('listener', 'listeners', 'dynamicListeners', ['activeState', 'listener']),
  shelf('listener', 'listeners', 'staticListeners', ['listener'], 'static listeners'),
  shelf('route', 'routes', 'dynamicRouteConfigs', ['routeConfig']),
  shelf('route', 'routes', 'staticRouteConfigs', ['routeConfig'], 'static routes'),
  shelf('endpoints', 'endpoints', 'dynamicEndpointConfigs', ['endpointConfig']),
  shelf('endpoints', 'endpoints', 'staticEndpointConfigs', ['endpointConfig'], 'static endpoints'),
  shelf('secret', 'secrets', 'dynamicActiveSecrets', ['secret']),
  shelf('extension', 'extensions', 'ecdsFilters', ['ecdsFilter']),
];

function shelf(kind: string, section: Section, list: string, path: readonly string[], all: string = section): Shelf {
  return { kind, section, list, path, all };
}

/** The parts of dumps that can be compared. */
const allSections: readonly Section[] = ['bootstrap', ...new Set(shelves.map(({ section }) => section))];

/**
 * How two proxies' configurations differ, by resource and field. What has no meaning is passed over: versions, times, the
 * order of resources and of lists that are sets. What only one of the dumps has at all is passed over too, and named: istiod
 * tells of nothing that a proxy started with.
 */
export function compareDumps(before: ConfigDump, after: ConfigDump, sections = allSections): DumpDiff {
  const onlyBefore: NamedResource[] = [];
  const onlyAfter: NamedResource[] = [];
  const changed: (NamedResource & { readonly changes: readonly FieldChange[] })[] = [];
  const passedOver: string[] = [];
  let same = 0;
  const compare = (kind: string, old: ReadonlyMap<string, JsonObject>, now: ReadonlyMap<string, JsonObject>) => {
    for (const name of [...new Set([...old.keys(), ...now.keys()])].sort(compareTexts)) {
      const [one, other] = [old.get(name), now.get(name)];
      const changes = one === undefined || other === undefined ? [] : fieldChanges(one, other);
      if (one === undefined) onlyAfter.push({ kind, name });
      else if (other === undefined) onlyBefore.push({ kind, name });
      else if (changes.length > 0) changed.push({ kind, name, changes });
      else same++;
    }
  };
  for (const one of shelves.filter(({ section }) => sections.includes(section))) {
    const [old, now] = [resourcesOn(before, one), resourcesOn(after, one)];
    if ((old.size === 0) !== (now.size === 0) && isOneSided(one, before, after)) passedOver.push(one.all);
    else compare(one.kind, old, now);
  }
  const bootstraps = sections.includes('bootstrap') ? [before, after] : [];
  const [old, now] = bootstraps.map((dump) => dump.section('bootstrap').bootstrap);
  if (isObject(old) && isObject(now)) compare('bootstrap', new Map([['', old]]), new Map([['', now]]));
  else if (old !== undefined || now !== undefined) passedOver.push('bootstrap');
  return { onlyBefore, onlyAfter, changed, same, passedOver };
}

/** What is static is told by the proxy alone; of the rest, a section that is not there tells nothing. */
const isOneSided = ({ list, section }: Shelf, before: ConfigDump, after: ConfigDump): boolean =>
  list.startsWith('static') || before.has(section) !== after.has(section);

function resourcesOn(dump: ConfigDump, { section, list, path }: Shelf): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const item of dump.each(section, list)) {
    const resource = objectAt(item, ...path);
    if (resource === undefined) continue;
    const name = nameOf(item, resource);
    let free = name;
    for (let n = 2; found.has(free); n++) free = `${name} (${n})`;
    found.set(free, section === 'secrets' ? (withCertificates(resource) as JsonObject) : resource);
  }
  return found;
}

/** Routes that a listener holds itself may have no name, and go by their virtual hosts; extensions in istiod's words by type. */
const nameOf = (item: JsonObject, resource: JsonObject): string =>
  textAt(resource, 'name') ||
  textAt(resource, 'clusterName') ||
  textAt(item, 'name') ||
  objectsAt(resource, 'virtualHosts')
    .map((host) => textAt(host, 'name'))
    .join(', ') ||
  typeName(resource['@type']);

/** Certificates as what they say, in place of their bytes. */
function withCertificates(value: Json): Json {
  if (Array.isArray(value)) return value.map(withCertificates);
  if (!isObject(value)) return value;
  const out: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(value)) {
    const certificates = key === 'inlineBytes' ? certificatesIn(inner!) : [];
    setField(out, key, certificates.length > 0 ? certificates : withCertificates(inner!));
  }
  return out;
}

const certificatesIn = (bytes: Json): readonly JsonObject[] =>
  readCertificates(typeof bytes === 'string' ? Buffer.from(bytes, 'base64').toString('latin1') : '').map((one) => ({
    serialNumber: one.serialNumber,
    notBefore: timeText(one.notBefore),
    notAfter: timeText(one.notAfter),
    sha256: one.fingerprint,
  }));
