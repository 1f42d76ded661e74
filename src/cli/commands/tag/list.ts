import { UsageError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { readRevisions } from '../../../install/tags/revisions.ts';
import { tagRows } from '../../../install/tags/tag-list.ts';
import { formatTable } from '../../../output/text/table.ts';
import { openCluster } from '../../cluster.ts';
import { defineCommand } from '../../command.ts';
import { structuredText } from '../../files/structured-text.ts';
import { choiceOption } from '../../flags/options.ts';

interface ListFlags {
  readonly output: 'table' | 'json' | 'yaml';
}

export default defineCommand<ListFlags>({
  setup(command) {
    command.addOption(choiceOption('-o, --output <format>', 'format', ['table', 'json', 'yaml'], 'table'));
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    if (args.length > 0) throw new UsageError('tag list takes no arguments');
    const api = await openCluster(io, flags);
    try {
      const [revisions, namespaces] = await Promise.all([
        readRevisions(api, flags.istioNamespace),
        api.list({ group: '', kind: 'Namespace' }),
      ]);
      const rows = tagRows(revisions, namespaces.items);
      if (flags.output !== 'table') await io.write(await structuredText(rows, flags.output));
      else if (rows.length === 0) await io.write('There are no revisions, and no tags.\n');
      else {
        const cells = rows.map(({ tag, revision, namespaces }) => [tag, revision, namespaces.join(',')]);
        await io.write(formatTable(['TAG', 'REVISION', 'NAMESPACES'], cells, io.look));
      }
      return ExitCode.ok;
    } finally {
      api.close();
    }
  },
});

const examples = `
Namespaces are those that ask for the tag by istio.io/rev; for default also those with istio-injection=enabled. A revision that no
tag leads to has a line without a tag.

Examples:
  # Which tags there are, where they lead, and who uses them
  meshwright tag list

  # As JSON
  meshwright tag list -o json`;
