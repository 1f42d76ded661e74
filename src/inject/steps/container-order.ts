import { isObject, type JsonObject } from '../../resources/json.ts';
import { coreDumpName, initName, itemNamed, itemsOf, proxyName, validationName } from '../containers.ts';
import type { PodTemplate } from '../pod-template.ts';
import type { Injection } from './injection.ts';

type Containers = readonly JsonObject[];

/** A list with the containers of that name taken out, and the last of them put first or last. */
function moved(list: Containers, name: string, to: 'first' | 'last'): Containers {
  const container = list.findLast((one) => one.name === name);
  if (container === undefined) return list;
  const others = list.filter((one) => one.name !== name);
  return to === 'first' ? [container, ...others] : [...others, container];
}

/** True where the application is to start after its proxy. */
function holdsApplication({ proxyConfig, settings: { values } }: Injection): boolean {
  const { global } = values;
  const proxy = isObject(global) && isObject(global.proxy) ? global.proxy : {};
  return proxyConfig.holdApplicationUntilProxyStarts === true || proxy.holdApplicationUntilProxyStarts === true;
}

/**
 * Puts the injected containers in their places. The proxy is last, so that kubectl shows the application first, unless the
 * application waits for it. Among init containers, validation is first: no other should run where traffic is not redirected.
 * What redirects traffic comes last, or the others would have no network; but before a proxy that runs as an init container,
 * which the others can use.
 */
export function orderContainers(pod: PodTemplate, injection: Injection): PodTemplate {
  const { spec } = pod;
  let init = itemsOf(spec, 'initContainers');
  if (itemNamed(init, proxyName) !== undefined) {
    for (const name of [coreDumpName, proxyName, validationName, initName]) init = moved(init, name, 'first');
  } else {
    init = moved(init, validationName, 'first');
    for (const name of [initName, coreDumpName]) init = moved(init, name, 'last');
  }
  const containers = moved(itemsOf(spec, 'containers'), proxyName, holdsApplication(injection) ? 'first' : 'last');
  return { ...pod, spec: { ...spec, containers, ...(init.length === 0 ? {} : { initContainers: init }) } };
}
