import { UsageError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { listNames } from '../../../base/list-names.ts';
import { deleteWaypoints, whoUses } from '../../../install/waypoints/delete-waypoints.ts';
import { useLabel } from '../../../install/waypoints/waypoint.ts';
import { openCluster } from '../../cluster.ts';
import { defineCommand } from '../../command.ts';
import { structuredText } from '../../files/structured-text.ts';
import { booleanOption, choiceOption } from '../../flags/options.ts';

interface DeleteFlags {
  readonly name?: string;
  readonly all?: boolean;
  readonly revision?: string;
  readonly output: 'text' | 'json' | 'yaml';
}

export default defineCommand<DeleteFlags>({
  setup(command) {
    command.argument('[name...]', 'waypoints of the namespace');
    booleanOption(command, '--all', 'all waypoints of the namespace');
    command.option('-r, --revision <name>', 'all waypoints of the namespace that name this revision');
    command.addOption(choiceOption('-o, --output <format>', 'format', ['text', 'json', 'yaml'], 'text'));
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const names = [...args, ...(flags.name ? [flags.name] : [])];
    const { all = false, revision } = flags;
    if ((all || revision !== undefined) === names.length > 0) {
      throw new UsageError('which waypoints? Give names, or --all, or --revision for all that name one');
    }
    const api = await openCluster(io, flags);
    const limits = { signal: io.interruption() };
    try {
      const namespace = flags.namespace || api.namespace;
      const chosen = { namespace, names: names.length > 0 ? names : undefined, revision };
      const { deleted, absent } = await deleteWaypoints(api, chosen, limits);
      for (const name of absent) io.note(`note: there is no waypoint ${namespace}/${name}`);
      const users = deleted.length === 0 ? [] : await whoUses(api, namespace, deleted, limits);
      if (users.length > 0) {
        io.note(`warning: what they named with ${useLabel} is gone: ${listNames(users, 10)}`);
      }
      if (flags.output !== 'text') await io.write(await structuredText({ namespace, deleted, absent }, flags.output));
      else await io.write(deleted.map((name) => `waypoint ${namespace}/${name} deleted\n`).join(''));
      return ExitCode.ok;
    } finally {
      api.close();
    }
  },
});

const examples = `
Only waypoints are deleted: another Gateway of the name is an error.

Examples:
  # By name
  meshwright waypoint delete waypoint pods -n shop

  # All of a namespace, or those that name a revision
  meshwright waypoint delete --all -n shop
  meshwright waypoint delete --revision 1-30-3 -n shop`;
