import { MeshwrightError, UsageError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { entry } from '../../../base/map-entry.ts';
import { didYouMean } from '../../../base/nearest.ts';
import type { KubeApi } from '../../../kube/api.ts';
import { type ScopeOf, scopeRecords, scopeTable } from '../../../output/proxy/log-scope-formats.ts';
import { findIstiods, type IstiodPod } from '../../../proxy/istiod/find-istiods.ts';
import { ControlZ, type LogScope, parseScopeLevels, type ScopeChange } from '../../../proxy/istiod/log-scopes.ts';
import { openCluster } from '../../cluster.ts';
import { defineCommand } from '../../command.ts';
import { structuredText } from '../../files/structured-text.ts';
import type { GlobalOptions } from '../../flags/global-options.ts';
import { booleanOption, choiceOption, portOption } from '../../flags/options.ts';
import { addRevisionFlag } from '../../flags/xds-flags.ts';

interface LogFlags {
  readonly selector: string;
  readonly revision?: string;
  readonly level?: string;
  readonly stackTraceLevel?: string;
  readonly reset?: boolean;
  readonly logReset?: boolean;
  readonly stackTraceReset?: boolean;
  /** istioctl's spelling. */
  readonly ctrlz_port: number;
  readonly output: 'short' | 'json' | 'yaml';
}

export default defineCommand<LogFlags>({
  setup(command) {
    command.argument('[pod]', 'an istiod’s Pod (default: all istiods that the flags select)');
    addRevisionFlag(command);
    command.option('--level <scope:level,…>', 'set how much scopes log: none, error, warn, info, debug');
    command.option('--stack-trace-level <scope:level,…>', 'set from which level on scopes log stack traces');
    booleanOption(command, '--reset', 'set all levels to what they are at the start: info, and no stack traces');
    booleanOption(command, '--log-reset', 'set how much all scopes log to info');
    booleanOption(command, '--stack-trace-reset', 'turn stack traces off');
    command.addOption(portOption('--ctrlz_port <port>', 'port of istiod’s ControlZ interface', 9876));
    command.addOption(choiceOption('-o, --output <format>', 'format', ['short', 'json', 'yaml'], 'short'));
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    if (args.length > 1) throw new UsageError(`name one Pod: what is "${args[1]}" for?`);
    const changes = changesOf(flags);
    const api = await openCluster(io, flags);
    try {
      const pods = await istiodsOf(api, flags, args[0]);
      const istiods = pods.map((pod) => new ControlZ(api, pod, flags.ctrlz_port));
      let told = await scopesOf(istiods);
      if (changes !== undefined) {
        const names = await change(told, changes);
        told = (await scopesOf(istiods)).map((one) => ({
          ...one,
          scopes: one.scopes.filter(({ name }) => names.has(name)),
        }));
      }
      const scopes = together(told);
      const { output } = flags;
      if (output === 'short') await io.write(scopeTable(scopes, istiods.length, io.look));
      else await io.write(await structuredText(scopeRecords(scopes), output));
      return ExitCode.ok;
    } finally {
      api.close();
    }
  },
});

const examples = `
Without a Pod's name it is about all istiods; where these differ, a column says
which is meant. After a change it shows what was changed.

Examples:
  # How much each part of istiod logs
  meshwright admin log

  # More about what proxies are sent, and why they are refused
  meshwright admin log --level ads:debug,authorization:debug

  # As it was
  meshwright istiod log --reset`;

/** What to set of scopes by their names, or of all alike. */
type Changes = ReadonlyMap<string, ScopeChange> | ScopeChange;

function changesOf(flags: LogFlags): Changes | undefined {
  const { level, stackTraceLevel, reset, logReset, stackTraceReset } = flags;
  const levels = {
    ...((reset || logReset) && { level: 'info' as const }),
    ...((reset || stackTraceReset) && { stackTraceLevel: 'none' as const }),
  };
  const resets = Object.keys(levels).length > 0;
  if (resets && (level !== undefined || stackTraceLevel !== undefined)) {
    throw new UsageError('set levels, or reset them: --level and --stack-trace-level do not go with resets');
  }
  if (resets) return levels;
  if (level === undefined && stackTraceLevel === undefined) return undefined;
  type Change = { -readonly [K in keyof ScopeChange]: ScopeChange[K] };
  const changes = new Map<string, Change>();
  const of = (scope: string): Change => entry(changes, scope, (): Change => ({}));
  if (level !== undefined) for (const [scope, to] of parseScopeLevels(level, '--level')) of(scope).level = to;
  if (stackTraceLevel !== undefined) {
    for (const [scope, to] of parseScopeLevels(stackTraceLevel, '--stack-trace-level')) of(scope).stackTraceLevel = to;
  }
  return changes;
}

async function istiodsOf(
  api: KubeApi,
  flags: LogFlags & GlobalOptions,
  name: string | undefined,
): Promise<IstiodPod[]> {
  const { istioNamespace, revision, selector } = flags;
  const found = await findIstiods(api, { istioNamespace, revision, selector });
  const chosen = name === undefined ? found : found.filter((pod) => pod.name === name);
  if (chosen.length > 0) return chosen;
  const names = found.map((pod) => pod.name);
  throw new MeshwrightError(
    `no istiod runs in Pod ${istioNamespace}/${name}: there is ${names.join(', ')}.${didYouMean(name!, names)}`,
  );
}

interface ToldScopes {
  readonly istiod: ControlZ;
  readonly scopes: readonly LogScope[];
}

const scopesOf = (istiods: readonly ControlZ[]): Promise<ToldScopes[]> =>
  Promise.all(istiods.map(async (istiod) => ({ istiod, scopes: await istiod.scopes() })));

/**
 * Sets what is to be set, in all istiods; nothing is set where one of them does not have a scope.
 *
 * @returns the scopes' names
 */
async function change(told: readonly ToldScopes[], changes: Changes): Promise<Set<string>> {
  const work = told.flatMap(({ istiod, scopes }) => {
    if (!(changes instanceof Map)) return scopes.map((scope) => ({ istiod, scope, to: changes }));
    return Array.from(changes, ([name, to]) => {
      const scope = scopes.find((one) => one.name === name);
      const names = scopes.map((one) => one.name);
      if (scope === undefined)
        throw new UsageError(
          `istiod ${istiod.name} has no scope "${name}".${didYouMean(name, names)} "meshwright admin log" lists them`,
        );
      return { istiod, scope, to };
    });
  });
  await Promise.all(work.map(({ istiod, scope, to }) => istiod.set(scope, to)));
  return new Set(work.map(({ scope }) => scope.name));
}

/** Scopes that are the same in several istiods stand once. */
function together(told: readonly ToldScopes[]): ScopeOf[] {
  const found = new Map<string, { scope: LogScope; istiods: string[] }>();
  for (const { istiod, scopes } of told) {
    for (const scope of scopes) {
      entry(found, JSON.stringify(scope), () => ({ scope, istiods: [] as string[] })).istiods.push(istiod.name);
    }
  }
  return [...found.values()].sort((a, b) => (a.scope.name < b.scope.name ? -1 : a.scope.name > b.scope.name ? 1 : 0));
}
