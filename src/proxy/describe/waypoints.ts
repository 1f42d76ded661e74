import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';

const use = 'istio.io/use-waypoint';
const useNamespace = 'istio.io/use-waypoint-namespace';

/**
 * The waypoint that a Service's or a Pod's traffic is to pass, `name.namespace`, by its own label or its namespace's (istio.io,
 * Configure waypoint proxies); undefined without one.
 */
export function waypointOf(mesh: Mesh, { namespace, labels }: Resource<unknown>): string | undefined {
  for (const own of [labels, mesh.find('Namespace', namespace)?.labels ?? {}]) {
    const name = own[use];
    if (name === 'none') return undefined;
    if (name !== undefined) return `${name}.${own[useNamespace] ?? namespace}`;
  }
  return undefined;
}
