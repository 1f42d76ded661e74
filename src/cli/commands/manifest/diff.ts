import { InputError, UsageError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { listed } from '../../../base/listed.ts';
import { shownFile } from '../../../base/shown-file.ts';
import { compareManifests } from '../../../install/compare/manifests.ts';
import { parseObjectPattern, parseRename } from '../../../install/compare/object-patterns.ts';
import { visible } from '../../../output/text/visible.ts';
import { readInput } from '../../../resources/input/read-input.ts';
import type { Resource } from '../../../resources/resource.ts';
import { type ReadProblem, toResources } from '../../../resources/to-resources.ts';
import { defineCommand } from '../../command.ts';
import { formatProblem } from '../../files/read-one-file.ts';
import { structuredText } from '../../files/structured-text.ts';
import { commaList } from '../../flags/comma-list.ts';
import { booleanOption, choiceOption, repeatable } from '../../flags/options.ts';
import type { Io } from '../../io.ts';

interface DiffFlags {
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly rename?: readonly string[];
  readonly showSecrets?: boolean;
  readonly output: 'text' | 'json' | 'yaml';
}

export default defineCommand<DiffFlags>({
  setup(command) {
    command.argument('[before]', 'file, folder, or - for standard input');
    command.argument('[after]', 'another one');
    command.addOption(
      repeatable('--select <objects>', 'compare only these: Kind:namespace:name, with * (repeatable, or with commas)'),
    );
    command.addOption(
      repeatable('--ignore <objects>', 'pass over these; Kind:namespace:name:path passes over a field of theirs'),
    );
    command.addOption(
      repeatable('--rename <a->b>', 'compare objects of BEFORE under another name: Service:*:istiod->Service:*:pilot'),
    );
    booleanOption(command, '--show-secrets', 'tell what Secrets hold, and not only that it changed');
    command.addOption(choiceOption('-o, --output <format>', 'format', ['text', 'json', 'yaml'], 'text'));
    command.addHelpText('after', examples);
  },
  async run(io, flags, paths) {
    const [before, after] = paths;
    if (before === undefined || after === undefined || paths.length > 2) {
      throw new UsageError(`manifest diff compares two manifests: name two files or folders, not ${paths.length}`);
    }
    if (before === '-' && after === '-') throw new UsageError('standard input is read once: - stands for one manifest');
    const options = {
      select: commaList(flags.select).map((text) => parseObjectPattern(text, '--select')),
      ignore: commaList(flags.ignore).map((text) => parseObjectPattern(text, '--ignore', true)),
      rename: commaList(flags.rename).map(parseRename),
      showSecrets: flags.showSecrets ?? false,
    };
    const namespace = flags.namespace || 'default';
    const diff = compareManifests(
      await readManifest(io, before, namespace),
      await readManifest(io, after, namespace),
      options,
    );
    const { output } = flags;
    const sides = { before: shownFile(before), after: shownFile(after) };
    if (output === 'text') {
      const { manifestDiffText } = await import('../../../output/install/manifest-diff-text.ts');
      const { styleFor } = await import('../../../output/style.ts');
      await io.write(manifestDiffText(diff, sides, await styleFor(io.look)));
    } else {
      const { manifestDiffRecord } = await import('../../../output/install/manifest-diff-record.ts');
      await io.write(await structuredText(manifestDiffRecord(diff, sides), output));
    }
    const isSame = diff.onlyBefore.length + diff.onlyAfter.length + diff.changed.length === 0;
    return isSame ? ExitCode.ok : ExitCode.findings;
  },
});

const examples = `
Exits with 79 when the manifests differ. Objects belong together by group, kind,
namespace and name. Containers, environment variables, ports and other items
that have a name are compared by it, other lists by place; what a ConfigMap
holds as YAML or JSON, field by field.

Examples:
  # What a setting changes
  meshwright manifest generate > before.yaml
  meshwright manifest generate --set meshConfig.enableTracing=true | \\
    meshwright manifest diff before.yaml -

  # Two folders of rendered files, without labels that always differ
  meshwright manifest diff old/ new/ \\
    --ignore '*:*:*:metadata.labels.helm\\.sh/chart'

  # Deployments of one namespace; istiod has another name there
  meshwright manifest diff a.yaml b.yaml --select Deployment:istio-system:* \\
    --rename 'Deployment:*:istiod->Deployment:*:istiod-canary'`;

/** All resources in a file or below a folder. Throws InputError when one cannot be read. */
async function readManifest(io: Io, path: string, defaultNamespace: string): Promise<readonly Resource[]> {
  const { files, problems, notes } = await readInput([path], { cwd: io.cwd, readStdin: () => io.readStdin() });
  for (const note of notes) io.note(`note: ${note}`);
  const unreadable: ReadProblem[] = [...problems];
  const resources: Resource[] = [];
  for (const file of files) {
    const read = toResources(file, { defaultNamespace });
    for (const resource of read.resources) resources.push(resource);
    unreadable.push(...read.problems);
  }
  if (unreadable.length === 0) return resources;
  const lines = unreadable.slice(0, mostProblems).map((problem) => visible(formatProblem(problem)));
  throw new InputError(listed(`${shownFile(path)} cannot be compared`, lines));
}

const mostProblems = 20;
