import { UsageError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { openPackage } from '../../../install/open-package.ts';
import { beyondDefault } from '../../../install/profiles.ts';
import { resolveInstallation } from '../../../install/resolve.ts';
import { asFlags } from '../../../install/settings/as-flags.ts';
import { valueAtPath } from '../../../install/settings/at-path.ts';
import { mapAt } from '../../../install/settings/merge.ts';
import { manifestYaml } from '../../../output/install/manifest-yaml.ts';
import { visible } from '../../../output/text/visible.ts';
import { isObject, type Json } from '../../../resources/json.ts';
import { defineCommand } from '../../command.ts';
import { structuredText } from '../../files/structured-text.ts';
import { addInstallFlags, type InstallFlags, installSettings, profileFlag } from '../../flags/install-flags.ts';
import { booleanOption, choiceOption } from '../../flags/options.ts';

type Format = 'yaml' | 'json' | 'flags';

interface DumpFlags extends InstallFlags {
  readonly configPath?: string;
  readonly delta?: boolean;
  readonly output: Format;
}

export default defineCommand<DumpFlags>({
  setup(command) {
    command.argument('[profile]', 'its name; wins over the profile that files and flags name');
    addInstallFlags(command);
    command.option('-p, --config-path <path>', 'print what is below this path of the spec: components.pilot');
    booleanOption(command, '--delta', 'print only what differs from the profile default');
    command.addOption(choiceOption('-o, --output <format>', 'format', ['yaml', 'json', 'flags'], 'yaml'));
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const [profile] = args;
    if (args.length > 1) throw new UsageError(`profile dump takes one profile, not ${args.length}: ${args.join(' ')}`);
    const settings = await installSettings(io, flags);
    const installation = await resolveInstallation({
      ...settings,
      flags: [...settings.flags, ...(profile === undefined ? [] : [profileFlag(profile)])],
      openPackage: (path) => openPackage(io, path),
    });
    const operator = flags.delta ? beyondDefault(installation) : installation.merged;
    const spec = mapAt(operator, 'spec');
    const { configPath, output } = flags;
    if (configPath === undefined) await io.write(await formatted(output === 'flags' ? spec : operator, output));
    else {
      const value = valueAtPath(spec, configPath, '--config-path');
      if (output === 'flags' && !isObject(value))
        throw new UsageError(`--config-path ${configPath} is no map: it has no fields to write as flags`);
      await io.write(await formatted(value, output));
    }
    for (const warning of installation.warnings) io.note(visible(`warning: ${warning}`));
    return ExitCode.ok;
  },
});

const examples = `
What is printed as YAML is an IstioOperator file of the same installation.

Examples:
  # The profile default, and another one
  meshwright profile dump
  meshwright profile dump ambient

  # What a file and flags change of the default profile
  meshwright profile dump --delta -f mesh.yaml --set tag=1.30.2

  # A part of it; as flags, its fields from there
  meshwright profile dump demo --config-path components
  meshwright profile dump demo -p values.global -o flags`;

async function formatted(value: Json, format: Format): Promise<string> {
  if (format === 'json') return structuredText(value, format);
  if (format === 'flags')
    return asFlags(value as never)
      .map((flag) => `${flag}\n`)
      .join('');
  return isObject(value) && Object.keys(value).length > 0
    ? manifestYaml([value])
    : (await import('../../../output/text/yaml-text.ts')).yamlText(value);
}
