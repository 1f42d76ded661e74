import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputError, MeshwrightError, UsageError } from '../../../../base/errors.ts';
import { ExitCode } from '../../../../base/exit-code.ts';
import { ratherOneOf } from '../../../../base/nearest.ts';
import { readFailure } from '../../../../resources/input/read-failure.ts';
import { isObject, type Json } from '../../../../resources/json.ts';
import { readYaml } from '../../../../resources/yaml/read.ts';
import { rewriteDocument } from '../../../../resources/yaml-edit/rewrite-document.ts';
import { defineCommand } from '../../../command.ts';
import { writeFileWhole } from '../../../files/write-file.ts';
import { settableFlags, settingProblem, settingsFile } from '../../../flags/user-settings.ts';

export default defineCommand<object>({
  setup(command) {
    command
      .argument('[flag]', `flag to set: ${Object.keys(settableFlags).join(', ')}`)
      .argument('[value]', 'its default from now on; none goes back to the usual one')
      .addHelpText('after', help);
  },
  async run(io, _, [flag = '', value, ...more]) {
    if (more.length > 0) throw new UsageError(`one flag is set at a time: what is "${more[0]}" for?`);
    const names = Object.keys(settableFlags);
    if (flag === '') throw new UsageError(`name the flag to set: ${names.join(', ')}`);
    if (!names.includes(flag)) throw new UsageError(`there is no setting "${flag}".${ratherOneOf(flag, names)}`);
    const problem = settingProblem(flag, value ?? '');
    if (problem !== undefined) throw new UsageError(problem);
    const file = settingsFile(io);
    if (file === undefined)
      throw new MeshwrightError('there is no home folder for settings: name a file in ISTIOCONFIG');
    const { path } = file;
    writeSettings(path, changed(textOf(path), path, flag, value), io.cwd);
    io.note(value === undefined ? `note: ${flag} is no longer set in ${path}` : `note: ${flag} is set in ${path}`);
    const variable = `ISTIOCTL_${flag.toUpperCase().replaceAll('-', '_')}`;
    if (io.env[variable] !== undefined) io.note(`warning: the variable ${variable} is set as well, and wins`);
    return ExitCode.ok;
  },
});

/** The file's text; none where there is no such file yet. */
function textOf(path: string): string {
  try {
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  } catch (error) {
    throw new InputError(`${path} ${readFailure(error)}`);
  }
}

/** The file's text with the flag set, or without it; everything else stays as it is. */
function changed(text: string, path: string, flag: string, value: string | undefined): string {
  const documents = readYaml(text).filter((one) => one.value !== undefined || one.problem !== undefined);
  const [first] = documents;
  if (first?.problem !== undefined) throw new InputError(`${path}:${first.problem.line}: ${first.problem.message}`);
  const before = first?.value ?? null;
  if (documents.length > 1 || !(before === null || isObject(before)))
    throw new InputError(`${path} is not one YAML map`);
  const kept = Object.entries(before ?? {}).filter(([key]) => key.toLowerCase() !== flag.toLowerCase());
  const after = Object.fromEntries(value === undefined ? kept : [...kept, [flag, typed(flag, value)]]);
  return rewriteDocument(text, before, after).text;
}

function typed(flag: string, value: string): Json {
  const { kind } = settableFlags[flag]!;
  if (value === '' || kind === 'text') return value;
  return kind === 'port' ? Number(value) : value.toLowerCase() === 'true';
}

function writeSettings(path: string, text: string, cwd: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw new MeshwrightError(`cannot make the folder ${dirname(path)}: ${(error as Error).message}`);
  }
  writeFileWhole(path, text, cwd);
}

const help = `
Writes to what ISTIOCONFIG names, or to ~/.istioctl/config.yaml, and leaves
everything else in it as it is. istioctl reads it, too.

Examples:
  # Istio is in a namespace of another name
  meshwright experimental config set istioNamespace istio-control

  # Back to istio-system
  meshwright experimental config set istioNamespace`;
