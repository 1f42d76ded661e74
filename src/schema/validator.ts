import { orList } from '../base/list-names.ts';
import { didYouMean } from '../base/nearest.ts';
import { withArticle } from '../base/with-article.ts';
import { isObject, type JsonObject, type Path, samePath } from '../resources/json.ts';
import type { Resource } from '../resources/resource.ts';
import { checkSpec } from './check-spec.ts';
import { kinds } from './compiled/kinds.js';
import { describeValue } from './keyword-words.ts';
import { checkMetadata } from './metadata.ts';
import { apiServerProblem, bounded, type ResourceProblem, semantic } from './problem.ts';
import { resourceKinds } from './resource-kinds.ts';
import { ruleSets } from './rules/index.ts';
import { metadataProblems } from './rules/metadata.ts';
import type { RuleSet } from './rules/rule.ts';
import type { CompiledKind, KindModules } from './validate.ts';
import { quote } from './values/value.ts';

type ResourceKind = CompiledKind & Pick<KindModules, 'apiVersions' | 'isFile'>;

/** Everything that is wrong with one resource taken by itself, in no order. */
export type ValidateResource = (resource: Resource) => ResourceProblem[];

/** The fields that every custom resource of Istio may have. */
const resourceFields = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];

/** A kind's schema with its descriptions, self-contained; undefined for a kind that there is none of. */
export const kindSchema = async (id: string): Promise<JsonObject | undefined> =>
  Object.hasOwn(kinds, id) ? (await kinds[id]!.source()).default : undefined;

/**
 * What validates resources of one kind of Istio's: as an API server that holds Istio's CustomResourceDefinitions does,
 * and then as istiod's webhook. Undefined for a kind without a schema.
 *
 * @param id `group/Kind`
 */
export async function istioValidator(id: string): Promise<ValidateResource | undefined> {
  if (!resourceKinds.includes(id)) return undefined;
  const { apiVersions, isFile, load } = kinds[id]!;
  const [kind, rules, validateParts] = await Promise.all([load!(), ruleSets[id]?.(), parts[id]?.()]);
  const resourceKind = { ...kind, apiVersions, isFile };
  return (resource) => [...validateIstio(resource, resourceKind, rules?.default), ...(validateParts?.(resource) ?? [])];
}

/** What validates those parts of a kind that its schema leaves open, to be checked by another; by `group/Kind`. */
const parts: Readonly<Record<string, () => Promise<ValidateResource>>> = {
  'install.istio.io/IstioOperator': async () => (await import('./istio-operator.ts')).meshConfigsValidator(),
};

function validateIstio(resource: Resource, kind: ResourceKind, rules: RuleSet | undefined): ResourceProblem[] {
  const { spec } = resource.body;
  const action = isObject(spec) && typeof spec.action === 'string' ? spec.action : undefined;
  const others = [
    ...metadataProblems(resource.kind, action, resource).map(semantic),
    ...((spec ?? null) === null
      ? lackingSpec(resource, kind, rules)
      : checkSpec(spec!, kind, rules, resource, ['spec'])),
  ];
  // A name that no resource can have need not be told once more as one that no Gateway can: both refuse it for one cause.
  const metadata = checkMetadata(resource, !kind.isFile).map((problem) =>
    others.some((one) => isErrorAt(one, problem.path)) ? { ...problem, isIstios: true } : problem,
  );
  return [
    ...bounded(rootProblems(resource, kind), []),
    ...bounded(metadata, ['metadata']),
    ...others.filter((one) => !metadata.some(({ path }) => isErrorAt(one, path))),
  ];
}

const isErrorAt = ({ isWarning, path }: ResourceProblem, place: Path): boolean => !isWarning && samePath(path, place);

/** Without a spec Istio sees one without fields, and says what it lacks; an API server has nothing to look at. */
const lackingSpec = (resource: Resource, kind: ResourceKind, rules: RuleSet | undefined): ResourceProblem[] =>
  checkSpec({}, kind, rules, resource, ['spec']).map(semantic);

function rootProblems(
  { body, apiVersion, kind, duplicateKeys }: Resource,
  { apiVersions, needsSpec }: ResourceKind,
): ResourceProblem[] {
  const problems: ResourceProblem[] = [];
  if (!apiVersions.includes(apiVersion)) {
    problems.push(
      apiServerProblem(
        ['apiVersion'],
        `must be ${orList(apiVersions)} for ${withArticle(kind)}, not ${describeValue(apiVersion)}`,
      ),
    );
  }
  for (const key in body) {
    if (resourceFields.includes(key)) continue;
    problems.push(
      apiServerProblem([key], `unknown field ${quote(key)}.${didYouMean(key, resourceFields) || belongs(key)}`),
    );
  }
  if (needsSpec && !isObject(body.spec) && (body.spec ?? null) === null) {
    problems.push(apiServerProblem(['spec'], 'is required, and missing'));
  }
  for (const { path, first } of duplicateKeys) {
    problems.push(apiServerProblem(path, `stands twice: also on line ${first.line}`));
  }
  return problems;
}

const belongs = (key: string): string =>
  ` Does ${quote(key)} belong under ${metadataFields.includes(key) ? 'metadata' : 'spec'}?`;

/** What resources are known by, which stands one level too high where metadata is not what it is indented below. */
const metadataFields = ['name', 'namespace', 'labels', 'annotations'];
