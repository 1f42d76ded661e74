import { UsageError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import type { Waypoint } from '../../../install/waypoints/waypoint.ts';
import { waypointTable } from '../../../output/install/waypoint-table.ts';
import type { Look } from '../../../output/text/look.ts';
import { openCluster } from '../../cluster.ts';
import { defineCommand } from '../../command.ts';
import { structuredText } from '../../files/structured-text.ts';
import { choiceOption } from '../../flags/options.ts';
import { addAllNamespaces } from '../../flags/waypoint-flags.ts';
import { selectedWaypoints } from '../../installation/read-waypoints.ts';

interface ListFlags {
  readonly name?: string;
  readonly allNamespaces?: boolean;
  readonly output: 'table' | 'json' | 'yaml';
}

export default defineCommand<ListFlags>({
  setup(command) {
    addAllNamespaces(command);
    command.addOption(choiceOption('-o, --output <format>', 'format', ['table', 'json', 'yaml'], 'table'));
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    if (args.length > 0) throw new UsageError('waypoint list takes no arguments; --name names one');
    const api = await openCluster(io, flags);
    try {
      const { waypoints } = await selectedWaypoints(api, flags);
      if (flags.output === 'table') await io.write(table(waypoints, io.look, flags.allNamespaces));
      else
        await io.write(
          await structuredText(
            waypoints.map(({ conditions: _, ...one }) => one),
            flags.output,
          ),
        );
      return ExitCode.ok;
    } finally {
      api.close();
    }
  },
});

function table(waypoints: readonly Waypoint[], look: Look, isWide = false): string {
  const header = ['NAMESPACE', 'NAME', 'REVISION', 'TRAFFIC TYPE', 'PROGRAMMED'];
  const rows = waypoints.map(({ namespace, name, revision, trafficType, programmed }) => [
    ...[namespace, name, revision, trafficType, programmed],
  ]);
  return waypointTable(header, rows, isWide, look);
}

const examples = `
Examples:
  # The waypoints of a namespace
  meshwright waypoint list -n shop

  # Those of all, as JSON
  meshwright waypoint list -A -o json`;
