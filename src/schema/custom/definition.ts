import { orList } from '../../base/list-names.ts';
import { isObject, type Json, type JsonObject, type Path } from '../../resources/json.ts';
import type { Resource } from '../../resources/resource.ts';
import { describeValue } from '../keyword-words.ts';
import { type ResourceProblem, schemaProblem } from '../problem.ts';

/** One version of a kind, as its CustomResourceDefinition has it. */
export interface DefinedVersion {
  readonly name: string;
  readonly isServed: boolean;
  /** Its OpenAPI schema, not yet looked at. */
  readonly schema: JsonObject;
  /** Where the schema stands in the definition. */
  readonly at: Path;
  /** True when a resource's status is written apart from it, and no creation of one looks at it. */
  readonly hasStatus: boolean;
}

/** What a CustomResourceDefinition says of its kind. */
export interface Definition {
  readonly group: string;
  readonly kind: string;
  readonly isClusterScoped: boolean;
  /** True for old definitions (v1beta1) that let a resource have fields that the schema does not know. */
  readonly keepsUnknown: boolean;
  readonly versions: readonly DefinedVersion[];
}

const apiGroup = 'apiextensions.k8s.io';
const schemaField = 'openAPIV3Schema';

/**
 * Reads a CustomResourceDefinition of apiextensions.k8s.io/v1 or v1beta1. Without a `definition` it cannot be used at
 * all; `problems` then says why, and else names the versions that cannot.
 */
export function readDefinition({ apiVersion, body }: Resource): {
  definition?: Definition;
  problems: ResourceProblem[];
} {
  const problems: ResourceProblem[] = [];
  const refuse = (message: string, ...path: Path) => {
    problems.push(schemaProblem(path, message));
  };
  const isOld = apiVersion === `${apiGroup}/v1beta1`;
  if (!isOld && apiVersion !== `${apiGroup}/v1`) {
    refuse(`must be ${apiGroup}/v1, not ${describeValue(apiVersion)}`, 'apiVersion');
    return { problems };
  }
  const spec = isObject(body.spec) ? body.spec : {};
  const names = isObject(spec.names) ? spec.names : {};
  const { group, scope } = spec;
  const { kind } = names;
  if (!isText(group)) refuse('is required: a name such as example.com', 'spec', 'group');
  if (!isText(kind)) refuse('is required: the name of the kind', 'spec', 'names', 'kind');
  const isKnownScope = scope === 'Namespaced' || scope === 'Cluster' || (isOld && scope === undefined);
  if (!isKnownScope) refuse(`must be Namespaced or Cluster, not ${describeValue(scope)}`, 'spec', 'scope');
  const versions = readVersions(spec, isOld, refuse);
  if (versions.length === 0 && problems.length === 0)
    refuse('is required: the kind has no version', 'spec', 'versions');
  if (!isText(group) || !isText(kind) || !isKnownScope || versions.length === 0) return { problems };
  const keepsUnknown = isOld && spec.preserveUnknownFields !== false;
  return { definition: { group, kind, isClusterScoped: scope === 'Cluster', keepsUnknown, versions }, problems };
}

function readVersions(spec: JsonObject, isOld: boolean, refuse: (message: string, ...path: Path) => void) {
  const given = Array.isArray(spec.versions) ? (spec.versions as readonly Json[]) : [];
  const list: readonly Json[] =
    given.length === 0 && isOld && isText(spec.version) ? [{ name: spec.version, served: true }] : given;
  const shared = isOld && isObject(spec.validation) ? spec.validation[schemaField] : undefined;
  return list.flatMap((version, i): DefinedVersion[] => {
    const at = ['spec', 'versions', i];
    if (!isObject(version) || !isText(version.name)) {
      refuse('is required, and missing', ...at, 'name');
      return [];
    }
    const own = isObject(version.schema) ? version.schema[schemaField] : undefined;
    const schema = own ?? shared;
    const place = own === undefined && shared !== undefined ? ['spec', 'validation'] : [...at, 'schema'];
    if (!isObject(schema)) {
      refuse(`is required: without a schema nothing of ${version.name} can be checked`, ...place, schemaField);
      return [];
    }
    const { subresources = isOld ? spec.subresources : undefined } = version;
    const hasStatus = isObject(subresources) && isObject(subresources.status);
    return [{ name: version.name, isServed: version.served !== false, schema, at: [...place, schemaField], hasStatus }];
  });
}

/** The versions served, as messages name them. */
export const servedVersions = ({ group, versions }: Definition): string =>
  orList(versions.filter(({ isServed }) => isServed).map(({ name }) => `${group}/${name}`));

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
