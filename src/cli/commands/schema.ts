import { UsageError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import { formatJson } from '../../output/findings/findings-json.ts';
import { styleFor } from '../../output/style.ts';
import type { Look } from '../../output/text/look.ts';
import { formatTable } from '../../output/text/table.ts';
import { readPackageFile } from '../../package-files.ts';
import type { Json, JsonObject } from '../../resources/json.ts';
import { customResourceDefinition } from '../../schema/crd.ts';
import { fieldHelp, fieldSchema, firstSentence } from '../../schema/field-help.ts';
import { type DescribedKind, describedKinds, findKind } from '../../schema/kind-names.ts';
import { defineCommand } from '../command.ts';
import { booleanOption, choiceOption } from '../flags/options.ts';
import type { Io } from '../io.ts';
import { fieldNote, fieldText } from '../mesh/field-text.ts';

const formats = ['text', 'json', 'yaml', 'crd'] as const;
type Format = (typeof formats)[number];

interface Options {
  readonly all?: boolean;
  readonly output?: Format;
}

export default defineCommand<Options>({
  setup(command) {
    command.argument(
      '[kind]',
      'a kind (VirtualService, vs), a field of one (vs.spec.http), or all; none lists the kinds',
    );
    booleanOption(command, '--all', 'the same as all in place of a kind');
    const meaning = 'json for a kind, text for a list or a field, crd for a CustomResourceDefinition';
    command.addOption(choiceOption('-o, --output <format>', `output format (default: ${meaning})`, formats));
    command.addHelpText('after', examples);
  },
  async run(io, { all = false, output }, args) {
    const wanted = all ? ['all', ...args] : args;
    if (wanted.length > 1)
      throw new UsageError(`schema takes one kind or field, not ${wanted.length}: ${wanted.join(' ')}`);
    await io.write(await answer(wanted[0], output, await describedKinds(), io));
    return ExitCode.ok;
  },
});

const examples = `
Examples:
  # What may stand in a field
  meshwright schema VirtualService.spec.http.retries

  # For an editor: one schema for all of Istio's resources
  meshwright schema all > istio.json

  # The CustomResourceDefinitions of all kinds
  meshwright schema all -o crd`;

async function answer(
  wanted: string | undefined,
  output: Format | undefined,
  kinds: readonly DescribedKind[],
  io: Io,
): Promise<string> {
  if (wanted === undefined) return listOf(kinds, output ?? 'text', io);
  if (wanted === 'all') return everything(kinds, output ?? 'json', io);
  const { kind, steps } = findKind(wanted, kinds);
  if (output === 'crd') return crdsOf([checkForCrd(kind, steps)]);
  const format = output ?? (steps.length === 0 ? 'json' : 'text');
  if (format === 'text') return explain(kind, steps, io);
  return inFormat(steps.length === 0 ? published(kind.id) : partOf(kind, steps), format);
}

async function listOf(kinds: readonly DescribedKind[], format: Format, io: Io): Promise<string> {
  if (format === 'crd') throw new UsageError('-o crd needs a kind, or all');
  if (format === 'text') return kindTable(kinds, io.look);
  const records = kinds.map(({ group, kind, apiVersions, plural, shortNames, schema }) => ({
    ...{ group, kind, apiVersions, plural, shortNames, summary: summaryOf(schema) },
  }));
  return inFormat(records, format);
}

const kindTable = (kinds: readonly DescribedKind[], look: Look): string =>
  formatTable(
    ['KIND', 'API VERSIONS', 'SUMMARY'],
    kinds.map(({ name, apiVersions, schema }) => [name, versionsOf(apiVersions), summaryOf(schema)]),
    look,
  );

/** `networking.istio.io/v1, v1beta1`. */
const versionsOf = (apiVersions: readonly string[]): string =>
  apiVersions.map((version, i) => (i === 0 ? version : version.slice(version.indexOf('/') + 1))).join(', ');

const summaryOf = ({ description }: JsonObject): string => firstSentence(String(description)).replace(/\.$/, '');

function everything(kinds: readonly DescribedKind[], format: Format, io: Io): Promise<string> {
  if (format === 'text') return listOf(kinds, format, io);
  if (format === 'crd') return crdsOf(kinds.filter(({ plural }) => plural !== undefined));
  return inFormat(published('istio'), format);
}

function checkForCrd(kind: DescribedKind, steps: readonly string[]): DescribedKind {
  if (kind.plural === undefined) {
    throw new UsageError(`${kind.name} has no CustomResourceDefinition: files hold it, and no cluster does`);
  }
  if (steps.length > 0) throw new UsageError(`-o crd is for whole kinds: leave out ".${steps.join('.')}"`);
  return kind;
}

async function explain(
  { name, apiVersions, schema }: DescribedKind,
  steps: readonly string[],
  io: Io,
): Promise<string> {
  const { node, isRequired } = fieldSchema(schema, steps, name);
  const help = fieldHelp(node, schema);
  const note = steps.length === 0 ? versionsOf(apiVersions) : fieldNote({ ...help, isRequired });
  const width = Math.min(io.columns ?? 80, 120);
  return fieldText([name, ...steps].join('.'), note, help, width, await styleFor(io.look));
}

/** A field's schema, with the definitions that it needs. */
function partOf({ name, schema }: DescribedKind, steps: readonly string[]): JsonObject {
  const { node } = fieldSchema(schema, steps, name);
  const $defs: Record<string, Json> = {};
  const queue = [JSON.stringify(node)];
  for (const text of queue) {
    for (const [, ref] of text.matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)) {
      if (Object.hasOwn($defs, ref!)) continue;
      $defs[ref!] = (schema.$defs as JsonObject)[ref!]!;
      queue.push(JSON.stringify($defs[ref!]));
    }
  }
  return { $schema: schema.$schema, ...node, ...(Object.keys($defs).length > 0 && { $defs }) };
}

/** A schema as the package holds it for editors. */
const published = (id: string): Json => JSON.parse(readPackageFile(`dist/schemas/${id}.json`).toString()) as Json;

async function inFormat(value: unknown, format: 'json' | 'yaml'): Promise<string> {
  return format === 'json' ? formatJson(value) : (await yaml())(value);
}

async function crdsOf(kinds: readonly DescribedKind[]): Promise<string> {
  const toYaml = await yaml();
  return kinds.map(({ schema }) => toYaml(customResourceDefinition(schema))).join('---\n');
}

const yaml = async () => (await import('../../output/text/yaml-text.ts')).yamlText;
