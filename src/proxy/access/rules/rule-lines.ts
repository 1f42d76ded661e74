import type { Path } from '../../../resources/json.ts';
import type { AuthorizationRule } from '../../../resources/kinds/security.ts';
import type { PolicyTrace } from '../access-result.ts';
import type { ValueContext } from './attribute.ts';
import type { AttributeName } from './attributes.ts';
import { conditionKey, isReadable } from './condition-key.ts';
import { principalsOfDomains, sameDomains } from './trust-domains.ts';

type Policy = PolicyTrace['policy'];

/** One line of a rule: values of which one must hold, and values of which none may. */
export interface Line {
  readonly attribute: AttributeName;
  readonly context: ValueContext;
  readonly values: readonly string[];
  readonly notValues: readonly string[];
  /** Where they stand. */
  readonly at: Path;
  readonly notAt: Path;
  readonly isReadable: boolean;
}

/** The lines of a rule. */
export interface Lines {
  /** One of each is enough. */
  readonly from: readonly (readonly Line[])[];
  readonly to: readonly (readonly Line[])[];
  readonly when: readonly Line[];
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
 * The lines of the rule that stands at `at`.
 *
 * @param trustDomains those that are one: the mesh's own first
 */
export function linesOf(
  policy: Policy,
  { from = [], to = [], when = [] }: AuthorizationRule,
  at: Path,
  trustDomains: readonly string[],
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
    const all = (some: readonly string[]) => withAliases(line.attribute, some, trustDomains);
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
