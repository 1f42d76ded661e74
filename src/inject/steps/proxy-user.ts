import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import {
  annotationOf,
  changeContainer,
  containerNamed,
  initName,
  itemNamed,
  itemsOf,
  proxyName,
  validationName,
} from '../containers.ts';
import type { PodTemplate } from '../pod-template.ts';
import type { Injection } from './injection.ts';

const securityOf = (container: JsonObject | undefined): JsonObject => {
  const context = container?.securityContext;
  return isObject(context) ? context : {};
};

const withSecurity = (container: JsonObject, changes: JsonObject): JsonObject => ({
  ...container,
  securityContext: { ...securityOf(container), ...changes },
});

const isGiven = (value: Json | undefined): value is number => typeof value === 'number';

/**
 * Where a Pod says as which user its proxy runs, the container that redirects traffic has to know, so that it leaves the
 * proxy's own traffic alone; and the one that checks the redirection runs as that user. With TPROXY the proxy stays root.
 */
export function alignProxyUser(pod: PodTemplate, { original, proxyConfig }: Injection): PodTemplate {
  const { runAsUser, runAsGroup } = securityOf(containerNamed(original.spec, proxyName));
  if (!isGiven(runAsUser) && !isGiven(runAsGroup)) return pod;
  const inits = itemsOf(pod.spec, 'initContainers');
  const name = [initName, validationName].find((one) => itemNamed(inits, one) !== undefined);
  if (name === undefined) return pod;

  const mode = annotationOf(pod, 'sidecar.istio.io/interceptionMode');
  const isTproxy = proxyConfig.interceptionMode === 'TPROXY' || mode === 'TPROXY';
  let { spec } = pod;
  if (isTproxy && isGiven(runAsUser)) {
    spec = changeContainer(spec, proxyName, (proxy) => withSecurity(proxy, { runAsUser: 0 }));
  }
  const place = inits.findIndex((one) => one.name === name);
  let init = inits[place]!;
  if (!isTproxy && name === validationName) {
    init = withSecurity(init, {
      ...(isGiven(runAsUser) ? { runAsUser } : {}),
      ...(isGiven(runAsGroup) ? { runAsGroup } : {}),
    });
  }
  if (isGiven(runAsUser) && runAsUser !== 0) init = { ...init, ...proxyUserArgument(init, runAsUser) };
  return { ...pod, spec: { ...spec, initContainers: itemsOf(spec, 'initContainers').with(place, init) } };
}

/** The argument after `-u` names the user whose traffic is not redirected. */
function proxyUserArgument({ args }: JsonObject, user: number): { args?: readonly Json[] } {
  const flag = Array.isArray(args) ? args.indexOf('-u') : -1;
  if (!Array.isArray(args) || flag < 0 || flag + 1 >= args.length) return {};
  return { args: args.with(flag + 1, String(user)) };
}
