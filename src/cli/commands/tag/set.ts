import { ExitCode } from '../../../base/exit-code.ts';
import { openPackage } from '../../../install/open-package.ts';
import { planTag } from '../../../install/tags/plan-tag.ts';
import { readRevisions } from '../../../install/tags/revisions.ts';
import { setTag, type TagChange } from '../../../install/tags/set-tag.ts';
import { defaultRevision } from '../../../resources/revision-labels.ts';
import { openCluster } from '../../cluster.ts';
import { defineCommand } from '../../command.ts';
import { structuredText } from '../../files/structured-text.ts';
import { choiceOption } from '../../flags/options.ts';
import { addTagFlags, type TagFlags, tagRequest } from '../../flags/tag-flags.ts';
import { tagConflicts } from '../../installation/tag-conflicts.ts';
import { changeLines } from '../../installation/tag-text.ts';
import { readValidator } from '../../mesh/read-validator.ts';
import { confirm } from '../../terminal/confirm.ts';

interface SetFlags extends TagFlags {
  readonly output: 'text' | 'json' | 'yaml';
}

export default defineCommand<SetFlags>({
  setup(command) {
    addTagFlags(command);
    command.addOption(choiceOption('-o, --output <format>', 'format', ['text', 'json', 'yaml'], 'text'));
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const request = tagRequest(io, flags, args);
    const { tag, revision } = request;
    const api = await openCluster(io, flags);
    const limits = { signal: io.interruption() };
    try {
      const [revisions, validator] = await Promise.all([
        readRevisions(api, request.istioNamespace, limits),
        readValidator(api, tag, limits),
      ]);
      const plan = await planTag(revisions, request, validator, (path) => openPackage(io, path));
      const conflicts = await tagConflicts(api, plan, limits);
      for (const conflict of conflicts) io.note(`warning: ${conflict}`);
      if (conflicts.length > 0 && !flags.skipConfirmation) await confirm(io, `Set tag ${tag} all the same?`);
      const objects = await setTag(api, plan, limits);
      await io.write(
        flags.output === 'text'
          ? text(tag, revision, objects)
          : await structuredText({ tag, revision, objects }, flags.output),
      );
      return ExitCode.ok;
    } finally {
      api.close();
    }
  },
});

function text(tag: string, revision: string, changes: readonly TagChange[]): string {
  if (changes.every(({ change }) => change === 'unchanged')) {
    return `Tag ${tag} leads to revision ${revision}, as it did: nothing was changed.\n`;
  }
  const label = tag === defaultRevision ? 'istio-injection=enabled' : `istio.io/rev=${tag}`;
  const how = `kubectl label namespace NAME ${label} --overwrite`;
  return `${changeLines(changes)}Tag ${tag} leads to revision ${revision}. A namespace asks for it with: ${how}\n`;
}

const examples = `
A tag is a name for a revision that namespaces ask for (istio.io/rev=prod): when it leads to another revision, they follow,
each Pod when it is made anew. The tag default serves namespaces with istio-injection=enabled, and validates configuration.

Examples:
  # Let prod lead to revision 1-30-3, and later to another
  meshwright tag set prod --revision 1-30-3
  meshwright tag set prod --revision 1-31-0 --overwrite

  # Have a revision serve whoever names none
  meshwright tag set default --revision 1-31-0 --overwrite

  # The Pods of a namespace get their new sidecars
  kubectl rollout restart deployment -n shop`;
