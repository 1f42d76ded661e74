import { MeshwrightError } from '../../../base/errors.ts';
import { defineCommand } from '../../command.ts';
import { booleanOption } from '../../options.ts';

export default defineCommand({
  setup(command) {
    command.argument('[pod]', '[type/]name[.namespace] of a running proxy (to come)');
    command.option('--level <levels>', 'levels to set, [logger:]level, with commas between them (to come)');
    booleanOption(command, '-r, --reset', 'set all levels to what they were at first (to come)');
    command.option('-l, --selector <labels>', 'the proxies of pods with these labels (to come)');
  },
  run() {
    return Promise.reject(
      new MeshwrightError('log levels belong to a running proxy, and talking to one is still to come'),
    );
  },
});
