import { isIP } from 'node:net';
import { UsageError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { accessCheckRecord, accessCheckText } from '../../../output/proxy/access-check-formats.ts';
import { styleFor } from '../../../output/style.ts';
import { type JourneyVerdict, journeyVerdict } from '../../../proxy/access/journey.ts';
import { Journeys } from '../../../proxy/access/journeys.ts';
import { workloadsOf } from '../../../proxy/mtls/workloads.ts';
import { isObject, type JsonObject } from '../../../resources/json.ts';
import { defineCommand } from '../../command.ts';
import { structuredText } from '../../files/structured-text.ts';
import { choiceOption } from '../../flags/options.ts';
import { addRequestFlags, type RequestFlags, requestOf, requireSeenThrough } from '../../flags/request-flags.ts';
import { addMeshInput, type MeshInput, withDescribedMesh } from '../../mesh/read-described-mesh.ts';
import { noteProblems } from '../../mesh/read-mesh.ts';
import { requestClient } from '../../mesh/request-client.ts';

interface AccessFlags extends MeshInput, RequestFlags {
  readonly clientIp?: string;
  readonly claims?: string;
  readonly expect?: 'allow' | 'deny';
  readonly output: 'text' | 'json' | 'yaml';
}

export default defineCommand<AccessFlags>({
  setup(command) {
    addRequestFlags(command, 'who sends the request (default: the ingress gateway, for one from outside)');
    command.option('--client-ip <address>', 'the address that the client’s connection comes from');
    command.option('--claims <json>', 'claims of a valid token that the request brings: {"iss": "…", "sub": "…"}');
    command.addOption(
      choiceOption('--expect <verdict>', 'exit with 79 where that is not what comes of it', ['allow', 'deny']),
    );
    command.addOption(choiceOption('-o, --output <format>', 'format', ['text', 'json', 'yaml'], 'text'));
    addMeshInput(command);
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const { clientIp, expect, output } = flags;
    const request = requestOf(args, flags);
    if (clientIp !== undefined && isIP(clientIp) === 0) {
      throw new UsageError(`--client-ip takes an address, as 203.0.113.7, not "${clientIp}"`);
    }
    const facts = { sourceIp: clientIp, claims: flags.claims === undefined ? undefined : parseClaims(flags.claims) };
    return withDescribedMesh(io, flags, async ({ mesh, problems }) => {
      const workloads = workloadsOf(mesh);
      const client = requestClient(mesh, workloads, flags.client);
      if (client.membership.dataPlane !== 'gateway') requireSeenThrough(request);
      const journey = new Journeys(mesh, workloads).from(client, request, facts);
      const verdict = journeyVerdict(journey);
      const wrong = expect === undefined || expect === verdict ? undefined : outcomes[verdict];
      const checked = { request, client: client.fullName, journey, unexpected: wrong };
      noteProblems(io, problems, false, 'looked at');
      if (output === 'text') await io.write(accessCheckText(checked, await styleFor(io.look)));
      else await io.write(await structuredText(accessCheckRecord(checked), output));
      if (problems.length > 0) return ExitCode.unreadableInput;
      return wrong === undefined ? ExitCode.ok : ExitCode.findings;
    });
  },
});

function parseClaims(text: string): JsonObject {
  let claims: unknown;
  try {
    claims = JSON.parse(text);
  } catch {}
  if (!isObject(claims))
    throw new UsageError('--claims takes a JSON object, as {"iss": "https://issuer.example", "sub": "ann"}');
  return claims;
}

const outcomes: Readonly<Record<JourneyVerdict, string>> = {
  allow: 'it is allowed',
  deny: 'it is denied',
  unreached: 'it comes to nobody who would allow or deny it',
  depends: 'it is not the same at all workloads, or one is not told',
};

const examples = `
Tells from resources alone whether a request gets to the application, and which rule of
which AuthorizationPolicy says so: the route that it takes, what each connection is made
with (DestinationRule, PeerAuthentication), then tokens (RequestAuthentication) and the
policies of whoever gets it, as proxies ask them: CUSTOM, DENY, ALLOW. Where nothing
allows it, every rule is told with the field that does not match. An external authorizer
is taken to allow what it is asked. A token is a header, or its claims are given.

Exits with 79 where --expect is given and something else comes of it. What waypoints
decide is not told, nor what applications do themselves.

Examples:
  # May the frontend call the cart?
  meshwright x check-access http://cart:8080/items --client shop/web -X POST -f k8s/

  # And somebody outside, through the ingress gateway, who is logged in?
  meshwright x check-access https://shop.example.com/account -f k8s/ \\
    --claims '{"iss": "https://accounts.example.com", "sub": "ann"}'

  # In CI: nobody else gets at the admin pages
  meshwright x check-access http://cart.shop:8080/admin --client shop/reviews -f k8s/ --expect deny

  # As it was when a bug report was made
  meshwright x check-access http://cart.shop:8080/ --client shop/web --from bug-report.tar.gz`;
