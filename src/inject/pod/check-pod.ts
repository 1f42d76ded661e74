import { parseTime } from '../../render/functions/time/parse.ts';
import { isObject, type Json, type Path } from '../../resources/json.ts';
import { InjectionError, type PodTemplate } from '../pod-template.ts';
import { metadataType, type PodType, specType } from './pod-types.ts';
import { readQuantity } from './quantity.ts';

/**
 * Refuses a Pod in which a field has another type than Kubernetes gives it, as its typed decoder does. What is not there or
 * null is fine, and so are fields that Kubernetes does not know.
 *
 * @throws InjectionError for the first such field
 */
export function checkPod({ metadata, spec }: PodTemplate): void {
  checkValue(metadata, metadataType, ['metadata']);
  checkValue(spec, specType, ['spec']);
}

/**
 * Refuses a value that is none of `type`: `checkPod` for a part of a Pod, which stands at `at`.
 *
 * @throws InjectionError
 */
function checkValue(value: Json | undefined, type: PodType, at: Path): void {
  const problem = problemOf(value, type, at);
  if (problem !== undefined) throw problem;
}

/** The first thing for which a value is none of `type`; undefined where it is one. */
export function problemOf(value: Json | undefined, type: PodType, at: Path = []): InjectionError | undefined {
  const problem = problemIn(value, type);
  return problem && new InjectionError(problem.reason, [...at, ...problem.steps.reverse()]);
}

/** What is wrong somewhere in a value, and the steps to there, the last one first. */
interface Problem {
  readonly reason: string;
  readonly steps: (string | number)[];
}

/** The first problem in a value. Paths are only made once there is one: all Pods pass here. */
function problemIn(value: Json | undefined, type: PodType): Problem | undefined {
  if (value === null || value === undefined) return undefined;
  switch (type.kind) {
    case 'object': {
      if (!isObject(value)) return wrong('a map', value);
      const fields = type.byJson;
      for (const key in value) {
        const field = fields.get(key);
        const problem = field && problemIn(value[key], field.type);
        if (problem !== undefined) return within(key, problem);
      }
      return undefined;
    }
    case 'pointer':
      return problemIn(value, type.element);
    case 'list': {
      if (!Array.isArray(value)) return wrong('a list', value);
      for (let i = 0; i < value.length; i++) {
        const problem = problemIn(value[i] as Json, type.element);
        if (problem !== undefined) return within(i, problem);
      }
      return undefined;
    }
    case 'map':
      if (!isObject(value)) return wrong('a map', value);
      for (const key in value) {
        const problem = problemIn(value[key], type.element);
        if (problem !== undefined) return within(key, problem);
      }
      return undefined;
    default:
      return scalars[type.kind].test(value) ? undefined : wrong(scalars[type.kind].words, value);
  }
}

function within(step: string | number, problem: Problem): Problem {
  problem.steps.push(step);
  return problem;
}

const integer =
  (bits: number) =>
  (value: Json): boolean =>
    Number.isInteger(value) && (value as number) >= -(2 ** (bits - 1)) && (value as number) < 2 ** (bits - 1);

type ScalarKind = Exclude<PodType['kind'], 'object' | 'pointer' | 'list' | 'map'>;

const scalars: Readonly<Record<ScalarKind, { readonly words: string; test(value: Json): boolean }>> = {
  string: { words: 'a text', test: (value) => typeof value === 'string' },
  bool: { words: 'true or false', test: (value) => typeof value === 'boolean' },
  int32: { words: 'a whole number of 32 bits', test: integer(32) },
  int64: { words: 'a whole number', test: integer(64) },
  quantity: {
    words: 'a quantity, like 100m or 128Mi',
    test: (value) => (typeof value === 'string' || typeof value === 'number') && readQuantity(value) !== undefined,
  },
  intOrString: {
    words: 'a whole number or a text',
    test: (value) => typeof value === 'string' || integer(32)(value),
  },
  time: {
    words: 'a time, like 2026-11-23T08:00:00Z',
    test: (value) => typeof value === 'string' && parseTime('2006-01-02T15:04:05Z07:00', value) !== undefined,
  },
  any: { words: 'any value', test: () => true },
};

const wrong = (words: string, value: Json): Problem => ({ reason: `must be ${words}, not ${shown(value)}`, steps: [] });

const shown = (value: Json): string => {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'a map';
  return typeof value === 'string' && value.length > 40 ? 'this text' : JSON.stringify(value);
};
