import { counted } from '../../base/counted.ts';
import { UsageError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import { listNames } from '../../base/list-names.ts';
import { fileLabel, findingRecord } from '../../output/findings/finding-record.ts';
import { validationFormats } from '../../output/findings/validation-formats.ts';
import { ValidationCount } from '../../output/findings/validation-report.ts';
import { visible } from '../../output/text/visible.ts';
import { version } from '../../package.ts';
import { defineCommand } from '../command.ts';
import { pathList } from '../flags/comma-list.ts';
import { addInputPaths, booleanOption, choiceOption, repeatable } from '../flags/options.ts';
import type { Io } from '../io.ts';
import { findingsLook } from '../mesh/findings-output.ts';
import { noteProblems } from '../mesh/read-mesh.ts';
import { validateInput } from '../mesh/validate-input.ts';

interface ValidateFlags {
  readonly filename?: readonly string[];
  readonly output: string;
  readonly crd?: readonly string[];
  readonly ignoreUnknown?: boolean;
}

export default defineCommand<ValidateFlags>({
  setup(command) {
    addInputPaths(command);
    command.addOption(choiceOption('-o, --output <format>', 'format', Object.keys(validationFormats), 'text'));
    command.addOption(
      repeatable('--crd <path>', 'file or folder of CustomResourceDefinitions to validate other kinds by (repeatable)'),
    );
    booleanOption(command, '--ignore-unknown', 'let by kinds without a schema, and documents that cannot be read');
    booleanOption(command, '-x, --referential', 'accepted for istioctl’s sake: everything is always checked');
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const { ignoreUnknown = false } = flags;
    const paths = [...pathList(flags.filename), ...args];
    if (paths.length === 0) throw new UsageError('nothing to validate: name files, folders or - with --filename');
    const { format, showsAll, showsWarnings, most } = validationFormats[flags.output]!;
    const count = new ValidationCount(showsAll, ignoreUnknown, showsAll ? 0 : most);
    const files = await validateInput(
      io,
      {
        paths,
        crdPaths: pathList(flags.crd),
        defaultNamespace: flags.namespace || 'default',
        istioNamespace: flags.istioNamespace,
      },
      count,
    );
    const text = await format(count, { ...findingsLook(io), version, cwd: io.cwd });
    noteProblems(io, count.unreadable, ignoreUnknown, 'validated');
    await io.write(text);
    if (!showsWarnings) noteWarnings(io, count);
    noteOutcome(io, count, files, showsAll, !showsWarnings);
    if (count.unreadable.length > 0 && !ignoreUnknown) return ExitCode.unreadableInput;
    return count.invalid > 0 ? ExitCode.findings : ExitCode.ok;
  },
});

const examples = `
Exits with 79 when a resource is invalid, with 65 when a document cannot be read.

Examples:
  # Validate a file, a folder with all it holds, or what another program prints
  meshwright validate -f bookinfo-gateway.yaml
  meshwright validate -f k8s/
  kubectl get virtualservices -A -o yaml | meshwright validate -f -

  # Argo Rollouts beside Istio: their definitions say what they may hold
  meshwright validate -f k8s/ --crd crds/

  # One JSON object for each document
  meshwright validate -f k8s/ -o json`;

/** A screen of them. */
const mostWarnings = 20;
const mostKinds = 20;
/** Kubernetes lets no kind have a longer name. */
const mostOfKind = 63;

function noteWarnings(io: Io, { warnings, moreWarnings }: ValidationCount): void {
  for (const warning of warnings.slice(0, mostWarnings)) {
    const { file, line, column, origin, message } = findingRecord(warning);
    io.note(visible(`warning: ${fileLabel(file)}:${line}:${column}: ${origin} ${message}`));
  }
  const more = warnings.length + moreWarnings - mostWarnings;
  if (more > 0) io.note(`… and ${counted(more, 'more warning')} (-o json lists them all)`);
}

/** Says what came of it all, so that silence is never taken for a verdict. */
function noteOutcome(
  io: Io,
  count: ValidationCount,
  files: number,
  showsAll: boolean,
  isWithoutWarnings: boolean,
): void {
  const { checked, invalid, unchecked, unknown } = count;
  if (!showsAll) noteMore(io, count, isWithoutWarnings);
  const unreadable = count.unreadable.length > 0;
  if (invalid === 0 && !unreadable && checked > 0)
    io.note(`✔ ${counted(checked, 'resource')} in ${counted(files, 'file')} valid.`);
  if (unchecked.size > 0) {
    const hint = count.hasUncheckedGatewayApi
      ? ' (the Gateway API’s definitions, given with --crd, check its kinds)'
      : '';
    io.note(`note: not checked, Istio having no demands on them: ${listed(unchecked)}${hint}`);
  }
  if (unknown.size > 0) io.note(`note: there is no schema for ${listed(unknown)}`);
  if (checked + unchecked.size + unknown.size === 0 && !unreadable && files > 0)
    io.note('note: the input holds no resources');
}

/** What is beyond the format's bound. As text, warnings have been counted already. */
function noteMore(io: Io, { moreErrors, moreWarnings }: ValidationCount, isWithoutWarnings: boolean): void {
  const more = isWithoutWarnings ? moreErrors : moreErrors + moreWarnings;
  if (more > 0)
    io.note(`… and ${counted(more, isWithoutWarnings ? 'more error' : 'more problem')} (-o json lists them all)`);
}

const listed = (kinds: ReadonlyMap<string, number>): string =>
  visible(
    listNames(
      Array.from(kinds, ([kind, n]) => `${n} ${kind.slice(0, mostOfKind)}`),
      mostKinds,
    ),
  );
