import { textAt } from '../resources/fields.ts';
import type { Resource } from '../resources/resource.ts';
import { isIstioGroup, isMisplaced } from './misplaced-kind.ts';
import type { ResourceProblem } from './problem.ts';
import { resourceKinds } from './resource-kinds.ts';
import { isUsual } from './usual/index.ts';

const isIstios = new Set(resourceKinds);
const sound: readonly ResourceProblem[] = [];

/**
 * What validates the Istio resources among `resources`, and finds nothing wrong with any other: for `analyze`, which has
 * analyzers of its own for Kubernetes' kinds. A kind that a group of Istio's does not have is mistyped, and one of Istio's in
 * another group misplaced: nothing would look at it. Schemas and rules are loaded only for kinds of which some resource is
 * not usual; in most meshes few are.
 */
export async function istioValidatorFor(
  resources: Iterable<Resource>,
): Promise<(resource: Resource) => readonly ResourceProblem[]> {
  const unusual = new Set<Resource>();
  const unknown: Resource[] = [];
  const definitions: Resource[] = [];
  for (const resource of resources) {
    const { id, group } = resource.type;
    if (isIstios.has(id)) {
      if (!isUsual(resource)) unusual.add(resource);
    } else if (isIstioGroup(group) || isMisplaced(resource.type)) unknown.push(resource);
    else if (id === 'apiextensions.k8s.io/CustomResourceDefinition') definitions.push(resource);
  }
  const mistyped = await mistypedKinds(unknown, definitions);
  if (unusual.size === 0) return (resource) => mistyped.get(resource) ?? sound;
  const { istioValidator } = await import('./validator.ts');
  const ids = new Set(Array.from(unusual, ({ type }) => type.id));
  const loaded = await Promise.all(Array.from(ids, async (id) => [id, await istioValidator(id)] as const));
  const byKind = new Map(loaded);
  return (resource) =>
    unusual.has(resource) ? (byKind.get(resource.type.id)?.(resource) ?? sound) : (mistyped.get(resource) ?? sound);
}

/** What is wrong with resources of unknown kinds, but for those that `definitions` make known. */
async function mistypedKinds(
  unknown: readonly Resource[],
  definitions: readonly Resource[],
): Promise<ReadonlyMap<Resource, readonly ResourceProblem[]>> {
  if (unknown.length === 0) return new Map();
  const { unknownKind } = await import('./unknown-kind.ts');
  const defined = new Set(
    definitions.map(({ body }) => `${textAt(body, 'spec', 'group')}/${textAt(body, 'spec', 'names', 'kind')}`),
  );
  const wrong = unknown.filter(({ type }) => !defined.has(type.id));
  return new Map(wrong.map((resource) => [resource, [unknownKind(resource)]]));
}
