import { MeshwrightError } from '../base/errors.ts';
import { type Level, levels } from '../base/levels.ts';
import type { KubeApi } from '../kube/api.ts';
import { KubeError } from '../kube/kube-error.ts';
import { rbacRule } from '../kube/refusal.ts';
import { type Check, NotApplicable, type Problem, type Stage, type State } from './check.ts';
import { checks } from './checks.ts';
import type { Settings } from './settings.ts';
import { type Server, type SourceName, sources } from './sources.ts';

/** What could not be read, and what would help. */
export interface Unread {
  readonly reason: string;
  /** The rule of a Role that would let the user read it, as `apiGroups: [""], resources: ["pods"], verbs: ["list"]`. */
  readonly rule?: string;
}

/** What came of a check. */
export interface Outcome {
  readonly check: Check;
  readonly status: 'ok' | 'problem' | 'unknown' | 'skipped';
  /** Gravest first. */
  readonly problems: readonly Problem[];
  /** What there is to say besides; why a check was skipped. */
  readonly detail: string;
  readonly unread: readonly Unread[];
}

/** What was read, or why it could not be. */
export type Readings = {
  readonly [K in SourceName]?: { readonly value: unknown } | { readonly problem: MeshwrightError };
};

/** The checks of a stage; a category's stand together. */
export const checksOf = (stage: Stage): readonly Check[] => checks.filter(({ stages }) => stages.includes(stage));

/**
 * Reads what checks need, all at once. A server that does not answer is asked only once.
 *
 * @param deadline when to give up, on `performance.now()`'s clock
 */
export async function readSources(
  api: KubeApi,
  chosen: readonly Check[],
  settings: Settings,
  deadline: number,
  signal?: AbortSignal,
): Promise<Readings> {
  const read = async (name: SourceName) => {
    try {
      return { value: await sources[name](api, settings, { deadline, signal }) };
    } catch (error) {
      if (error instanceof MeshwrightError) return { problem: error };
      if (error instanceof SyntaxError)
        return { problem: new KubeError(`cannot read ${name}: the answer is not JSON`) };
      throw error;
    }
  };
  const server = await read('server');
  const isAbsent = !('value' in server) || (server.value as Server).version === undefined;
  const silent = { problem: new KubeError('the API server does not answer') };
  const names = [...new Set(chosen.flatMap(({ reads }) => reads))].filter((name) => name !== 'server');
  const others = await Promise.all(names.map(async (name) => [name, isAbsent ? silent : await read(name)] as const));
  return { server, ...Object.fromEntries(others) };
}

/** Runs checks over what was read. Pure. */
export const runChecks = (chosen: readonly Check[], readings: Readings, settings: Settings): Outcome[] =>
  chosen.map((check) => {
    const problems: Problem[] = [];
    const unread = check.reads.flatMap((name) => {
      const reading = readings[name];
      if (reading === undefined) throw new Error(`${check.id} reads ${name}, which was not read`);
      return 'problem' in reading ? [unreadOf(reading.problem)] : [];
    });
    if (unread.length > 0) return { check, status: 'unknown', problems, detail: '', unread: distinct(unread) };
    const values = check.reads.map((name) => [name, (readings[name] as { value: unknown }).value]);
    const state = { settings, ...Object.fromEntries(values) } as State<SourceName>;
    const said = check.run(state, (level, subject, message, hint) => problems.push({ level, subject, message, hint }));
    if (said instanceof NotApplicable) return { check, status: 'skipped', problems, detail: said.reason, unread };
    problems.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
    return { check, status: problems.length > 0 ? 'problem' : 'ok', problems, detail: said ?? '', unread };
  });

function unreadOf(error: MeshwrightError): Unread {
  // The rule that the message ends with stands by itself.
  const reason = error.message.split(/\. This rule in /)[0]!.replace(/\n.*/s, '');
  const permission = error instanceof KubeError ? error.permission : undefined;
  return { reason, ...(permission !== undefined && { rule: rbacRule(permission).join(', ') }) };
}

const distinct = (unread: readonly Unread[]): Unread[] => [
  ...new Map(unread.map((one) => [one.reason, one] as const)).values(),
];

/** How many problems there are of each level. */
export const countProblems = (outcomes: readonly Outcome[]): Record<Level, number> => {
  const counts = { Error: 0, Warning: 0, Info: 0 };
  for (const { problems } of outcomes) for (const { level } of problems) counts[level]++;
  return counts;
};
