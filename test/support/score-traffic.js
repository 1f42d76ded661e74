// Scores what `mtls` predicts against what real Envoys did: ../shared/reference/traffic. Prints figures and what differs.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fromSources } from './from-sources.js';

const reference = (name) => JSON.parse(readFileSync(resolve('../shared/reference/traffic', name), 'utf8'));

/** The reasoning, straight from its sources. */
const sources = `
export { toResources } from './src/resources/to-resources.ts';
export { Mesh } from './src/resources/mesh.ts';
export { readMeshConfig } from './src/resources/mesh-config.ts';
export { workloadsOf } from './src/proxy/mtls/workloads.ts';
export { Destinations } from './src/proxy/mtls/destinations.ts';
export { Connections } from './src/proxy/mtls/connections.ts';
export { PeerAuthentications } from './src/proxy/mtls/peer-authentication.ts';
export { receive } from './src/proxy/mtls/reception.ts';
`;

/** Throws when a prediction that mTLS settings decide is wrong. */
export async function scoreTraffic() {
  const library = await fromSources(sources);
  const scores = [scoreTrace(library), ...['authz.json', 'authz-random.json'].map((name) => scoreAuthz(library, name))];
  if (scores.some(({ wrong }) => wrong > 0)) throw new Error('mtls predicts what did not happen');
}

function meshOf({ toResources, Mesh, readMeshConfig }, texts, config) {
  const resources = texts.flatMap((text, i) => toResources({ name: `${i}.yaml`, text }).resources);
  return new Mesh(resources, { config: readMeshConfig({ name: 'mesh', text: config }), impliedPods: true });
}

/** Which way a request ended, in the reference's words: what AuthorizationPolicies decide is beyond `mtls`. */
const outcomes = { reached: 'reached', refused: 'tls-mismatch', 'no endpoint': 'no-endpoints' };
const transports = { mTLS: 'mtls', plaintext: 'plaintext' };

function scoreTrace(library) {
  const { world, servers, cases } = reference('trace.json');
  const podAt = new Map(Object.values(servers).map(({ ip, id }) => [ip, id]));
  const score = new Score('mtls-trace');
  for (const { id, mesh: config = '', objects, requests } of cases) {
    const mesh = meshOf(library, [world, objects], config);
    const workloads = library.workloadsOf(mesh);
    const destinations = new library.Destinations(mesh, workloads);
    const connections = new library.Connections(mesh, destinations);
    const podNamed = (name) => workloads.find((one) => one.pods.includes(name));
    // A client outside the mesh is one whose Pod has no proxy.
    const clients = { web: podNamed('web-v1'), cli: podNamed('cli-v1'), outside: podNamed('legacy-v1') };
    for (const request of requests) {
      const { from, to, host, port, expect } = request;
      const client = clients[from];
      const predicted =
        to === undefined
          ? toHost(connections, destinations, client, host, port, expect.cluster)
          : [connections.toAddress(client, { workload: podNamed(podAt.get(to)), port })];
      score.add(`${id}: ${from} → ${host ?? to} ${request.path}`, expect, compareTrace(predicted, expect));
    }
  }
  return score.print();
}

/** What is predicted of a request to a host; where routes lead to several clusters, of the one that it took. */
function toHost(connections, destinations, client, host, port, cluster = '') {
  const [name] = host.split(':');
  const full = [name, `${name}.${client.namespace}.svc.cluster.local`, `${name}.svc.cluster.local`];
  const hosts = destinations.hosts.filter((one) => full.includes(one.name));
  const all = connections.toHosts(client, hosts).filter((one) => one.port === port);
  const [, clusterPort, subset, clusterHost] = cluster.split('|');
  const taken = all.filter(
    ({ target }) =>
      target !== undefined &&
      target.host === clusterHost &&
      String(target.port) === clusterPort &&
      (target.subset ?? '') === subset,
  );
  return taken.length > 0 ? taken : all;
}

/** `right`, `wrong` or, for what AuthorizationPolicies decide, `policy right` and `policy wrong` by the transport alone. */
function compareTrace(predicted, expect) {
  const isPolicy = expect.by !== undefined || expect.outcome === 'denied' || expect.outcome === 'depends-on-pod';
  const pods = expect.pods ?? (expect.pod === undefined ? undefined : { [expect.pod]: expect.outcome });
  // An Envoy spreads requests over Pods as it likes: those seen have to be among those predicted.
  const fits = (one, outcome) => {
    if (one.server === undefined && expect.outcome === 'cluster-missing') return one.outcome === 'no endpoint';
    if (expect.outcome === 'passthrough') return one.way === 'passthrough' && one.outcome !== 'blocked';
    if (expect.outcome === 'no-listener') return one.way === 'passthrough';
    const isSame = expect.transport === undefined || sameTransport(one, expect.transport);
    return isSame && (isPolicy ? one.outcome === 'reached' : outcomes[one.outcome] === outcome);
  };
  const isRight =
    predicted.length > 0 &&
    (pods === undefined
      ? predicted.every((one) => fits(one, expect.outcome))
      : Object.entries(pods).every(([pod, outcome]) =>
          predicted.some((one) => one.server?.workload.pods.includes(pod) && fits(one, outcome)),
        ));
  return {
    isRight,
    isPolicy,
    predicted: predicted.map(({ outcome, transport, reason }) => ({ outcome, transport, reason })),
  };
}

/** `tls-attempted`: TLS was offered and not taken. */
const sameTransport = ({ transport }, expected) =>
  expected === 'tls-attempted' ? transport !== 'plaintext' : transports[transport] === expected;

const receptions = { closed: 'closed', forwarded: 'forwarded' };

function scoreAuthz(library, name) {
  const { services, pod, cases } = reference(name);
  const identities = reference('identities.json');
  const score = new Score(`mtls-${name.replace('.json', '')}`);
  const { namespace, name: podName, labels, serviceAccount } = pod ?? reference('authz.json').pod;
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: podName, namespace, labels },
    spec: { serviceAccountName: serviceAccount, containers: [{ name: 'c', image: 'c' }] },
  };
  for (const { id, mesh: config = '', policies = '', requests, error } of cases) {
    if (error !== undefined) continue;
    const mesh = meshOf(
      library,
      [services ?? reference('authz.json').services, JSON.stringify(object), policies],
      config,
    );
    const [workload] = library.workloadsOf(mesh);
    const destinations = new library.Destinations(mesh, [workload]);
    const modes = new library.PeerAuthentications(mesh);
    const domains = [mesh.config.trustDomain ?? 'cluster.local', ...(mesh.config.trustDomainAliases ?? [])];
    for (const request of requests) {
      const { port = 8080, expect } = request;
      const { mode } = modes.of(namespace, labels, port);
      const opening = openingOf(request, identities, domains);
      const predicted = library.receive(mode, destinations.protocolOf(workload, port), opening);
      const isRight = predicted === (receptions[expect.verdict] ?? 'taken');
      score.add(`${id}: ${JSON.stringify(request)}`, expect, { isRight, isPolicy: !id.startsWith('mtls-'), predicted });
    }
  }
  return score.print();
}

function openingOf({ tls, alpn }, identities, domains) {
  if (tls === undefined) return 'plaintext';
  const isMesh = domains.includes(identities[tls]?.split('/')[2]);
  const hasAlpn = alpn === undefined || alpn.some((one) => one.startsWith('istio'));
  return isMesh ? (hasAlpn ? 'mtls' : 'mtls-without-alpn') : hasAlpn ? 'tls-as-mesh' : 'tls';
}

/** Counts what mTLS settings decide, and beside it what policies decide as far as mTLS has a part in it. */
class Score {
  #figures = { own: { right: 0, wrong: 0 }, policy: { right: 0, wrong: 0 } };
  #name;

  constructor(name) {
    this.#name = name;
  }

  add(what, expected, { isRight, isPolicy, predicted }) {
    this.#figures[isPolicy ? 'policy' : 'own'][isRight ? 'right' : 'wrong']++;
    if (!isRight) console.log(`${what}\n  was ${JSON.stringify(expected)}\n  predicted ${JSON.stringify(predicted)}`);
  }

  print() {
    const { own, policy } = this.#figures;
    const of = ({ right, wrong }) => `${right}/${right + wrong}`;
    console.log(`${this.#name} ${of(own)}, beside policies ${of(policy)}`);
    return own;
  }
}
