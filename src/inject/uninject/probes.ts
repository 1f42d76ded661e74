import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { containerLists, itemsOf } from '../containers.ts';
import { parsed } from '../steps/parsed.ts';
import { type ProbeSite, probeSites } from '../steps/probe-paths.ts';
import { probeAt, withProbe } from '../steps/probes.ts';

/** True for a probe or handler that asks the agent. */
function asksAgent(probe: Json | undefined, container: string, site: ProbeSite): boolean {
  return isObject(probe) && isObject(probe.httpGet) && probe.httpGet.path === site.path(container);
}

/**
 * A spec whose probes and lifecycle handlers do themselves what they asked the agent for.
 *
 * @param text what the agent was told to do: JSON by path
 */
export function withProbes(spec: JsonObject, text: string | undefined): JsonObject {
  const probers = text === undefined ? undefined : parsed(text);
  if (!isObject(probers)) return spec;
  const changed: Record<string, Json | undefined> = { ...spec };
  for (const list of containerLists) {
    if (spec[list] !== undefined) changed[list] = itemsOf(spec, list).map((one) => restored(one, probers));
  }
  return changed;
}

function restored(container: JsonObject, probers: JsonObject): JsonObject {
  const name = String(container.name);
  let changed = container;
  for (const site of probeSites) {
    const probe = probeAt(changed, site);
    const path = site.path(name);
    const prober = Object.hasOwn(probers, path) ? probers[path] : undefined;
    if (!isObject(prober) || !asksAgent(probe, name, site)) continue;
    const { httpGet: _, ...rest } = probe as JsonObject;
    const { timeoutSeconds: __, ...action } = prober;
    changed = withProbe(changed, site, { ...action, ...rest, ...withoutNull(action) });
  }
  return changed;
}

/** gRPC's `service` is null where there is none. */
const withoutNull = ({ grpc }: JsonObject): JsonObject => {
  if (!isObject(grpc) || grpc.service !== null) return {};
  const { service: _, ...rest } = grpc;
  return { grpc: rest };
};

/** What a probe or a handler can do. */
const actions = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

/**
 * A container whose probes and handlers do what another one says, as far as they asked the agent to do it.
 *
 * @param injected the container as injection left it
 */
export function withActionsOf(written: JsonObject, container: JsonObject, injected: JsonObject): JsonObject {
  return probeSites.reduce((one, site) => {
    const [probe, other] = [probeAt(one, site), probeAt(written, site)];
    if (!isObject(probe) || !isObject(other)) return one;
    if (!asksAgent(probeAt(injected, site), String(container.name), site)) return one;
    const isAction = ([field]: readonly [string, unknown]): boolean => actions.includes(field);
    const rest = Object.entries(probe).filter((entry) => !isAction(entry));
    return withProbe(one, site, Object.fromEntries([...Object.entries(other).filter(isAction), ...rest]));
  }, container);
}
