import { ExitCode } from '../../../base/exit-code.ts';
import { openPackage } from '../../../install/open-package.ts';
import { listProfiles } from '../../../install/profiles.ts';
import { formatTable } from '../../../output/text/table.ts';
import { defineCommand } from '../../command.ts';
import { structuredText } from '../../files/structured-text.ts';
import { addManifestsFlag } from '../../flags/install-flags.ts';
import { choiceOption } from '../../flags/options.ts';

interface ListFlags {
  readonly manifests?: string;
  readonly charts?: string;
  readonly output: 'text' | 'json' | 'yaml';
}

export default defineCommand<ListFlags>({
  setup(command) {
    addManifestsFlag(command);
    command.addOption(choiceOption('-o, --output <format>', 'format', ['text', 'json', 'yaml'], 'text'));
    command.addHelpText('after', examples);
  },
  async run(io, { manifests, charts, output }) {
    const profiles = listProfiles(await openPackage(io, manifests ?? charts));
    if (output !== 'text') await io.write(await structuredText(profiles, output));
    else
      await io.write(
        formatTable(
          ['PROFILE', 'SUMMARY'],
          profiles.map(({ name, summary }) => [name, summary]),
          io.look,
        ),
      );
    return ExitCode.ok;
  },
});

const examples = `
Examples:
  # The profiles that --set profile= takes
  meshwright profile list

  # Those of a release of Istio
  meshwright profile list --manifests istio-1.30.3/manifests`;
