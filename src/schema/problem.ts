import { counted } from '../base/counted.ts';
import type { Position } from '../resources/document.ts';
import type { Path } from '../resources/json.ts';
import type { RuleProblem } from './rules/rule.ts';

/** What is wrong with one field of a resource; the message is to follow the field's path and a colon. */
export interface ResourceProblem {
  /** From the resource's root. For a field that is missing or unknown, its own path, not its parent's. */
  readonly path: Path;
  readonly message: string;
  /** Where in the resource's file, when `path` does not lead there: within a text. */
  readonly position?: Position;
  /** `schema`: an API server that holds the kind's definition refuses it. `semantic`: Istio alone does. */
  readonly source: 'schema' | 'semantic';
  /** False for what an API server alone refuses, and for warnings that Istio does not give. */
  readonly isIstios: boolean;
  /** What found it: `VirtualService/route-weights`, or `schema`. */
  readonly rule: string;
  /** True for what is accepted although it does not do what it seems to. */
  readonly isWarning: boolean;
}

/** A problem that an API server finds. The definitions say what Istio itself demands, so that Istio finds it as well. */
export const schemaProblem = (path: Path, message: string): ResourceProblem => ({
  path,
  message,
  source: 'schema',
  isIstios: true,
  rule: 'schema',
  isWarning: false,
});

/** A problem that an API server alone finds, such as a field that is not there: Istio passes over it. */
export const apiServerProblem = (path: Path, message: string): ResourceProblem => ({
  ...schemaProblem(path, message),
  isIstios: false,
});

/** Problems of a kind that are told of one resource; of the rest, how many there are. */
export const mostTold = 200;

/** Says that there are more. */
export const andMore = (n: number): string =>
  `has ${counted(n, 'more problem')} of the kind, which ${n === 1 ? 'is' : 'are'} not listed`;

/** The first of `problems`, and one at `path` that counts the rest where there are too many. */
export function bounded<P extends RuleProblem>(problems: readonly P[], path: Path): readonly P[] {
  if (problems.length <= mostTold) return problems;
  const rest = problems.slice(mostTold);
  const last = {
    ...rest[0]!,
    path,
    message: andMore(rest.length),
    isWarning: rest.every(({ isWarning }) => isWarning),
    isIstios: rest.some(({ isIstios }) => isIstios),
  };
  return [...problems.slice(0, mostTold), last];
}

/** The problem of a rule as one of the resource. */
export const semantic = (problem: RuleProblem): ResourceProblem => ({ ...problem, source: 'semantic' });
