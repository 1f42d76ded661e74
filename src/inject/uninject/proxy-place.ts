import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../resources/json.ts';
import { environmentValue, itemsOf, namesOf, proxyName } from '../containers.ts';
import { parsed } from '../steps/parsed.ts';
import type { Status } from '../steps/status.ts';

/**
 * Containers with the user's own words on the proxy where they stood among the others, as far as what templates made of all of
 * them tells; where that fits several places, or none, the last. Templates see the containers in their order.
 *
 * @param injected the proxy as it is in the Pod
 */
export function withProxyInPlace(
  containers: readonly JsonObject[],
  injected: JsonObject | undefined,
  status: Status,
): readonly JsonObject[] {
  const own = containers.find(({ name }) => name === proxyName);
  if (own === undefined || injected === undefined) return containers;
  const others = containers.filter((one) => one !== own);
  for (let place = others.length; place > 0; place--) {
    const placed = others.toSpliced(place, 0, own);
    if (isOrder(placed, injected, status)) return placed;
  }
  const first = [own, ...others];
  return isOrder(first, injected, status) ? first : [...others, own];
}

/** True where templates can have seen the containers in this order. */
function isOrder(containers: readonly JsonObject[], injected: JsonObject, status: Status): boolean {
  const ports = environmentValue(injected, 'ISTIO_META_POD_PORTS');
  // Of those of Istio's templates that do not list ports, one goes through all containers.
  if (ports === undefined) return isDeepStrictEqual(status.containers, namesOf(containers));
  const instance = environmentValue(injected, 'OTEL_RESOURCE_ATTRIBUTES') ?? '';
  const namesFirst = !instance.includes('$(POD_NAME).') || instance.endsWith(`$(POD_NAME).${containers[0]!.name}`);
  return namesFirst && isDeepStrictEqual(numbersIn(parsed(ports)), numbersIn(containers.flatMap(portsOf)));
}

const portsOf = (container: JsonObject): readonly JsonObject[] => itemsOf(container, 'ports');

/** The numbers of ports in a list. */
const numbersIn = (list: unknown): unknown[] =>
  Array.isArray(list) ? list.map((port: JsonObject) => port.containerPort) : [];
