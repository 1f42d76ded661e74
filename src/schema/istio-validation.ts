import type { Resource } from '../resources/resource.ts';
import type { ResourceProblem } from './problem.ts';
import { resourceKinds } from './resource-kinds.ts';
import { isUsual } from './usual/index.ts';

const isIstios = new Set(resourceKinds);
const sound: readonly ResourceProblem[] = [];

/**
 * What validates the Istio resources among `resources`, and finds nothing wrong with any other: for `analyze`, which has
 * analyzers of its own for Kubernetes' kinds. Schemas and rules are loaded only for kinds of which some resource is not
 * usual; in most meshes few are.
 */
export async function istioValidatorFor(
  resources: Iterable<Resource>,
): Promise<(resource: Resource) => readonly ResourceProblem[]> {
  const unusual = new Set<Resource>();
  for (const resource of resources) {
    if (isIstios.has(resource.type.id) && !isUsual(resource)) unusual.add(resource);
  }
  if (unusual.size === 0) return () => sound;
  const { istioValidator } = await import('./validator.ts');
  const ids = new Set(Array.from(unusual, ({ type }) => type.id));
  const loaded = await Promise.all(Array.from(ids, async (id) => [id, await istioValidator(id)] as const));
  const byKind = new Map(loaded);
  return (resource) => (unusual.has(resource) ? (byKind.get(resource.type.id)?.(resource) ?? sound) : sound);
}
