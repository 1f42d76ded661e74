import { withArticle } from '../../base/with-article.ts';
import type { Json, Path } from '../../resources/json.ts';
import type { Resource } from '../../resources/resource.ts';
import { describeValue, keywordWords } from '../keyword-words.ts';
import { checkMetadata } from '../metadata.ts';
import { apiServerProblem, type ResourceProblem } from '../problem.ts';
import type { ValidateResource } from '../validator.ts';
import { type Shape, shapeCheck } from './check-shape.ts';
import { type DefinedVersion, type Definition, readDefinition, servedVersions } from './definition.ts';
import { checkEmbedded, isWhole } from './embedded.ts';
import { toJsonSchema } from './json-schema.ts';
import { checkListType } from './list-types.ts';
import type { CheckRules } from './rules.ts';
import { settle } from './settle.ts';
import { readStructural, type Structural } from './structural.ts';
import { holding, walk } from './walk.ts';

/** Something wrong with a CustomResourceDefinition; a warning where the rest of it can be used. */
export interface DefinitionProblem extends ResourceProblem {
  readonly definition: Resource;
}

export interface CustomValidators {
  /** By `group/Kind`. Of two definitions of one kind the last counts, as it does when they are applied. */
  readonly validators: ReadonlyMap<string, ValidateResource>;
  readonly problems: readonly DefinitionProblem[];
}

/**
 * What validates resources of the kinds that CustomResourceDefinitions define, as an API server that holds them does on
 * creation. A definition that it would refuse gives no validator but problems.
 *
 * @param crds resources of kind CustomResourceDefinition
 */
export async function customValidators(crds: readonly Resource[]): Promise<CustomValidators> {
  const validators = new Map<string, ValidateResource>();
  const problems: DefinitionProblem[] = [];
  for (const crd of crds) {
    const { definition, problems: found } = readDefinition(crd);
    const versions = new Map<string, CheckVersion>();
    for (const version of definition?.versions ?? []) {
      const check = await versionCheck(version, definition!, found);
      if (check !== undefined) versions.set(version.name, check);
    }
    problems.push(...found.map((problem) => ({ ...problem, definition: crd })));
    if (definition === undefined || versions.size === 0) continue;
    validators.set(`${definition.group}/${definition.kind}`, (resource) => validate(resource, definition, versions));
  }
  return { validators, problems };
}

type CheckVersion = (resource: Resource) => ResourceProblem[];

function validate(resource: Resource, definition: Definition, versions: ReadonlyMap<string, CheckVersion>) {
  const { body, apiVersion, duplicateKeys } = resource;
  const problems = checkMetadata(resource);
  const add = (path: Path, message: string) => problems.push(apiServerProblem(path, message));
  for (const { path, first } of duplicateKeys) add(path, `stands twice: also on line ${first.line}`);
  const { namespace = null } = body.metadata as { namespace?: Json };
  if (definition.isClusterScoped && namespace !== null && namespace !== '') {
    add(['metadata', 'namespace'], `must not stand here: a ${definition.kind} belongs to no namespace`);
  }
  const name = apiVersion.slice(definition.group.length + 1);
  const version = definition.versions.find((one) => one.name === name && one.isServed);
  if (version === undefined) {
    const served = servedVersions(definition);
    add(['apiVersion'], `must be ${served} for ${withArticle(definition.kind)}, not ${describeValue(apiVersion)}`);
  }
  // A version whose own schema is of no use was reported with its definition.
  return [...problems, ...(versions.get(version?.name ?? '')?.(resource) ?? [])];
}

async function versionCheck(
  version: DefinedVersion,
  { keepsUnknown }: Definition,
  problems: ResourceProblem[],
): Promise<CheckVersion | undefined> {
  const before = problems.length;
  const refuse = (path: Path, message: string) => problems.push(apiServerProblem(path, message));
  const schema = readStructural(version.schema, version.at, refuse);
  if (schema === undefined || problems.length > before) return undefined;
  const checkRules = await rulesOf(schema, (path, message) =>
    problems.push({ ...apiServerProblem(path, message), isWarning: true }),
  );
  let checkShape: ((value: Json) => Shape) | undefined;
  return (resource) => {
    checkShape ??= shapeCheck(toJsonSchema(schema));
    return checkResource(resource, schema, { ...version, keepsUnknown, checkShape, checkRules });
  };
}

/** @bufbuild/cel takes a while to load, and many schemas have no rules. */
async function rulesOf(schema: Structural, report: (path: Path, message: string) => void): Promise<CheckRules> {
  if (!holding(({ rules }) => rules.length > 0)(schema)) return () => [];
  const { rulesCheck } = await import('./rules.ts');
  return rulesCheck(schema, report);
}

interface Checks {
  readonly hasStatus: boolean;
  readonly keepsUnknown: boolean;
  readonly checkShape: (value: Json) => Shape;
  readonly checkRules: CheckRules;
}

function checkResource(resource: Resource, schema: Structural, checks: Checks): ResourceProblem[] {
  const problems: ResourceProblem[] = [];
  const body = settle(resource.body, schema, (path, known) => {
    if (!checks.keepsUnknown) problems.push(apiServerProblem(path, unknownField(path, known)));
  });
  const { status, ...rest } = body;
  const value = checks.hasStatus ? rest : body;
  const shape = checks.checkShape(value);
  for (const { path, message } of shape.problems) problems.push(apiServerProblem(path, message));
  const extended = holding(({ isResource, listType }) => isResource || listType !== undefined);
  let { isBroken } = shape;
  walk(value, schema, [], extended, (part, node, path) => {
    if (node.isResource) {
      problems.push(...checkEmbedded(part, path, resource));
      isBroken ||= !isWhole(part);
    }
    if (!Array.isArray(part)) return;
    checkListType(part, node, (i, message) => problems.push(apiServerProblem([...path, i], message)));
  });
  if (!isBroken) problems.push(...checks.checkRules(value));
  return unique(problems);
}

const unknownField = (path: Path, known: readonly string[]): string =>
  keywordWords.additionalProperties!({
    params: { additionalProperty: String(path.at(-1)) },
    value: undefined,
    around: { properties: Object.fromEntries(known.map((name) => [name, {}])) },
  });

const unique = (problems: readonly ResourceProblem[]): ResourceProblem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify([problem.path, problem.message]), problem])).values(),
];
