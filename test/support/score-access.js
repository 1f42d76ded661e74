// Scores what policies are predicted to do against what real Envoys did (../shared/reference/traffic). Prints figures and what differs.
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
export { Destinations } from './src/proxy/mtls/destinations.ts';
export { AccessCheck } from './src/proxy/access/access-check.ts';
`;

const folderOfCases = '../shared/reference/traffic';
const reference = (name) => JSON.parse(readFileSync(resolve(folderOfCases, name), 'utf8'));

/** Throws where a prediction is wrong; without the cases there is nothing to score. */
export async function scoreAccess() {
  if (!existsSync(resolve(folderOfCases))) return;
  const library = await fromSources(sources);
  const wrong = [
    scoreSidecar(library, 'authz.json'),
    scoreSidecar(library, 'authz-random.json'),
    scoreGateway(library, 'authz-gateway.json'),
  ];
  if (wrong.some((count) => count > 0)) throw new Error('policies are predicted to do what they did not');
}

function scoreSidecar(library, name) {
  const { services, pod, cases } = reference(name);
  const identities = reference('identities.json');
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: pod.name, namespace: pod.namespace, labels: pod.labels },
    spec: { serviceAccountName: pod.serviceAccount, containers: [{ name: 'c', image: 'c' }] },
    status: { podIP: pod.ip },
  };
  const score = new Score(name);
  for (const { id, mesh: config = '', policies = '', requests = [], error } of cases) {
    if (error !== undefined) continue;
    const { mesh, workloads, check } = checkOf(library, [services, JSON.stringify(object), policies], config);
    const server = workloads.find((one) => one.pods.includes(pod.name));
    const domains = [mesh.config.trustDomain ?? 'cluster.local', ...(mesh.config.trustDomainAliases ?? [])];
    for (const request of requests) {
      const { path, port = 8080, tls, sni, expect } = request;
      const result = check.at(server, {
        port,
        opening: openingOf(request, identities, domains),
        principal: identities[tls]?.replace('spiffe://', ''),
        sourceIp: request.src ?? '127.0.0.1',
        sni,
        // What the client of the cases offers, when they do not say.
        alpn: request.alpn ?? ['istio'],
        http: httpOf(library, { host: 'httpbin.foo:8000', ...request, port }),
      });
      score.add(
        `${id}: ${JSON.stringify({ ...request, expect: undefined, path })}`,
        seenOf(expect),
        saidOf(result, request, isOfTcp(request)),
      );
    }
  }
  return score.print();
}

function scoreGateway(library, name) {
  const { world, proxies, cases } = reference(name);
  const score = new Score(name);
  for (const { id, mesh: config = '', objects, requests } of cases) {
    const { workloads, check } = checkOf(library, [world, objects], config);
    for (const request of requests) {
      const { from, port, src, expect } = request;
      const pod = workloads.find((one) => one.pods.includes(proxies[from].id));
      // The made world says only by its proxies that this Pod is a gateway.
      const server = { ...pod, membership: { ...pod.membership, dataPlane: 'gateway' } };
      const http = httpOf(library, request);
      const { verdict, decidedBy } = check.at(server, {
        port,
        opening: 'plaintext',
        sourceIp: src ?? '127.0.0.1',
        http,
      });
      const seen = { outcome: { denied: 'deny', unauthenticated: 'unauthenticated' }[expect.outcome] ?? 'allow' };
      const by = expect.by ?? expect.allowedBy;
      score.add(
        `${id}: ${JSON.stringify({ ...request, expect: undefined })}`,
        { ...seen, by: by === 'none' ? undefined : by },
        { outcome: verdict, by: decidedBy && ruleName(decidedBy.policy, decidedBy.rule) },
      );
    }
  }
  return score.print();
}

function checkOf({ toResources, Mesh, readMeshConfig, workloadsOf, Destinations, AccessCheck }, texts, config) {
  const resources = texts.flatMap((text, i) => toResources({ name: `${i}.yaml`, text }).resources);
  const mesh = new Mesh(resources, { config: readMeshConfig({ name: 'mesh', text: config }), impliedPods: true });
  const workloads = workloadsOf(mesh);
  return { mesh, workloads, check: new AccessCheck(mesh, new Destinations(mesh, workloads)) };
}

/** As a client sends it that does not tidy up paths. */
function httpOf({ httpRequest }, { path, host, port, method, headers }) {
  return { ...httpRequest(`http://${host}/`, { method, headers, port }), path, sentPath: path };
}

function openingOf({ tls, alpn }, identities, domains) {
  if (tls === undefined) return 'plaintext';
  const isMesh = domains.includes(identities[tls]?.split('/')[2]);
  const hasAlpn = alpn === undefined || alpn.some((one) => one.startsWith('istio'));
  return isMesh ? (hasAlpn ? 'mtls' : 'mtls-without-alpn') : hasAlpn ? 'tls-as-mesh' : 'tls';
}

const ruleName = ({ namespace, name }, rule) => `ns[${namespace}]-policy[${name}]-rule[${rule}]`;

function seenOf({ verdict, by, dryRun }) {
  return { verdict, ...(by && { by: ruleOf(by.policy, by.rule) }), ...(dryRun && { dryRun }) };
}

/** Whose connections, where they are let through, leave no word of policies: 9000 is TCP, 8099 what the client says. */
const isOfTcp = ({ port, tls, alpn = [] }) =>
  port === 9000 || (port === 8099 && tls !== undefined && !alpn.includes('istio-http/1.1'));

const ruleOf = (policy, rule) => `${policy} ${rule}`;

/** What is predicted, in the words of Envoy's access log. */
function saidOf(result, { headers = [] }, isSilent) {
  const { verdict, decidedBy, asks, policies } = result;
  // The authorizer of the cases allows what has this header.
  const isRefused = asks.length > 0 && !headers.some(([name, value]) => name === 'x-ext-authz' && value === 'allow');
  const isDecided = verdict === 'allow' || verdict === 'deny';
  if (isRefused && isDecided) return { verdict: 'deny' };
  if (!isDecided || (isSilent && verdict === 'allow')) return { verdict };
  const by = decidedBy ?? (verdict === 'allow' ? firstOf(policies, 'AUDIT', false) : undefined);
  const dryRun = dryRunOf(result);
  return {
    verdict,
    ...(by && { by: ruleOf(by.policy.fullName, by.rule) }),
    ...(Object.keys(dryRun).length > 0 && { dryRun }),
  };
}

function firstOf(policies, action, isDryRun) {
  const matching = policies
    .filter((one) => one.action === action && one.isDryRun === isDryRun)
    .flatMap(({ policy, rules }) =>
      rules.filter(({ matches }) => matches).map(({ index }) => ({ policy, rule: index })),
    );
  const name = ({ policy, rule }) => ruleName(policy, rule);
  return matching.sort((a, b) => (name(a) < name(b) ? -1 : 1))[0];
}

/** What dry-run policies would have done; those that allow are not asked after a rule denied. */
function dryRunOf({ decidedBy, policies }) {
  const results = {};
  if (decidedBy?.action === 'CUSTOM') return results;
  for (const action of ['DENY', 'ALLOW']) {
    if (action === 'ALLOW' && decidedBy?.action === 'DENY') continue;
    if (!policies.some((one) => one.action === action && one.isDryRun)) continue;
    const match = firstOf(policies, action, true);
    const word = action.toLowerCase();
    results[`${word}_engine_result`] = (match === undefined) === (action === 'DENY') ? 'allowed' : 'denied';
    if (match !== undefined) results[`${word}_effective_policy_id`] = ruleName(match.policy, match.rule);
  }
  return results;
}

class Score {
  #right = 0;
  #wrong = 0;
  #name;

  constructor(name) {
    this.#name = name.replace('.json', '');
  }

  add(what, seen, said) {
    if (JSON.stringify(seen) === JSON.stringify(said)) {
      this.#right++;
      return;
    }
    this.#wrong++;
    console.log(`${what}\n  was ${JSON.stringify(seen)}\n  predicted ${JSON.stringify(said)}`);
  }

  print() {
    console.log(`access-${this.#name} ${this.#right}/${this.#right + this.#wrong}`);
    return this.#wrong;
  }
}
