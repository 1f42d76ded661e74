// Scores what routes are predicted against what real Envoys did (../shared/reference/traffic). Prints figures and what differs.
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
export { RouteCheck } from './src/proxy/routing/route-check.ts';
`;

const folderOfCases = '../shared/reference/traffic';

/** Throws where a prediction is wrong; without the cases there is nothing to score. */
export async function scoreRoutes() {
  if (!existsSync(resolve(folderOfCases))) return;
  const library = await fromSources(sources);
  const wrong = ['routes.json', 'routes-random.json'].map((name) => scoreFile(library, name));
  if (wrong.some((count) => count > 0)) throw new Error('routes are predicted that were not taken');
}

/** Envoy's names of what we call otherwise. */
const clusters = { PassthroughCluster: 'passthrough', block_all: 'blocked' };

function scoreFile({ toResources, Mesh, readMeshConfig, httpRequest, RouteCheck, workloadsOf }, name) {
  const { world, proxies, cases } = JSON.parse(readFileSync(resolve(folderOfCases, name), 'utf8'));
  let [right, wrong] = [0, 0];
  for (const { id, mesh: config = '', objects, requests = [], error } of cases) {
    if (error !== undefined) continue;
    const resources = [world, objects].flatMap((text, i) => toResources({ name: `${i}.yaml`, text }).resources);
    const mesh = new Mesh(resources, { config: readMeshConfig({ name: 'mesh', text: config }) });
    const check = new RouteCheck(mesh, workloadsOf(mesh));
    for (const { from, method, host, port, path, headers, expect } of requests) {
      // Clients do not send what stands behind #.
      if (path.includes('#')) continue;
      const { ns, labels, type } = proxies[from];
      const proxy = { namespace: ns, labels };
      const request = httpRequest(`http://${host}${path}`, { method, headers, port });
      const predicted = type === 'router' ? check.fromGateway(proxy, request) : check.fromSidecar(proxy, request);
      const differences = Object.entries(
        compared(predicted, expect, request.path === path ? undefined : request.path),
      ).filter(([, [seen, said]]) => !isSame(seen, said));
      if (differences.length === 0) right++;
      else {
        wrong++;
        console.log(`${name} ${id}: ${from} ${method ?? 'GET'} ${host}${path} ${JSON.stringify(headers ?? [])}`);
        for (const [what, [seen, said]] of differences) {
          console.log(`  ${what}: was ${JSON.stringify(seen)}, predicted ${JSON.stringify(said)}`);
        }
      }
    }
  }
  console.log(`${name.replace('.json', '')} ${right}/${right + wrong}`);
  return wrong;
}

const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** What happened beside what was predicted. */
function compared(predicted, expect, normalized) {
  const { outcome, route, destinations, mirrors, path, authority, location, body, status } = predicted;
  const goes = outcome === 'forwarded';
  // Of several destinations one may be missing: which one Envoy chose is chance.
  const isChance =
    goes && destinations.some((one) => one.missing !== undefined) && expect.outcome === 'cluster-missing';
  const seenOutcome = isChance
    ? 'forwarded'
    : (clusters[expect.cluster] ?? clusters[expect.virtualHost] ?? expect.outcome);
  return {
    outcome: [seenOutcome, outcome],
    ...(expect.status !== 200 && !isChance && { status: [expect.status, status] }),
    ...(expect.object !== undefined || outcome !== 'no-route' ? { object: [expect.object, objectOf(route)] } : {}),
    ...(route !== undefined && { routeName: [expect.routeName, route.name] }),
    ...(goes &&
      expect.cluster !== undefined && { cluster: [[expect.cluster], destinations.map((one) => one.cluster)] }),
    ...(expect.destinations && {
      destinations: [expect.destinations, destinations.map(({ cluster, weight }) => ({ cluster, weight }))],
    }),
    ...(goes && { path: [expect.path, path ?? normalized], host: [expect.host, authority] }),
    ...(goes && { mirrors: [(expect.mirrors ?? []).map((one) => one.cluster), mirrors.map((one) => one.cluster)] }),
    location: [expect.location, location],
    ...(outcome === 'direct-response' && { body: [expect.body, body] }),
  };
}

const objectOf = (route) =>
  route && `/apis/networking.istio.io/v1/namespaces/${route.source.namespace}/virtual-service/${route.source.name}`;
