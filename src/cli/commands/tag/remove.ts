import { counted } from '../../../base/counted.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { listNames } from '../../../base/list-names.ts';
import { planRemoval, removeTag } from '../../../install/tags/remove-tag.ts';
import { readRevisions } from '../../../install/tags/revisions.ts';
import { namespacesThatAsk } from '../../../install/tags/tag-list.ts';
import { defaultRevision } from '../../../resources/revision-labels.ts';
import { openCluster } from '../../cluster.ts';
import { defineCommand } from '../../command.ts';
import { structuredText } from '../../files/structured-text.ts';
import { booleanOption, choiceOption } from '../../flags/options.ts';
import { oneTag } from '../../flags/tag-flags.ts';
import { changeLines } from '../../installation/tag-text.ts';
import { confirm } from '../../terminal/confirm.ts';

interface RemoveFlags {
  readonly skipConfirmation?: boolean;
  readonly output: 'text' | 'json' | 'yaml';
}

export default defineCommand<RemoveFlags>({
  setup(command) {
    command.argument('[tag...]', 'name of the tag');
    booleanOption(command, '-y, --skip-confirmation', 'do not ask');
    command.addOption(choiceOption('-o, --output <format>', 'format', ['text', 'json', 'yaml'], 'text'));
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const tag = oneTag(args);
    const api = await openCluster(io, flags);
    const limits = { signal: io.interruption() };
    try {
      const [revisions, namespaces] = await Promise.all([
        readRevisions(api, flags.istioNamespace, limits),
        api.list({ group: '', kind: 'Namespace' }, limits),
      ]);
      const objects = planRemoval(revisions, tag);
      const dependents = namespacesThatAsk(tag, namespaces.items);
      if (dependents.length > 0) {
        const count = counted(dependents.length, 'namespace');
        io.note(`warning: ${count} will get no sidecars by tag ${tag} any more: ${listNames(dependents, 20)}`);
        if (!flags.skipConfirmation) await confirm(io, `Remove tag ${tag}?`);
      }
      const changes = await removeTag(api, objects, limits);
      if (tag === defaultRevision) io.note(`note: ${staying}`);
      await io.write(
        flags.output === 'text'
          ? `${changeLines(changes)}Tag ${tag} is gone.\n`
          : await structuredText({ tag, objects: changes }, flags.output),
      );
      return ExitCode.ok;
    } finally {
      api.close();
    }
  },
});

const staying =
  'istiod-default-validator stays, so that configuration is validated; and where the tag has switched the default revision’s ' +
  'own webhook off, "meshwright tag set default --revision default" has that revision serve whoever names none again';

const examples = `
Namespaces that ask for the tag are named, and nothing is removed without a yes.

Examples:
  # Remove a tag that is no longer used
  meshwright tag list
  meshwright tag remove prod`;
