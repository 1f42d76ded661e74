import { isObject, type Json } from '../../resources/json.ts';
import { parseVersion } from '../functions/versions/version.ts';
import { ChartError } from './chart.ts';

/** What Chart.yaml says. */
export interface Metadata {
  readonly apiVersion: string;
  readonly name: string;
  readonly version: string;
  readonly type: string;
  readonly kubeVersion: string;
  readonly appVersion: string;
  readonly description: string;
  readonly home: string;
  readonly icon: string;
  readonly condition: string;
  readonly tags: string;
  readonly deprecated: boolean;
  readonly keywords: readonly string[];
  readonly sources: readonly string[];
  readonly maintainers: readonly Maintainer[];
  readonly annotations: ReadonlyMap<string, string>;
  readonly dependencies: readonly Dependency[];
}
interface Maintainer {
  readonly name: string;
  readonly email: string;
  readonly url: string;
}

/** A chart that another depends on, as the other's Chart.yaml says. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
  /** Paths of values, separated by commas: the first that is a boolean says whether the chart is used. */
  readonly condition: string;
  readonly tags: readonly string[];
  readonly alias: string;
  /** Which of the dependency's values the chart takes for its own. */
  readonly importValues: readonly (string | { readonly child: string; readonly parent: string })[];
}

/** Spaces of all kinds become spaces; what cannot be printed is left out. */
const sanitized = (text: string): string =>
  text.replace(/\s/gu, ' ').replace(/[\p{C}\p{Z}]/gu, (c) => (c === ' ' ? c : ''));

/** Reads fields whose types Helm insists on. */
class Fields {
  constructor(
    private readonly object: { readonly [key: string]: Json | undefined },
    private readonly path: string,
  ) {}

  #get(name: string): Json | undefined {
    return Object.hasOwn(this.object, name) ? this.object[name] : undefined;
  }

  #refuse(name: string, wanted: string): never {
    throw new ChartError(`${this.path}: ${name} must be ${wanted}`);
  }

  text(name: string): string {
    const value = this.#get(name) ?? '';
    // As sigs.k8s.io/yaml, which makes texts of numbers where a text is wanted.
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    return typeof value === 'string' ? sanitized(value) : this.#refuse(name, 'a string');
  }

  flag(name: string): boolean {
    const value = this.#get(name) ?? false;
    return typeof value === 'boolean' ? value : this.#refuse(name, 'true or false');
  }

  list<T>(name: string, read: (item: Json, path: string) => T | undefined, wanted: string): T[] {
    const value = this.#get(name) ?? [];
    if (!Array.isArray(value)) return this.#refuse(name, 'a list');
    return value.map(
      (item: Json, i: number) => read(item, `${this.path}: ${name}[${i}]`) ?? this.#refuse(`${name}[${i}]`, wanted),
    );
  }

  texts(name: string): string[] {
    return this.list(name, (item) => (typeof item === 'object' ? undefined : sanitized(String(item))), 'a string');
  }

  map(name: string): Map<string, string> {
    const value = this.#get(name) ?? {};
    if (!isObject(value)) return this.#refuse(name, 'a map');
    return new Map(
      Object.entries(value).map(([key, entry]) =>
        typeof entry === 'object' ? this.#refuse(`${name}.${key}`, 'a string') : [key, String(entry)],
      ),
    );
  }
}

const importOf = (item: Json): Dependency['importValues'][number] | undefined => {
  if (typeof item === 'string') return item;
  if (!isObject(item)) return undefined;
  return { child: String(item.child), parent: String(item.parent) };
};

function dependencyOf(item: Json, path: string): Dependency | undefined {
  if (!isObject(item)) return undefined;
  const fields = new Fields(item, path);
  const dependency: Dependency = {
    name: fields.text('name'),
    version: fields.text('version'),
    repository: fields.text('repository'),
    condition: fields.text('condition'),
    tags: fields.texts('tags'),
    alias: fields.text('alias'),
    importValues: fields.list('import-values', importOf, 'a string, or a map of child and parent'),
  };
  if (/^[a-zA-Z0-9_-]*$/.test(dependency.alias)) return dependency;
  throw new ChartError(`${path}: dependency "${dependency.name}" has disallowed characters in the alias`);
}

function maintainerOf(item: Json, path: string): Maintainer | undefined {
  if (!isObject(item)) return undefined;
  const fields = new Fields(item, path);
  return { name: fields.text('name'), email: fields.text('email'), url: fields.text('url') };
}

/** Dependencies of Chart.yaml, or of requirements.yaml, which charts of apiVersion v1 have. */
export const readDependencies = (json: Json, path: string): Dependency[] =>
  new Fields(isObject(json) ? json : {}, path).list('dependencies', dependencyOf, 'a map');

/**
 * @param path the file's, for messages
 * @throws ChartError where it breaks Helm's rules for Chart.yaml
 */
export function readMetadata(json: Json | undefined, path: string, requirements: readonly Dependency[]): Metadata {
  if (!isObject(json)) throw new ChartError(`${path}: must be a map`);
  const fields = new Fields(json, path);
  const metadata: Metadata = {
    apiVersion: fields.text('apiVersion') || 'v1',
    name: fields.text('name'),
    version: fields.text('version'),
    type: fields.text('type'),
    kubeVersion: fields.text('kubeVersion'),
    appVersion: fields.text('appVersion'),
    description: fields.text('description'),
    home: fields.text('home'),
    icon: fields.text('icon'),
    condition: fields.text('condition'),
    tags: fields.text('tags'),
    deprecated: fields.flag('deprecated'),
    keywords: fields.texts('keywords'),
    sources: fields.texts('sources'),
    maintainers: fields.list('maintainers', maintainerOf, 'a map'),
    annotations: fields.map('annotations'),
    dependencies: requirements.length > 0 ? requirements : readDependencies(json, path),
  };
  check(metadata, path);
  return metadata;
}

function check({ name, version, type, dependencies }: Metadata, path: string): void {
  const refuse = (reason: string): never => {
    throw new ChartError(`${path}: ${reason}`);
  };
  if (name === '') refuse('name is required');
  if (name === '.' || name === '..' || name.includes('/')) refuse(`name must be the name of a folder, not "${name}"`);
  if (version === '') refuse('version is required');
  try {
    parseVersion(version);
  } catch {
    refuse(`version must be a semantic version, not "${version}"`);
  }
  if (!['', 'application', 'library'].includes(type)) refuse(`type must be application or library, not "${type}"`);
  const names = new Set<string>();
  for (const dependency of dependencies) {
    const used = dependency.alias || dependency.name;
    if (names.has(used)) refuse(`more than one dependency has the name or alias "${used}"`);
    names.add(used);
  }
}
