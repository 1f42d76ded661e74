// Scores where requests are predicted to come, and what becomes of them there, against what two real Envoys did
// (../shared/reference/traffic/trace.json). Prints figures and what differs.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fromSources } from './from-sources.js';

/** The reasoning, straight from its sources. */
const sources = `
export { toResources } from './src/resources/to-resources.ts';
export { Mesh } from './src/resources/mesh.ts';
export { readMeshConfig } from './src/resources/mesh-config.ts';
export { httpRequest } from './src/proxy/routing/http-request.ts';
export { workloadsOf } from './src/proxy/mtls/workloads.ts';
export { Journeys } from './src/proxy/access/journeys.ts';
`;

const cases = '../shared/reference/traffic/trace.json';

/** Verdicts, in the reference's words. */
const outcomes = {
  allow: 'reached',
  forwarded: 'reached',
  'no proxy': 'reached',
  deny: 'denied',
  closed: 'tls-mismatch',
  unreached: 'no-endpoints',
};

/** Throws where a prediction is wrong; without the cases there is nothing to score. */
export async function scoreJourneys() {
  if (!existsSync(resolve(cases))) return;
  const { toResources, Mesh, readMeshConfig, httpRequest, workloadsOf, Journeys } = await fromSources(sources);
  const trace = JSON.parse(readFileSync(resolve(cases), 'utf8'));
  let [right, wrong] = [0, 0];
  for (const { id, mesh: config = '', objects, requests } of trace.cases) {
    const resources = [trace.world, objects].flatMap((text, i) => toResources({ name: `${i}.yaml`, text }).resources);
    const mesh = new Mesh(resources, {
      config: readMeshConfig({ name: 'mesh', text: config }),
      impliedPods: true,
    });
    const workloads = workloadsOf(mesh);
    const journeys = new Journeys(mesh, workloads);
    const podNamed = (name) => workloads.find((one) => one.pods.includes(name));
    // A client outside the mesh is one whose Pod has no proxy.
    const clients = { web: podNamed('web-v1'), cli: podNamed('cli-v1'), outside: podNamed('legacy-v1') };
    for (const { from, to, host, port, path, expect } of requests) {
      // The address of a Pod is no host that anything is known of.
      if (to !== undefined) continue;
      const journey = journeys.from(clients[from], httpRequest(`http://${host}${path}`, { port }));
      const said = journey.stops.map(({ workload, verdict, principal, access }) => ({
        pods: workload?.pods ?? [],
        outcome: outcomes[verdict] ?? verdict,
        principal: principal && `spiffe://${principal}`,
        by: access?.decidedBy && `ns[${access.decidedBy.policy.namespace}]-policy[${access.decidedBy.policy.name}]`,
      }));
      if (isAsSeen(said, journey, expect)) right++;
      else {
        wrong++;
        console.log(`${id}: ${from} → ${host}${path}\n  was ${JSON.stringify(expect)}`);
        console.log(`  predicted ${JSON.stringify({ route: journey.route?.outcome, stops: said })}`);
      }
    }
  }
  console.log(`journeys ${right}/${right + wrong}`);
  if (wrong > 0) throw new Error('requests are predicted to come where they did not');
}

/** An Envoy spreads requests over Pods as it likes: those seen have to be among those predicted. */
function isAsSeen(
  said,
  { route },
  { outcome, pod, pods = pod === undefined ? {} : { [pod]: outcome }, principal, by },
) {
  if (outcome === 'cluster-missing') return route?.outcome === outcome;
  if (outcome === 'passthrough') return route?.outcome === outcome;
  // What no listener takes goes on as it is, or nowhere.
  if (outcome === 'no-listener') return ['passthrough', 'blocked'].includes(route?.outcome);
  const seen = Object.entries(pods);
  if (seen.length === 0) return said.length > 0 && said.every((one) => one.outcome === outcome);
  return seen.every(([name, ending]) =>
    said.some(
      (one) =>
        one.pods.includes(name) &&
        one.outcome === ending &&
        (ending !== 'reached' || principal === undefined || one.principal === principal) &&
        (by === undefined || (by === 'none' ? one.by === undefined : by.startsWith(one.by))),
    ),
  );
}
