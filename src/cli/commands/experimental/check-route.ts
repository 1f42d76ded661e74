import { MeshwrightError, UsageError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { listNames } from '../../../base/list-names.ts';
import { didYouMean } from '../../../base/nearest.ts';
import { routeCheckRecord, routeCheckText } from '../../../output/proxy/route-check-formats.ts';
import { styleFor } from '../../../output/style.ts';
import { type Workload, workloadsOf } from '../../../proxy/mtls/workloads.ts';
import { parseExpectation, unexpected } from '../../../proxy/routing/expectation.ts';
import { type HttpRequest, httpRequest } from '../../../proxy/routing/http-request.ts';
import { RouteCheck } from '../../../proxy/routing/route-check.ts';
import type { RouteResult } from '../../../proxy/routing/route-outcome.ts';
import { assumedIngress } from '../../../resources/assumed-ingress.ts';
import type { Mesh } from '../../../resources/mesh.ts';
import { defineCommand } from '../../command.ts';
import { structuredText } from '../../files/structured-text.ts';
import { choiceOption, repeatable } from '../../flags/options.ts';
import { addMeshInput, type MeshInput, withDescribedMesh } from '../../mesh/read-described-mesh.ts';
import { noteProblems } from '../../mesh/read-mesh.ts';

interface RouteFlags extends MeshInput {
  readonly client?: string;
  readonly method: string;
  readonly header?: readonly string[];
  readonly expect?: readonly string[];
  readonly output: 'text' | 'json' | 'yaml';
}

export default defineCommand<RouteFlags>({
  setup(command) {
    command.argument('[url]', 'as http://reviews.shop:9080/path?query');
    command.option('--client <namespace/workload>', 'whose proxy gets the request (default: the ingress gateway)');
    command.option('-X, --method <method>', 'method of the request', 'GET');
    command.addOption(repeatable('-H, --header <name: value>', 'a header of the request (repeatable)'));
    command.addOption(
      repeatable('--expect <host[:port][/subset]>', 'exit with 79 where the request goes elsewhere (repeatable)'),
    );
    command.addOption(choiceOption('-o, --output <format>', 'format', ['text', 'json', 'yaml'], 'text'));
    addMeshInput(command);
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const [url, ...more] = args;
    if (url === undefined || more.length > 0) throw new UsageError('give one URL, as http://reviews.shop:9080/path');
    const { client, method, output } = flags;
    const request = httpRequest(url, { method, headers: (flags.header ?? []).map(parseHeader) });
    const expected = flags.expect?.map(parseExpectation);
    return withDescribedMesh(io, flags, async ({ mesh, problems }) => {
      const workloads = workloadsOf(mesh);
      const { proxy, result } = check(mesh, workloads, client, request);
      const wrong = expected && unexpected(result, expected);
      const checked = { request, proxy, result, unexpected: wrong };
      noteProblems(io, problems, false, 'looked at');
      if (output === 'text') await io.write(routeCheckText(checked, await styleFor(io.look)));
      else await io.write(await structuredText(routeCheckRecord(checked), output));
      if (problems.length > 0) return ExitCode.unreadableInput;
      return wrong === undefined ? ExitCode.ok : ExitCode.findings;
    });
  },
});

function parseHeader(text: string): [name: string, value: string] {
  const colon = text.indexOf(':', 1);
  if (colon < 0) throw new UsageError(`--header takes name: value, not "${text}"`);
  return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}

/** @returns the proxy, `namespace/name`, and what it does */
function check(
  mesh: Mesh,
  workloads: readonly Workload[],
  client: string | undefined,
  request: HttpRequest,
): { proxy: string; result: RouteResult } {
  const routes = new RouteCheck(mesh, workloads);
  if (client === undefined) {
    const { proxy, ...gateway } = ingressGateway(mesh, workloads);
    return { proxy, result: routes.fromGateway(gateway, request) };
  }
  const workload = workloads.find(({ fullName }) => fullName === client);
  if (workload === undefined) {
    const names = workloads.map(({ fullName }) => fullName);
    throw new UsageError(`--client: the input has no workload ${client}.${didYouMean(client, names)}`);
  }
  const { dataPlane, because } = workload.membership;
  if (dataPlane === 'gateway') return { proxy: client, result: routes.fromGateway(workload, request) };
  if (dataPlane !== 'sidecar') {
    throw new MeshwrightError(`${client} has no Envoy that routes what it sends: data plane ${dataPlane} (${because})`);
  }
  if (request.scheme === 'https') {
    throw new UsageError(
      'a sidecar does not see into TLS of its application: give an http URL, or a gateway as --client',
    );
  }
  return { proxy: client, result: routes.fromSidecar(workload, request) };
}

/** The one gateway that the input has, or else the one that Istio installs by default. */
function ingressGateway(mesh: Mesh, workloads: readonly Workload[]) {
  const [gateway, ...others] = workloads.filter(
    ({ membership, labels }) => membership.dataPlane === 'gateway' && labels.istio !== 'egressgateway',
  );
  if (others.length > 0) {
    const names = listNames([gateway!, ...others].map(({ fullName }) => fullName));
    throw new UsageError(`there are several gateways, ${names}: --client names the one that gets the request`);
  }
  if (gateway !== undefined) {
    return { proxy: gateway.fullName, namespace: gateway.namespace, labels: gateway.labels };
  }
  const [pod, service] = assumedIngress(mesh.config.rootNamespace, mesh.config);
  if (pod === undefined) throw new UsageError('--client names the workload whose proxy gets the request');
  const { namespace, labels } = pod;
  return { proxy: service!.fullName, namespace, labels };
}

const examples = `
Tells from resources alone which route of which VirtualService, HTTPRoute or GRPCRoute
a request takes, and why: what a sidecar does with a request of its application, or a
gateway with one from outside. Matches, order, merging, delegates, exportTo, Sidecars
and subsets are as Istio has them. A claim of a token is given as a header, as
"@request.auth.claims.group: admin".

Exits with 79 where --expect is given and the request goes elsewhere; of several
destinations, by weight, all have to be expected.

Examples:
  # What does the ingress gateway do with it?
  meshwright x check-route http://shop.example.com/cart -f k8s/

  # And a sidecar, with a header that a canary goes by?
  meshwright x check-route http://reviews:9080/ --client shop/web -H "end-user: jason"

  # In CI: the route does not move
  meshwright x check-route http://shop.example.com/api/v2 -f k8s/ --expect api.shop:8080/v2

  # As it was when a bug report was made
  meshwright x check-route http://reviews.shop:9080/ --client shop/web --from bug-report.tar.gz`;
