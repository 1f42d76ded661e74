import type { Path } from '../../resources/json.ts';
import type { AuthorizationRule } from '../../resources/kinds/security.ts';
import type { Action, PolicyTrace, RuleTrace } from './access-result.ts';
import { type Attribute, type AttributeName, attributes, type ValueContext } from './attributes.ts';
import { conditionKey, isReadable } from './condition-key.ts';
import type { Facts } from './facts.ts';
import { principalsOfDomains, sameDomains } from './trust-domains.ts';

type Policy = PolicyTrace['policy'];

/** What rules are held against. */
export interface TraceInput {
  readonly facts: Facts;
  /** Trust domains that are one: the mesh's own first. */
  readonly trustDomains: readonly string[];
  /** What was taken for given is added here. */
  readonly assumptions: Set<string>;
}

/** One line of a rule: values of which one must hold, and values of which none may. */
interface Line {
  readonly attribute: AttributeName;
  readonly context: ValueContext;
  readonly values: readonly string[];
  readonly notValues: readonly string[];
  /** Where they stand. */
  readonly at: Path;
  readonly notAt: Path;
  readonly isReadable: boolean;
}

interface Miss {
  readonly at: Path;
  readonly because: string;
}

const sourceFields = {
  principals: 'source.principal',
  requestPrincipals: 'request.auth.principal',
  namespaces: 'source.namespace',
  serviceAccounts: 'source.serviceAccount',
  trustDomains: 'source.trustDomain',
  ipBlocks: 'source.ip',
  remoteIpBlocks: 'remote.ip',
} as const;
const operationFields = { hosts: 'hosts', methods: 'methods', paths: 'paths', ports: 'destination.port' } as const;

/**
 * Holds a rule against a request. One source and one operation must match as a whole, and every condition. What a proxy
 * cannot be told (fields of HTTP on a port of TCP, values that are none) takes the whole rule out of an ALLOW policy, and
 * is itself left out of all others: both deny more rather than less (istiod's authz model).
 */
export function traceRule(policy: Policy, action: Action, index: number, input: TraceInput): RuleTrace {
  const rule = policy.spec.rules?.[index] ?? {};
  const at = ['spec', 'rules', index];
  const miss = unknownKey(rule, at) ?? firstMiss(linesOf(policy, rule, at, input), at, action, input);
  if (miss === undefined) return { index, matches: true };
  return { index, matches: false, mismatch: { field: policy.at(...miss.at), because: miss.because } };
}

function unknownKey({ when = [] }: AuthorizationRule, at: Path): Miss | undefined {
  const index = when.findIndex(({ key = '' }) => conditionKey(key) === undefined);
  return index < 0
    ? undefined
    : { at: [...at, 'when', index, 'key'], because: `Istio knows no key ${when[index]!.key} and leaves the rule out` };
}

interface Lines {
  /** One of each is enough. */
  readonly from: readonly (readonly Line[])[];
  readonly to: readonly (readonly Line[])[];
  readonly when: readonly Line[];
}

function linesOf(
  policy: Policy,
  { from = [], to = [], when = [] }: AuthorizationRule,
  at: Path,
  input: TraceInput,
): Lines {
  const { namespace } = policy;
  const inFields = (fields: Readonly<Record<string, AttributeName>>, given: object, path: Path): Line[] => {
    const texts = given as Readonly<Record<string, readonly string[] | undefined>>;
    return Object.entries(fields).flatMap(([name, attribute]) => {
      const notName = `not${name[0]!.toUpperCase()}${name.slice(1)}`;
      return lineOf(texts[name], texts[notName], {
        attribute,
        context: { namespace, names: [] },
        at: [...path, name],
        notAt: [...path, notName],
        isReadable: true,
      });
    });
  };
  const lineOf = (
    values: readonly string[] = [],
    notValues: readonly string[] = [],
    line: Omit<Line, 'values' | 'notValues'>,
  ): Line[] => {
    const all = (some: readonly string[]) => withAliases(line.attribute, some, input.trustDomains);
    return values.length + notValues.length === 0 ? [] : [{ ...line, values: all(values), notValues: all(notValues) }];
  };
  return {
    from: from.map(({ source = {} }, i) => inFields(sourceFields, source, [...at, 'from', i, 'source'])),
    to: to.map(({ operation = {} }, i) => inFields(operationFields, operation, [...at, 'to', i, 'operation'])),
    when: when.flatMap(({ key = '', values, notValues }, i) => {
      const known = conditionKey(key)!;
      return lineOf(values, notValues, {
        attribute: known.attribute,
        context: { namespace, names: known.names },
        at: [...at, 'when', i, 'values'],
        notAt: [...at, 'when', i, 'notValues'],
        isReadable: isReadable(known),
      });
    }),
  };
}

function withAliases(
  attribute: AttributeName,
  values: readonly string[],
  domains: readonly string[],
): readonly string[] {
  if (attribute === 'source.principal') return principalsOfDomains(values, domains);
  return attribute === 'source.trustDomain' ? sameDomains(values, domains) : values;
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
