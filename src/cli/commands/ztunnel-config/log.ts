import { MeshwrightError } from '../../../base/errors.ts';
import { defineCommand } from '../../command.ts';
import { booleanOption } from '../../options.ts';
import { addZtunnelFlags } from '../../ztunnel-flags.ts';

export default defineCommand({
  setup(command) {
    addZtunnelFlags(command);
    command.option('--level <levels>', 'levels to set, [logger:]level, with commas between them (to come)');
    booleanOption(command, '-r, --reset', 'set all levels to what they were at first (to come)');
  },
  run() {
    return Promise.reject(
      new MeshwrightError('log levels belong to a running ztunnel, and talking to one is still to come'),
    );
  },
});
