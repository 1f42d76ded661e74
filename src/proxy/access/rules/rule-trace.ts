import type { Path } from '../../../resources/json.ts';
import type { AuthorizationRule } from '../../../resources/kinds/security.ts';
import type { Action, PolicyTrace, RuleTrace } from '../access-result.ts';
import type { Facts } from '../facts.ts';
import type { Attribute } from './attribute.ts';
import { attributes } from './attributes.ts';
import { conditionKey } from './condition-key.ts';
import { type Line, type Lines, linesOf } from './rule-lines.ts';

type Policy = PolicyTrace['policy'];

/** What rules are held against. */
export interface TraceInput {
  readonly facts: Facts;
  /** Trust domains that are one: the mesh's own first. */
  readonly trustDomains: readonly string[];
  /** What was taken for given is added here. */
  readonly assumptions: Set<string>;
}

interface Miss {
  readonly at: Path;
  readonly because: string;
}

/**
 * Holds a rule against a request. One source and one operation must match as a whole, and every condition. What a proxy
 * cannot be told (fields of HTTP on a port of TCP, values that are none) takes the whole rule out of an ALLOW policy, and
 * is itself left out of all others: both deny more rather than less (istiod's authz model).
 */
export function traceRule(policy: Policy, action: Action, index: number, input: TraceInput): RuleTrace {
  const rule = policy.spec.rules?.[index] ?? {};
  const at = ['spec', 'rules', index];
  const miss = unknownKey(rule, at) ?? firstMiss(linesOf(policy, rule, at, input.trustDomains), at, action, input);
  if (miss === undefined) return { index, matches: true };
  return { index, matches: false, mismatch: { field: policy.at(...miss.at), because: miss.because } };
}

function unknownKey({ when = [] }: AuthorizationRule, at: Path): Miss | undefined {
  const index = when.findIndex(({ key = '' }) => conditionKey(key) === undefined);
  return index < 0
    ? undefined
    : { at: [...at, 'when', index, 'key'], because: `Istio knows no key ${when[index]!.key} and leaves the rule out` };
}

function firstMiss({ from, to, when }: Lines, at: Path, action: Action, input: TraceInput): Miss | undefined {
  if (action === 'ALLOW') {
    for (const line of [...from.flat(), ...to.flat(), ...when]) {
      const problem = problemOf(line, input.facts);
      if (problem !== undefined) return problem;
    }
  }
  return (
    noneOf(from, [...at, 'from'], input) ??
    noneOf(to, [...at, 'to'], input) ??
    firstOf(when, (line) => missOf(line, input))
  );
}

/** Where alternatives are and none matches: the field of the only one, or what all of them miss. */
function noneOf(alternatives: readonly (readonly Line[])[], at: Path, input: TraceInput): Miss | undefined {
  const misses: Miss[] = [];
  for (const lines of alternatives) {
    const miss = firstOf(lines, (line) => missOf(line, input));
    if (miss === undefined) return undefined;
    misses.push(miss);
  }
  if (misses.length < 2) return misses[0];
  return { at, because: [...new Set(misses.map(({ because }) => because))].join('; ') };
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

const attributeOf = ({ attribute }: Line): Attribute => attributes[attribute];

/** A value that the proxy cannot be told. */
function problemOf(line: Line, { layer }: Facts): Miss | undefined {
  const { layers, reads = () => true } = attributeOf(line);
  const where = line.values.length > 0 ? line.at : line.notAt;
  if (!layers.includes(layer)) {
    const name = String(where.at(-1) === 'values' || where.at(-1) === 'notValues' ? line.attribute : where.at(-1));
    const who = layer === 'ztunnel' ? 'ztunnel does not know' : 'a port of TCP has no';
    return { at: where, because: `${who} ${name}: Istio leaves the rule out` };
  }
  if (!line.isReadable) return { at: where, because: 'its key has no name in brackets: Istio leaves the rule out' };
  for (const [values, at] of [
    [line.values, line.at],
    [line.notValues, line.notAt],
  ] as const) {
    const index = values.findIndex((value) => !reads(value));
    if (index >= 0)
      return { at: [...at, index], because: `${values[index]} cannot be read: Istio leaves the rule out` };
  }
  return undefined;
}

function missOf(line: Line, { facts, assumptions }: TraceInput): Miss | undefined {
  const attribute = attributeOf(line);
  const { layers, reads = () => true, holds, actual, assumes } = attribute;
  if (!layers.includes(facts.layer) || !line.isReadable) return undefined;
  const assumption = assumes?.(facts);
  if (assumption !== undefined) assumptions.add(assumption);
  const values = line.values.filter(reads);
  const isOne = (value: string) => holds(value, facts, line.context);
  if (values.length > 0 && !values.some(isOne)) return { at: line.at, because: actual(facts, line.context, values) };
  if (line.notValues.filter(reads).some(isOne)) return { at: line.notAt, because: actual(facts, line.context) };
  return undefined;
}
