import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { containerLists, itemNamed, itemsOf, namesOf, proxyName } from '../containers.ts';
import { InjectionError, type PodTemplate } from '../pod-template.ts';

/**
 * Refuses a Pod that has no container, one without a name, or istio-proxy twice, and one whose container istio-proxy is an
 * application: the sidecar would be merged into it.
 *
 * @throws InjectionError
 */
export function checkContainers({ spec }: PodTemplate): void {
  if (itemsOf(spec, 'containers').length === 0) {
    throw new InjectionError('must list at least one container', ['spec', 'containers']);
  }
  for (const list of containerLists) {
    const items = Array.isArray(spec[list]) ? spec[list] : [];
    const nameless = items.findIndex((item: Json) => !isObject(item) || !item.name);
    if (nameless >= 0) throw new InjectionError('must have a name', ['spec', list, nameless]);
  }
  const lists = containerLists.filter((list) => itemNamed(itemsOf(spec, list), proxyName) !== undefined);
  if (lists.length > 1) {
    const reason = `"${proxyName}" must be among the containers or the init containers, not both`;
    throw new InjectionError(reason, ['spec', 'initContainers']);
  }
  for (const list of lists) {
    const names = namesOf(itemsOf(spec, list));
    const second = names.indexOf(proxyName, names.indexOf(proxyName) + 1);
    if (second >= 0) throw new InjectionError(`"${proxyName}" must be there only once`, ['spec', list, second, 'name']);
  }
  for (const list of containerLists) {
    const items = itemsOf(spec, list);
    const place = items.findIndex(({ name }) => name === proxyName);
    const sign = place < 0 ? undefined : applicationSign(items[place]!, items.length);
    if (sign === undefined) continue;
    const advice = `give it another name, or the image "auto" if it is to add to Istio's container`;
    throw new InjectionError(`"${proxyName}" is the name of Istio's proxy, but ${sign}: ${advice}`, [
      'spec',
      list,
      place,
      'name',
    ]);
  }
}

/**
 * What shows that a container named istio-proxy is no proxy, nor what a Pod says of its proxy. Any image may be a proxy's,
 * so an image alone shows nothing; but one that goes by none of a proxy's names, and says what to run or which ports to open,
 * or stands alone, is an application's.
 */
function applicationSign(container: JsonObject, beside: number): string | undefined {
  const { image, command, args, ports } = container;
  if (typeof image !== 'string' || image === 'auto' || image === '' || isProxyImage(image)) return undefined;
  const runs = firstText(command);
  if (runs !== undefined) return isProxyProgram(runs) ? undefined : `this one runs ${runs}`;
  const argument = firstText(args);
  if (argument !== undefined && argument !== 'proxy') return `this one has the argument "${argument}"`;
  if (argument !== undefined) return undefined;
  if (Array.isArray(ports) && ports.length > 0) return `this one has ports of its own and the image ${image}`;
  return beside === 1 ? `this one has the image ${image}, and there is no other container` : undefined;
}

const firstText = (list: Json | undefined): string | undefined =>
  Array.isArray(list) && list.length > 0 ? String(list[0]) : undefined;

const isProxyImage = (image: string): boolean => /proxy|istio|envoy|pilot|agent|sidecar|gateway/i.test(image);
const isProxyProgram = (program: string): boolean => /(?:^|\/)(?:pilot-agent|envoy)$/.test(program);
