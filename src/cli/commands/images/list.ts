import { ExitCode } from '../../../base/exit-code.ts';
import { allObjects, assumedKubernetes, generate } from '../../../install/generate.ts';
import { imagesOf } from '../../../install/images.ts';
import { openPackage } from '../../../install/open-package.ts';
import { imageRecord } from '../../../output/install/images-record.ts';
import { visible } from '../../../output/text/visible.ts';
import { defineCommand } from '../../command.ts';
import { structuredText } from '../../files/structured-text.ts';
import { addInstallFlags, type InstallFlags, installSettings } from '../../flags/install-flags.ts';
import { choiceOption } from '../../flags/options.ts';

interface ListFlags extends InstallFlags {
  readonly output: 'text' | 'json' | 'yaml';
}

export default defineCommand<ListFlags>({
  setup(command) {
    addInstallFlags(command);
    command.addOption(
      choiceOption(
        '-o, --output <format>',
        'format; all but text say what needs each',
        ['text', 'json', 'yaml'],
        'text',
      ),
    );
    command.addHelpText('after', examples);
  },
  async run(io, flags) {
    const generated = await generate({
      ...(await installSettings(io, flags)),
      kubernetesVersion: assumedKubernetes,
      openPackage: (path) => openPackage(io, path),
    });
    const images = imagesOf(allObjects(generated));
    if (flags.output === 'text') await io.write(images.map(({ image }) => `${visible(image)}\n`).join(''));
    else await io.write(await structuredText(images.map(imageRecord), flags.output));
    for (const warning of generated.warnings) io.note(visible(`warning: ${warning}`));
    return ExitCode.ok;
  },
});

const examples = `
Lists the images of the workloads that an installation consists of, and those
that its injector gives to other workloads.

Examples:
  # What to copy to a registry of your own
  meshwright images list --set profile=ambient | \\
    xargs -I{} skopeo copy docker://{} docker://mirror.example.com/{}

  # Which images are needed once they come from there, and what for
  meshwright images list --set hub=mirror.example.com/istio -o yaml`;
