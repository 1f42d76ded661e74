import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { catalogue } from '../../analysis/catalogue.ts';
import { parseSuppressionRule, type SuppressionRule } from '../../analysis/suppressions/rule.ts';
import { UsageError } from '../../base/errors.ts';
import { type Level, levels, parseLevel } from '../../base/levels.ts';
import { didYouMean } from '../../base/nearest.ts';
import { pathMatcher } from '../../resources/input/path-patterns.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import { booleanOption, levelOption, repeatable, timeoutOption } from '../flags/options.ts';
import type { Io } from '../io.ts';
import { type OutputTarget, parseOutputs } from './findings-output.ts';
import { findProjectFile, fromProject, readProjectFile, type SuppressSetting } from './project-file.ts';
import type { ReadMeshSettings } from './read-mesh.ts';

/** The flags of `analyze`, as given: what is absent is undefined, so that the project file may decide. */
export interface AnalyzeFlags {
  readonly allNamespaces?: boolean;
  readonly analyzer?: readonly string[];
  readonly excludeAnalyzer?: readonly string[];
  readonly closedWorld?: boolean;
  readonly config?: string;
  readonly failureThreshold?: Level;
  readonly ignoreUnknown?: boolean;
  readonly listAnalyzers?: boolean;
  readonly meshConfigFile?: string;
  readonly meshNetworksFile?: string;
  readonly output?: readonly string[];
  readonly outputThreshold?: Level;
  readonly remoteContexts?: readonly string[];
  readonly revision?: string;
  readonly severity?: readonly string[];
  readonly suppress?: readonly string[];
  readonly timeout: number;
  readonly useKube?: boolean;
  readonly verbose?: boolean;
  readonly watch?: boolean;
}

/** Declares istioctl's flags, and then those that it does not have. */
export function addAnalyzeFlags(command: Command): void {
  booleanOption(command, '-A, --all-namespaces', 'report findings of all namespaces, whatever --namespace says');
  command.addOption(repeatable('--analyzer <id>', 'run only this analyzer (repeatable; -L lists them)'));
  command.addOption(levelOption('--failure-threshold <level>', 'exit with 79 from this level on', 'Error'));
  booleanOption(command, '--ignore-unknown', 'pass over documents that cannot be read');
  booleanOption(command, '-L, --list-analyzers', 'list the analyzers and stop');
  command.option('--meshConfigFile <file>', 'mesh config to analyze with');
  command.addOption(
    repeatable(
      '-o, --output <format[=file]>',
      'text (or log), json, yaml, sarif, junit, github, markdown or checkstyle; repeatable, with a file each but one',
    ),
  );
  command.addOption(levelOption('--output-threshold <level>', 'report findings from this level on', 'Info'));
  booleanOption(command, '-R, --recursive', 'accepted for istioctl’s sake: folders are always read with all they hold');
  command.addOption(repeatable('--remote-contexts <context>', 'kubeconfig contexts of further clusters (repeatable)'));
  command.option('-r, --revision <name>', 'only Istio resources that this control plane revision reads');
  command.addOption(
    repeatable('-S, --suppress <code=resource>', 'leave out findings, as "IST0103=Pod shop/*" (repeatable)'),
  );
  command.addOption(timeoutOption('--timeout <duration>', 'give up after this long', '30s'));
  booleanOption(
    command,
    '-k, --use-kube',
    'analyze the live cluster, with the files in place of what it holds (default: without files)',
  );
  booleanOption(command, '-v, --verbose', 'tell on stderr what was run');

  booleanOption(command, '--watch', 'analyze again whenever something changes, and tell what is new or gone');
  booleanOption(command, '--closed-world', 'the files are everything: what they do not hold does not exist');
  command.option('--config <file>', 'project file (default: meshwright.yaml here or above)');
  command.addOption(repeatable('--exclude-analyzer <id>', 'do not run this analyzer (repeatable)'));
  command.option('--meshNetworksFile <file>', 'mesh networks to analyze with');
  command.addOption(
    repeatable('--severity <code=level>', 'another level for a code, or off, as IST0118=Warning (repeatable)'),
  );
}

/** What to analyze and how: the flags, then the project file, then the defaults. */
export interface AnalyzeSettings extends ReadMeshSettings {
  readonly analyzers: readonly string[] | undefined;
  readonly excludeAnalyzers: readonly string[] | undefined;
  readonly closedWorld: boolean;
  readonly failureThreshold: Level;
  readonly outputThreshold: Level;
  readonly namespace: string | undefined;
  readonly outputs: readonly OutputTarget[];
  readonly severity: Readonly<Record<string, Level | 'off'>>;
  readonly suppress: readonly SuppressionRule[];
  /** Milliseconds. */
  readonly timeout: number;
  readonly projectFile: string | undefined;
}

/** Puts the settings together. Rejects with UsageError for what a flag or the project file cannot mean. */
export async function analyzeSettings(
  flags: AnalyzeFlags & GlobalOptions,
  paths: readonly string[],
  io: Io,
): Promise<AnalyzeSettings> {
  const file = flags.config === undefined ? findProjectFile(io.cwd) : resolve(io.cwd, flags.config);
  const name = file === undefined ? '' : relative(io.cwd, file);
  const { analyze: project, folder } =
    file === undefined ? { analyze: {}, folder: io.cwd } : readProjectFile(file, flags.config ?? name);
  const here = (path: string) => fromProject({ folder }, path, io.cwd);

  const given = flags.namespace ?? (flags.allNamespaces ? undefined : project.namespace);
  const all = flags.allNamespaces ?? (flags.namespace === undefined && project.allNamespaces === true);
  return {
    paths: paths.length > 0 ? paths : (project.paths ?? []).map(here),
    exclude: project.exclude ?? [],
    excludeFrom: folder,
    meshConfigFile: flags.meshConfigFile ?? (project.meshConfigFile && here(project.meshConfigFile)),
    meshNetworksFile: flags.meshNetworksFile ?? (project.meshNetworksFile && here(project.meshNetworksFile)),
    istioNamespace: flags.istioNamespace,
    defaultNamespace: given || undefined,
    revision: flags.revision,
    analyzers: flags.analyzer ?? project.analyzers,
    excludeAnalyzers: [...(flags.excludeAnalyzer ?? []), ...(project.excludeAnalyzers ?? [])],
    closedWorld: flags.closedWorld ?? project.closedWorld ?? false,
    failureThreshold: flags.failureThreshold ?? project.failureThreshold ?? 'Error',
    outputThreshold: flags.outputThreshold ?? project.outputThreshold ?? 'Info',
    namespace: all ? undefined : given || undefined,
    outputs: parseOutputs(flags.output ?? project.output ?? ['text']),
    severity: { ...checkCodes(project.severity ?? {}), ...parseSeverities(flags.severity ?? []) },
    suppress: [...knownOnly(flags.suppress ?? [], io), ...(await projectRules(project.suppress ?? [], folder, io.cwd))],
    timeout: flags.timeout,
    projectFile: file === undefined ? undefined : name,
  };
}

function parseSeverities(texts: readonly string[]): Record<string, Level | 'off'> {
  const allowed = [...levels, 'off'];
  const entries = texts.map((text): [string, Level | 'off'] => {
    const [code = '', word = '', ...rest] = text.split('=');
    const level = word.toLowerCase() === 'off' ? 'off' : parseLevel(word);
    if (level === undefined || rest.length > 0) {
      throw new UsageError(`--severity takes CODE=LEVEL with one of ${allowed.join(', ')}, not "${text}"`);
    }
    return [code, level];
  });
  return checkCodes(Object.fromEntries(entries));
}

function checkCodes<T>(byCode: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  for (const code of Object.keys(byCode)) checkCode(code);
  return byCode;
}

/** Rules of the project file; their files are patterns that start from its folder. Throws UsageError for an unknown code. */
const projectRules = (rules: readonly SuppressSetting[], folder: string, cwd: string): Promise<SuppressionRule[]> =>
  Promise.all(
    rules.map(async ({ code, resource, file }) => {
      if (code !== '*') checkCode(code);
      if (file === undefined) return { code, resource };
      const matches = await pathMatcher([file], folder);
      const text = [code, resource, `in ${file}`].filter((part) => part !== undefined).join(' ');
      return { code, resource, file: (name: string) => matches(resolve(cwd, name)), text };
    }),
  );

/** Rules of the command line; one with an unknown code is told and dropped, as istioctl does: scripts outlive codes. */
const knownOnly = (texts: readonly string[], io: Io): SuppressionRule[] =>
  texts.map(parseSuppressionRule).filter(({ code }) => {
    const known = code === '*' || codes.includes(code);
    if (!known) io.note(`warning: there is no code "${code}": this --suppress does nothing.${didYouMean(code, codes)}`);
    return known;
  });

const codes = catalogue.map(({ code }) => code);

/** Throws UsageError for a code that no message has: a setting for it would never do anything. */
function checkCode(code: string): void {
  if (codes.includes(code)) return;
  throw new UsageError(`there is no code "${code}".${didYouMean(code, codes)} "meshwright explain" lists them`);
}
