import { InputError, MeshwrightError } from '../../base/errors.ts';
import { listNames } from '../../base/list-names.ts';
import { shownFile } from '../../base/shown-file.ts';
import { messageOf } from '../../envoy-api/messages.ts';
import type { SourceFile } from '../../resources/document.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { JsonSlices, type Slice } from '../json-slices.ts';
import { canonicalJson, typeName } from './canonical-json.ts';
import { redactSecrets } from './redact.ts';

/** The parts of a dump that are read, and the messages of Envoy's admin interface that they are. */
const sections = {
  bootstrap: 'BootstrapConfigDump',
  clusters: 'ClustersConfigDump',
  listeners: 'ListenersConfigDump',
  routes: 'RoutesConfigDump',
  secrets: 'SecretsConfigDump',
  endpoints: 'EndpointsConfigDump',
  extensions: 'EcdsConfigDump',
} as const;
export type Section = keyof typeof sections;

const adminPackage = 'envoy.admin.v3.';
const sectionOf = new Map<string, Section>(
  Object.entries(sections).map(([section, message]) => [adminPackage + message, section as Section]),
);

/** What `/config_dump?resource=…` answers with: single resources, and the field of the section that would hold them. */
const loose: Readonly<Record<string, readonly [Section, string]>> = {
  'envoy.admin.v3.ClustersConfigDump.DynamicCluster': ['clusters', 'dynamicActiveClusters'],
  'envoy.admin.v3.ClustersConfigDump.StaticCluster': ['clusters', 'staticClusters'],
  'envoy.admin.v3.ListenersConfigDump.DynamicListener': ['listeners', 'dynamicListeners'],
  'envoy.admin.v3.ListenersConfigDump.StaticListener': ['listeners', 'staticListeners'],
  'envoy.admin.v3.RoutesConfigDump.DynamicRouteConfig': ['routes', 'dynamicRouteConfigs'],
  'envoy.admin.v3.RoutesConfigDump.StaticRouteConfig': ['routes', 'staticRouteConfigs'],
  'envoy.admin.v3.SecretsConfigDump.DynamicSecret': ['secrets', 'dynamicActiveSecrets'],
  'envoy.admin.v3.SecretsConfigDump.StaticSecret': ['secrets', 'staticSecrets'],
  'envoy.admin.v3.EndpointsConfigDump.DynamicEndpointConfig': ['endpoints', 'dynamicEndpointConfigs'],
  'envoy.admin.v3.EndpointsConfigDump.StaticEndpointConfig': ['endpoints', 'staticEndpointConfigs'],
  'envoy.admin.v3.EcdsConfigDump.EcdsFilterConfig': ['extensions', 'ecdsFilters'],
  'envoy.config.bootstrap.v3.Bootstrap': ['bootstrap', 'bootstrap'],
};

/** A piece of a dump: a section, or a resource by itself, which `field` of its section would hold; or something else. */
interface Part extends Slice {
  /** The full name of its message. */
  readonly type: string;
  readonly section: Section | undefined;
  readonly field?: string;
}

export interface DumpOptions {
  /** Leave private keys, passwords and other secrets as they are. */
  readonly showSecrets?: boolean;
}

/**
 * What a proxy is set to: the answer of Envoy's `/config_dump`, or of istiod's `/debug/config_dump`, whole or in part
 * (`?resource=`, `?mask=`), or inside another object. Of a large dump only what is asked for is parsed, a resource at a time.
 */
export class ConfigDump {
  readonly #file: SourceFile;
  readonly #json: JsonSlices;
  readonly #parts: readonly Part[];
  readonly #options: DumpOptions;

  /** Throws InputError where the file holds no such dump: with the place, where it is no JSON. */
  constructor(file: SourceFile, options: DumpOptions = {}) {
    this.#file = file;
    this.#options = options;
    this.#json = new JsonSlices(file);
    this.#parts = [...findParts(file, this.#json)];
  }

  /** The file's name, as messages show it. */
  get name(): string {
    return fileLabel(this.#file);
  }

  has(section: Section): boolean {
    return this.#parts.some((part) => part.section === section);
  }

  /** Throws MeshwrightError, which says what there is, where the dump lacks a section. */
  demand(section: Section): void {
    if (this.has(section)) return;
    const there = [...new Set(this.#parts.map((part) => part.section))].filter((one) => one !== undefined);
    const nothing = this.#parts.length === 0 ? 'it is empty' : 'nothing in it is a section of a config dump';
    const instead = there.length === 0 ? nothing : `it holds ${listNames(there)}`;
    throw new MeshwrightError(`${this.name} holds no ${section} (${sections[section]}): ${instead}`);
  }

  /** True when the text of a section has something of that form, in whatever place. */
  mentions(section: Section, form: RegExp): boolean {
    return this.#parts.some(
      (part) => part.section === section && form.test(this.#file.text.slice(part.start, part.end)),
    );
  }

  /**
   * The resources in a list of a section, in canonical JSON, one at a time.
   *
   * @param field the list's name in JSON, such as `dynamicActiveClusters`
   */
  *each(section: Section, field: string): Generator<JsonObject> {
    const list = messageOf(adminPackage + sections[section])?.field(field);
    const message = list?.message?.name ?? '';
    for (const part of this.#parts) {
      if (part.section !== section) continue;
      for (const slice of part.field === undefined ? this.#items(part, field) : part.field === field ? [part] : []) {
        const value = this.#json.parse(slice);
        if (isObject(value)) yield canonicalJson(message, this.#masked(message, value));
      }
    }
  }

  /** All of a section, in canonical JSON; of one that comes in several pieces, lists are joined. */
  section(section: Section): JsonObject {
    const joined: Record<string, Json> = {};
    for (const { start, end, ...part } of this.#parts) {
      if (part.section !== section) continue;
      const parsed = this.#json.parse({ start, end });
      if (!isObject(parsed)) continue;
      const { '@type': _, ...fields } = parsed;
      const value =
        part.field === undefined ? fields : { [part.field]: part.field === 'bootstrap' ? fields : [fields] };
      const message = adminPackage + sections[section];
      for (const [key, inner] of Object.entries(canonicalJson(message, this.#masked(message, value)))) {
        const before = joined[key];
        joined[key] = Array.isArray(before) && Array.isArray(inner) ? [...before, ...inner] : inner!;
      }
    }
    return joined;
  }

  /** The file's text as it is, but for secrets. */
  text(): string {
    if (this.#options.showSecrets) return this.#file.text;
    let out = '';
    let done = 0;
    for (const { start, end, message } of this.#messages()) {
      const value = this.#json.parse({ start, end });
      const masked = isObject(value) ? redactSecrets(message, value) : value;
      if (masked === value) continue;
      out += this.#file.text.slice(done, start) + JSON.stringify(masked, null, 1);
      done = end;
    }
    return out + this.#file.text.slice(done);
  }

  /** All that the dump holds, in pieces that are small where lists allow it. */
  *#messages(): Generator<Slice & { readonly message: string }> {
    for (const part of this.#parts) {
      const fields = part.field === undefined ? messageOf(part.type) : undefined;
      if (fields === undefined) yield { ...part, message: part.type };
      else {
        for (const entry of this.#json.entries(part)) {
          const message = fields.field(entry.key)?.message?.name;
          if (message === undefined) continue;
          if (!this.#json.isList(entry)) yield { ...entry, message };
          else for (const item of this.#json.items(entry)) yield { ...item, message };
        }
      }
    }
  }

  #masked(message: string, value: JsonObject): JsonObject {
    return this.#options.showSecrets ? value : redactSecrets(message, value);
  }

  *#items(part: Part, field: string): Generator<Slice> {
    for (const entry of this.#json.entries(part)) {
      if (messageOf(part.type)?.field(entry.key)?.name === field && this.#json.isList(entry)) {
        yield* this.#json.items(entry);
      }
    }
  }
}

const fileLabel = ({ name }: SourceFile): string => shownFile(name);

function* findParts(file: SourceFile, json: JsonSlices): Generator<Part> {
  const text = file.text.trimStart();
  if (text === '') throw new InputError(`${fileLabel(file)} is empty`);
  if (text[0] !== '{' && text[0] !== '[') throw notJson(file, text);
  const whole = { start: file.text.length - text.length, end: file.text.length };
  const list = findList(json, whole, 2);
  if (list === undefined) throw notADump(file, json, whole);
  for (const slice of list) {
    if (!json.isObject(slice)) continue;
    const type = typeName(typeOf(json, slice));
    if (Object.hasOwn(loose, type)) yield { ...slice, type, section: loose[type]![0], field: loose[type]![1] };
    else yield { ...slice, type, section: sectionOf.get(type) };
  }
}

/** The list of sections: under `configs`, or such an object under some other key, a list by itself, or one section. */
function findList(json: JsonSlices, value: Slice, depth: number): Iterable<Slice> | undefined {
  if (json.isList(value)) return json.items(value);
  if (!json.isObject(value)) return undefined;
  const inner: Slice[] = [];
  for (const entry of json.entries(value)) {
    if (entry.key === 'configs' && json.isList(entry)) return json.items(entry);
    if (entry.key === '@type') return [value];
    if (json.isObject(entry)) inner.push(entry);
  }
  if (depth === 0) return undefined;
  for (const one of inner) {
    const list = findList(json, one, depth - 1);
    if (list !== undefined) return list;
  }
  return undefined;
}

function typeOf(json: JsonSlices, slice: Slice): Json | undefined {
  for (const entry of json.entries(slice)) if (entry.key === '@type') return json.parse(entry);
  return undefined;
}

/** An Envoy that cannot write its configuration as JSON says so in plain text, with the status of success. */
function notJson(file: SourceFile, text: string): InputError {
  const [line] = text.split('\n', 1) as [string];
  const shown = line.length > 300 ? `${line.slice(0, 300)}…` : line;
  if (/^(?:---|configs:)\s*$/.test(line)) {
    return new InputError(`${fileLabel(file)}:1:1: this is YAML, and dumps are read as JSON: take one with -o json`);
  }
  return new InputError(
    `${fileLabel(file)}:1:1: this is no config dump but a text, maybe the proxy's own error: ${shown}`,
  );
}

/** Other answers of proxies that people take for a config dump, by a key of theirs. */
const otherAnswers: Readonly<Record<string, string>> = {
  cluster_statuses: 'the answer of /clusters?format=json, which "proxy-config endpoint" reads',
  clusterStatuses: 'the answer of /clusters?format=json, which "proxy-config endpoint" reads',
  workloads: 'a dump of ztunnel, which "ztunnel-config" reads',
  certificates: 'the answer of /certs',
  listener_statuses: 'the answer of /listeners?format=json',
};

function notADump(file: SourceFile, json: JsonSlices, whole: Slice): InputError {
  const keys = json.isObject(whole) ? [...json.entries(whole)].map(({ key }) => key) : [];
  const other = keys.find((key) => Object.hasOwn(otherAnswers, key));
  const is =
    other === undefined ? 'this holds no "configs", so it is no config dump' : `this is ${otherAnswers[other]}`;
  return new InputError(`${fileLabel(file)}: ${is}. Take one with "curl localhost:15000/config_dump?include_eds"`);
}
