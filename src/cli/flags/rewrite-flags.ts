import type { Command } from 'commander';
import { UsageError } from '../../base/errors.ts';
import { type WorkloadKinds, workloadKinds } from '../../inject/workload-kinds.ts';
import { pathList } from './comma-list.ts';
import { addInputPaths, booleanOption, choiceOption, repeatable } from './options.ts';

/** Flags of commands that rewrite manifests: what they read, and where the result goes. */
export interface RewriteFlags {
  readonly filename?: readonly string[];
  readonly podTemplatePath?: readonly string[];
  readonly output?: string;
  readonly inPlace?: boolean;
  readonly check?: boolean;
  readonly patch?: string;
  readonly stream?: boolean;
  readonly verbose?: boolean;
}

/** Where the result goes; at most one of the flags says so. */
export type Destination = 'stdout' | 'file' | 'in place' | 'check' | 'patch' | 'stream';

/** @param check what `--check` is for */
export function addRewriteFlags(command: Command, check: string): void {
  addInputPaths(command);
  command.option('-o, --output <file>', 'file to write to');
  booleanOption(command, '--in-place', 'rewrite the files themselves: all of them, or none where one fails');
  booleanOption(command, '--check', check);
  command.addOption(
    choiceOption('--patch <format>', 'print only what changes, for each workload, as', ['json', 'kustomize']),
  );
  booleanOption(command, '--stream', 'write each document at once, without waiting for the end of the input');
  booleanOption(command, '-v, --verbose', 'say on standard error which workloads are left alone, and why');
  command.addOption(
    repeatable(
      '--pod-template-path <kind=path>',
      'where another kind has a Pod template: RayCluster.ray.io=spec.headGroupSpec.template (repeatable)',
    ),
  );
}

/** What the flags ask for. */
export interface RewriteRequest {
  readonly paths: readonly string[];
  readonly kinds: WorkloadKinds;
  readonly to: Destination;
}

/** @throws UsageError where flags do not go together, and where no input is named */
export function rewriteRequest(flags: RewriteFlags, args: readonly string[]): RewriteRequest {
  const paths = [...pathList(flags.filename), ...args];
  if (paths.length === 0) throw new UsageError('there is nothing to read: name files, folders or - with --filename');
  const given = destinations.filter(([, , isGiven]) => isGiven(flags));
  const [first, second] = given;
  if (second !== undefined) throw new UsageError(`${first![1]} and ${second[1]} do not go together`);
  const to = first?.[0] ?? 'stdout';
  if (to === 'in place' && paths.includes('-')) throw new UsageError('--in-place cannot rewrite standard input');
  return { paths, kinds: workloadKinds(flags.podTemplatePath), to };
}

const destinations: readonly [Destination, string, (flags: RewriteFlags) => unknown][] = [
  ['file', '--output', ({ output }) => output !== undefined && output !== '-'],
  ['in place', '--in-place', ({ inPlace }) => inPlace],
  ['check', '--check', ({ check }) => check],
  ['patch', '--patch', ({ patch }) => patch !== undefined],
  ['stream', '--stream', ({ stream }) => stream],
];
