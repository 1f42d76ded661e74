import { MeshwrightError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { applyWaypoint, enroll } from '../../../install/waypoints/apply-waypoint.ts';
import { awaitWaypoints, whyNotReady } from '../../../install/waypoints/await-waypoints.ts';
import { readWaypoint, useLabel, waypointGateway } from '../../../install/waypoints/waypoint.ts';
import type { KubeApi } from '../../../kube/api.ts';
import { visible } from '../../../output/text/visible.ts';
import type { JsonObject } from '../../../resources/json.ts';
import { openCluster } from '../../cluster.ts';
import { defineCommand } from '../../command.ts';
import { structuredText } from '../../files/structured-text.ts';
import { booleanOption, choiceOption } from '../../flags/options.ts';
import {
  addWaitFlags,
  addWaypointFlags,
  type WaitFlags,
  type WaypointFlags,
  waypointRequest,
} from '../../flags/waypoint-flags.ts';
import type { Io } from '../../io.ts';

interface ApplyFlags extends WaypointFlags, WaitFlags {
  readonly enrollNamespace?: boolean;
  readonly overwrite?: boolean;
  readonly output: 'text' | 'json' | 'yaml';
}

export default defineCommand<ApplyFlags>({
  setup(command) {
    addWaypointFlags(command);
    booleanOption(command, '--enroll-namespace', 'have the namespace’s traffic go through it');
    booleanOption(
      command,
      '--overwrite',
      'take the place of another waypoint of the namespace, and of what others have set',
    );
    addWaitFlags(command, false);
    command.addOption(choiceOption('-o, --output <format>', 'format', ['text', 'json', 'yaml'], 'text'));
    command.addHelpText('after', examples);
  },
  async run(io, flags) {
    // A mistake on the command line need not wait for a cluster.
    waypointGateway(waypointRequest(flags));
    const api = await openCluster(io, flags);
    const signal = io.interruption();
    try {
      const request = waypointRequest(flags, api.namespace);
      const { name } = request;
      const namespace = request.namespace!;
      const gateway = waypointGateway(request);
      const { enrollNamespace = false, overwrite = false } = flags;
      const { change, warnings } = await applyWaypoint(api, gateway, { enroll: enrollNamespace, overwrite, signal });
      for (const warning of warnings) io.note(visible(`warning: ${warning}`));
      if (flags.wait) await waitFor(io, api, gateway, { ...flags, signal });
      const enrolled = enrollNamespace && (await enroll(api, namespace, name, { signal }));
      const lines = [
        `waypoint ${namespace}/${name} ${change}`,
        ...(flags.wait ? [`waypoint ${namespace}/${name} is ready`] : []),
        ...(enrolled ? [`namespace ${namespace} has ${useLabel}=${name}`] : []),
      ];
      const record = { namespace, name, change, ...(flags.wait && { ready: true }), enrolled };
      await io.write(flags.output === 'text' ? `${lines.join('\n')}\n` : await structuredText(record, flags.output));
      return ExitCode.ok;
    } finally {
      api.close();
    }
  },
});

/** @throws MeshwrightError with the reason, where it is not ready in time */
async function waitFor(
  io: Io,
  api: KubeApi,
  gateway: JsonObject,
  { waypointTimeout, signal }: WaitFlags & { readonly signal: AbortSignal },
): Promise<void> {
  const { namespace, name } = readWaypoint(gateway);
  const seconds = waypointTimeout / 1000;
  io.note(`waiting for waypoint ${namespace}/${name}, at most ${seconds} s`);
  const deadline = performance.now() + waypointTimeout;
  const [seen] = await awaitWaypoints(api, [gateway], namespace, { deadline, signal });
  signal.throwIfAborted();
  if (seen === undefined) throw new MeshwrightError(`waypoint ${namespace}/${name} has been deleted meanwhile`);
  const waypoint = readWaypoint(seen);
  if (waypoint.programmed === 'True') return;
  const reasons = await whyNotReady(api, waypoint, { signal });
  throw new MeshwrightError(
    [`waypoint ${namespace}/${name} is applied, but not ready after ${seconds} s:`, ...reasons.map(visible)].join(
      '\n  ',
    ),
  );
}

const examples = `
Examples:
  # A waypoint in the namespace of the current context
  meshwright waypoint apply

  # One that the namespace's traffic goes through, once it is ready
  meshwright waypoint apply -n shop --enroll-namespace --wait

  # One for Pods that are called by address
  meshwright waypoint apply -n shop --name pods --for workload`;
