import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { fieldChanges } from '../../../install/compare/fields.ts';
import { openPackage } from '../../../install/open-package.ts';
import { readOperator } from '../../../install/operator-files.ts';
import { layeredValues, settingsToCompare } from '../../../install/profiles.ts';
import { resolveInstallation } from '../../../install/resolve.ts';
import { fieldChangeRecord } from '../../../output/install/field-change-record.ts';
import { visible } from '../../../output/text/visible.ts';
import type { JsonObject } from '../../../resources/json.ts';
import { defineCommand } from '../../command.ts';
import { readOneFile } from '../../files/read-one-file.ts';
import { structuredText } from '../../files/structured-text.ts';
import { addManifestsFlag, manifestsFlag, profileFlag } from '../../flags/install-flags.ts';
import { choiceOption } from '../../flags/options.ts';
import type { Io } from '../../io.ts';

interface DiffFlags {
  readonly manifests?: string;
  readonly charts?: string;
  readonly output: 'text' | 'json' | 'yaml';
}

export default defineCommand<DiffFlags>({
  setup(command) {
    command.argument('[before]', 'a profile’s name, or an IstioOperator file');
    command.argument('[after]', 'another one');
    addManifestsFlag(command);
    command.addOption(choiceOption('-o, --output <format>', 'format', ['text', 'json', 'yaml'], 'text'));
    command.addHelpText('after', examples);
  },
  async run(io, { manifests, charts, output }, words) {
    const [before, after] = words;
    if (before === undefined || after === undefined || words.length > 2) {
      throw new UsageError(`profile diff compares two: name profiles or files, not ${words.length}`);
    }
    if (before === '-' && after === '-') throw new UsageError('standard input is read once: - stands for one file');
    const [old, now] = [
      await settingsOf(io, before, manifests ?? charts),
      await settingsOf(io, after, manifests ?? charts),
    ];
    const changes = fieldChanges(old, now);
    if (output !== 'text') {
      await io.write(await structuredText({ before, after, changes: changes.map(fieldChangeRecord) }, output));
    } else if (changes.length === 0) await io.write('No difference.\n');
    else {
      const { fieldChangesText } = await import('../../../output/install/field-changes-text.ts');
      const { styleFor } = await import('../../../output/style.ts');
      await io.write(fieldChangesText(changes, await styleFor(io.look)));
    }
    const layers = layeredValues.filter((name) => changes.some(({ path }) => path === `values.${name}`));
    for (const name of layers) io.note(`note: ${layered(name)}`);
    return changes.length === 0 ? ExitCode.ok : ExitCode.findings;
  },
});

const layered = (name: string): string =>
  `values.${name} chooses further values within the charts: "meshwright manifest diff" shows what they change in the objects`;

const examples = `
Each is laid on the profile default first, a file on the profile that it names.
Exits with 79 when they differ.

Examples:
  # Two profiles
  meshwright profile diff default ambient

  # What a file changes of its profile
  meshwright profile diff demo mesh.yaml`;

/** The spec that a profile's name or a file stands for. */
async function settingsOf(io: Io, word: string, manifests: string | undefined): Promise<JsonObject> {
  const { profiles } = await openPackage(io, manifests);
  const looksLikeFile = /[/\\]|^-$|\.(?:ya?ml|json)$/.test(word) || existsSync(resolve(io.cwd, word));
  const isFile = !profiles.includes(word) && looksLikeFile;
  const installation = await resolveInstallation({
    files: isFile ? [readOperator(await readOneFile(io, word))] : [],
    flags: [...(manifests ? [manifestsFlag(manifests)] : []), ...(isFile ? [] : [profileFlag(word)])],
    force: false,
    openPackage: (path) => openPackage(io, path),
  });
  for (const warning of installation.warnings) io.note(visible(`warning: ${warning}`));
  return settingsToCompare(installation);
}
