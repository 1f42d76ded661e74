import { MeshwrightError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { routeCheckRecord, routeCheckText } from '../../../output/proxy/route-check-formats.ts';
import { styleFor } from '../../../output/style.ts';
import { type Workload, workloadsOf } from '../../../proxy/mtls/workloads.ts';
import { parseExpectation, unexpected } from '../../../proxy/routing/expectation.ts';
import type { HttpRequest } from '../../../proxy/routing/http-request.ts';
import { RouteCheck } from '../../../proxy/routing/route-check.ts';
import type { RouteResult } from '../../../proxy/routing/route-outcome.ts';
import type { Mesh } from '../../../resources/mesh.ts';
import { defineCommand } from '../../command.ts';
import { structuredText } from '../../files/structured-text.ts';
import { choiceOption, repeatable } from '../../flags/options.ts';
import { addRequestFlags, type RequestFlags, requestOf, requireSeenThrough } from '../../flags/request-flags.ts';
import { addMeshInput, type MeshInput, withDescribedMesh } from '../../mesh/read-described-mesh.ts';
import { noteProblems } from '../../mesh/read-mesh.ts';
import { requestClient } from '../../mesh/request-client.ts';

interface RouteFlags extends MeshInput, RequestFlags {
  readonly expect?: readonly string[];
  readonly output: 'text' | 'json' | 'yaml';
}

export default defineCommand<RouteFlags>({
  setup(command) {
    addRequestFlags(command, 'whose proxy gets the request (default: the ingress gateway)');
    command.addOption(
      repeatable('--expect <host[:port][/subset]>', 'exit with 79 where the request goes elsewhere (repeatable)'),
    );
    command.addOption(choiceOption('-o, --output <format>', 'format', ['text', 'json', 'yaml'], 'text'));
    addMeshInput(command);
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const { client, output } = flags;
    const request = requestOf(args, flags);
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

/** @returns the proxy, `namespace/name`, and what it does */
function check(
  mesh: Mesh,
  workloads: readonly Workload[],
  name: string | undefined,
  request: HttpRequest,
): { proxy: string; result: RouteResult } {
  const routes = new RouteCheck(mesh, workloads);
  const client = requestClient(mesh, workloads, name);
  const { fullName: proxy, membership } = client;
  const { dataPlane, because } = membership;
  if (dataPlane === 'gateway') return { proxy, result: routes.fromGateway(client, request) };
  if (dataPlane !== 'sidecar') {
    throw new MeshwrightError(`${proxy} has no Envoy that routes what it sends: data plane ${dataPlane} (${because})`);
  }
  requireSeenThrough(request);
  return { proxy, result: routes.fromSidecar(client, request) };
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
