import { InputError } from '../base/errors.ts';
import type { SourceFile } from '../resources/document.ts';
import { formatPath, isObject, type Json, type JsonObject, type Path } from '../resources/json.ts';
import { readYaml } from '../resources/yaml/read.ts';
import { meshConfigOf } from './data/mesh-config.ts';
import { InjectionError } from './pod-template.ts';
import type { InjectionSettings } from './settings.ts';

/** The texts that an injector is set by: those of istiod's ConfigMaps, or files in which they were kept. */
export interface SettingsTexts {
  /** `config` of `istio-sidecar-injector`; or, as istioctl takes it too, the sidecar's template alone. */
  readonly config: SourceFile;
  /** `values` of `istio-sidecar-injector`: JSON or YAML. */
  readonly values: SourceFile;
  /** `mesh` of `istio`: YAML. */
  readonly mesh: SourceFile;
  /** Of the control plane; where it is left out, the one that the values name. */
  readonly revision?: string | undefined;
  /** True where every Node of the cluster runs native sidecars; without a cluster that is not known. */
  readonly nodesAreNew?: boolean | undefined;
}

/**
 * Reads what an injector is set to. A file may also hold the whole ConfigMap, as `kubectl get -o yaml` prints it.
 *
 * @throws InputError naming file and field
 */
export function readSettings({
  config,
  values,
  mesh,
  revision,
  nodesAreNew = false,
}: SettingsTexts): InjectionSettings {
  const valuesMap = readMap(keptIn(values, 'values'), 'values');
  const named = revision ?? text(valuesMap.revision) ?? '';
  return {
    ...readConfig(keptIn(config, 'config')),
    values: valuesMap,
    meshConfig: readMeshConfig(keptIn(mesh, 'mesh')),
    // The default revision has no name.
    revision: named === 'default' ? '' : named,
    nativeSidecars: wantsNativeSidecars(valuesMap, nodesAreNew),
  };
}

type Config = Omit<InjectionSettings, 'values' | 'meshConfig' | 'revision' | 'nativeSidecars'>;

function readConfig(file: SourceFile): Config {
  const value = readTemplates(file);
  if (value === undefined) return { ...emptyConfig, templates: { sidecar: file.text } };
  const fields = new Fields(file, value);
  const policy = fields.get('policy', 'a text', isText) ?? 'enabled';
  if (policy !== 'enabled' && policy !== 'disabled')
    throw fields.wrong(['policy'], `must be enabled or disabled, not ${JSON.stringify(policy)}`);
  const defaultTemplates = fields.get('defaultTemplates', 'a list of texts', isTexts) ?? [];
  return {
    templates: fields.get('templates', 'a map of texts', isTextMap) ?? {},
    defaultTemplates: defaultTemplates.length > 0 ? defaultTemplates : emptyConfig.defaultTemplates,
    aliases: fields.get('aliases', 'a map of lists of texts', isTextsMap) ?? {},
    injectsByDefault: policy === 'enabled',
    neverInjectSelector: fields.get('neverInjectSelector', 'a list of label selectors', isObjects) ?? [],
    alwaysInjectSelector: fields.get('alwaysInjectSelector', 'a list of label selectors', isObjects) ?? [],
    injectedAnnotations: fields.get('injectedAnnotations', 'a map of texts', isTextMap) ?? {},
  };
}

const emptyConfig: Config = {
  templates: {},
  defaultTemplates: ['sidecar'],
  aliases: {},
  injectsByDefault: true,
  neverInjectSelector: [],
  alwaysInjectSelector: [],
  injectedAnnotations: {},
};

/** The configuration that a file holds; undefined where it has no templates, and so is one. */
function readTemplates(file: SourceFile): JsonObject | undefined {
  const [document] = readYaml(file.text);
  const value = document?.value;
  if (isObject(value) && value.kind !== 'Pod') refuseResource(file, value, 'injection config');
  if (!isObject(value) || !isObject(value.templates) || Object.keys(value.templates).length === 0) return undefined;
  return value;
}

/** The text that a ConfigMap in the file has under `key`; the file itself where it holds none. */
function keptIn(file: SourceFile, key: string): SourceFile {
  if (!/kind["']?[ \t]*:[ \t]*["']?ConfigMap/.test(file.text)) return file;
  const value = readYaml(file.text)[0]?.value;
  if (!isObject(value) || value.kind !== 'ConfigMap') return file;
  const kept = isObject(value.data) ? value.data[key] : undefined;
  if (typeof kept !== 'string') throw new InputError(`${file.name}: this ConfigMap has no data.${key}`);
  return { name: `${file.name} (data.${key})`, text: kept };
}

/** @throws InputError for a resource: it would be taken for settings that say nothing */
function refuseResource({ name }: SourceFile, { apiVersion, kind }: JsonObject, what: string): void {
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return;
  const advice =
    kind === 'IstioOperator'
      ? '--operatorFileName takes it'
      : 'give the bare YAML, as Istio’s ConfigMap holds it in its data';
  throw new InputError(`${name}: must hold ${what}, not this ${kind}: ${advice}`);
}

/** @throws InputError where the file holds something else than one map, or nothing */
function readMap(file: SourceFile, what: string): JsonObject {
  const documents = readYaml(file.text).filter(({ value, problem }) => value !== undefined || problem !== undefined);
  const [first, second] = documents;
  if (first?.problem !== undefined) {
    const { line, column, message } = first.problem;
    throw new InputError(`${file.name}:${line}:${column}: ${message}`);
  }
  const value = first?.value ?? {};
  if (second !== undefined || !isObject(value)) throw new InputError(`${file.name}: ${what} must be one YAML map`);
  refuseResource(file, value, what);
  return value;
}

/** @throws InputError also for values of the wrong type */
function readMeshConfig(file: SourceFile): JsonObject {
  const map = readMap(file, 'mesh config');
  try {
    meshConfigOf(map);
    return map;
  } catch (error) {
    if (error instanceof InjectionError) throw new InputError(`${file.name}: ${error.message}`);
    throw error;
  }
}

/** The fields of a map, each checked as it is read. */
class Fields {
  constructor(
    private readonly file: SourceFile,
    private readonly map: JsonObject,
  ) {}

  /** A field's value; undefined where it is absent or null. @throws InputError where it is of another type */
  get<T extends Json>(name: string, expected: string, is: (value: Json) => value is T): T | undefined {
    const value = this.map[name] ?? undefined;
    if (value === undefined) return undefined;
    if (!is(value)) throw this.wrong([name], `must be ${expected}`);
    return value;
  }

  wrong(path: Path, reason: string): InputError {
    return new InputError(`${this.file.name}: ${formatPath(path)}: ${reason}`);
  }
}

type TextMap = Readonly<Record<string, string>>;

const isText = (value: Json): value is string => typeof value === 'string';
const isTexts = (value: Json): value is readonly string[] => Array.isArray(value) && value.every(isText);
const isObjects = (value: Json): value is readonly JsonObject[] => Array.isArray(value) && value.every(isObject);
const isTextMap = (value: Json): value is TextMap =>
  isObject(value) && Object.values(value).every((one) => isText(one!));
const isTextsMap = (value: Json): value is Readonly<Record<string, readonly string[]>> =>
  isObject(value) && Object.values(value).every((one) => isTexts(one!));

const text = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** What istiod's environment says, which the ConfigMap keeps; `auto`, which is usual, leaves it to the cluster's nodes. */
function wantsNativeSidecars({ pilot }: JsonObject, nodesAreNew: boolean): boolean {
  const env = isObject(pilot) ? pilot.env : undefined;
  const asked = isObject(env) ? env.ENABLE_NATIVE_SIDECARS : undefined;
  if (asked === undefined || asked === null || asked === 'auto') return nodesAreNew;
  return asked === true || asked === 'true';
}
