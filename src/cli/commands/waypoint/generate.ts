import { ExitCode } from '../../../base/exit-code.ts';
import { waypointGateway } from '../../../install/waypoints/waypoint.ts';
import { manifestYaml } from '../../../output/install/manifest-yaml.ts';
import { objectJson } from '../../../output/proxy/resources-json.ts';
import { defineCommand } from '../../command.ts';
import { choiceOption } from '../../flags/options.ts';
import { addWaypointFlags, type WaypointFlags, waypointRequest } from '../../flags/waypoint-flags.ts';

interface GenerateFlags extends WaypointFlags {
  readonly output: 'yaml' | 'json';
}

export default defineCommand<GenerateFlags>({
  setup(command) {
    addWaypointFlags(command);
    command.addOption(choiceOption('-o, --output <format>', 'format', ['yaml', 'json'], 'yaml'));
    command.addHelpText('after', examples);
  },
  async run(io, flags) {
    const gateway = waypointGateway(waypointRequest(flags));
    await io.write(flags.output === 'json' ? objectJson(gateway) : manifestYaml([gateway]));
    return ExitCode.ok;
  },
});

const examples = `
Examples:
  # A waypoint for the Services of a namespace
  meshwright waypoint generate -n shop > waypoint.yaml

  # One for Pods that are called by address, of another revision
  meshwright waypoint generate -n shop --name pods --for workload --revision 1-30-3`;
