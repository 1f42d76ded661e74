import { defineCommand } from '../../command.ts';
import { addXdsFlags, type XdsFlags } from '../../flags/xds-flags.ts';
import { addVersionFlags, showVersion, type VersionFlags } from '../version.ts';

export default defineCommand<VersionFlags & XdsFlags>({
  setup(command) {
    addXdsFlags(command);
    addVersionFlags(command);
    command.addHelpText('after', examples);
  },
  run: showVersion,
});

const examples = `
Examples:
  # Of a control plane outside of the cluster, by xDS
  meshwright x version --xds-address istiod.example.com:15012

  # Of the istiods of one revision
  meshwright x version --revision canary`;
