import { UsageError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { awaitWaypoints, whyNotReady } from '../../../install/waypoints/await-waypoints.ts';
import { readWaypoint, type Waypoint } from '../../../install/waypoints/waypoint.ts';
import { waypointTable } from '../../../output/install/waypoint-table.ts';
import type { Look } from '../../../output/text/look.ts';
import { visible } from '../../../output/text/visible.ts';
import { openCluster } from '../../cluster.ts';
import { defineCommand } from '../../command.ts';
import { structuredText } from '../../files/structured-text.ts';
import { choiceOption } from '../../flags/options.ts';
import { addAllNamespaces, addWaitFlags, type WaitFlags } from '../../flags/waypoint-flags.ts';
import { selectedWaypoints } from '../../installation/read-waypoints.ts';

interface StatusFlags extends WaitFlags {
  readonly name?: string;
  readonly allNamespaces?: boolean;
  readonly output: 'table' | 'json' | 'yaml';
}

export default defineCommand<StatusFlags>({
  setup(command) {
    addWaitFlags(command, true);
    addAllNamespaces(command);
    command.addOption(choiceOption('-o, --output <format>', 'format', ['table', 'json', 'yaml'], 'table'));
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    if (args.length > 0) throw new UsageError('waypoint status takes no arguments; --name names one');
    const api = await openCluster(io, flags);
    const signal = io.interruption();
    try {
      const { gateways, gatewayClass, namespace } = await selectedWaypoints(api, flags, { signal });
      const deadline = performance.now() + flags.waypointTimeout;
      const seen = flags.wait ? await awaitWaypoints(api, gateways, namespace, { deadline, signal }) : gateways;
      signal.throwIfAborted();
      const waypoints = seen.map((gateway) => readWaypoint(gateway, gatewayClass));
      if (flags.output === 'table') await io.write(table(waypoints, io.look, flags.allNamespaces));
      else await io.write(await structuredText(waypoints, flags.output));
      const late = flags.wait ? waypoints.filter(({ programmed }) => programmed !== 'True') : [];
      for (const waypoint of late) {
        const reasons = await whyNotReady(api, waypoint, { signal });
        const what = `waypoint ${waypoint.namespace}/${waypoint.name} is not ready after ${flags.waypointTimeout / 1000} s:`;
        io.note([`error: ${what}`, ...reasons.map(visible)].join('\n  '));
      }
      return late.length > 0 ? ExitCode.failed : ExitCode.ok;
    } finally {
      api.close();
    }
  },
});

/** A line for the condition that counts, and one for each other that is not met. */
function table(waypoints: readonly Waypoint[], look: Look, isWide = false): string {
  const header = ['NAMESPACE', 'NAME', 'STATUS', 'TYPE', 'REASON', 'MESSAGE'];
  const rows = waypoints.flatMap(({ namespace, name, programmed, conditions }) => {
    const told = conditions.find(({ type }) => type === 'Programmed');
    const others = conditions.filter((one) => one !== told && one.status !== 'True');
    return [
      [namespace, name, programmed, 'Programmed', told?.reason ?? '', told?.message ?? ''],
      ...others.map(({ status, type, reason, message }) => [namespace, name, status, type, reason, message]),
    ];
  });
  return waypointTable(header, rows, isWide, look);
}

const examples = `
Waits until the waypoints are ready; where that takes too long, the reasons are told and the exit code is 1.

Examples:
  # Those of a namespace
  meshwright waypoint status -n shop

  # Those of all, as they are now, as JSON
  meshwright waypoint status -A --wait=false -o json`;
