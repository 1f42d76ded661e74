import { compareTexts, equalFold } from '../../base/compare-texts.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { goSorted } from '../go-sort.ts';
import type { ZtunnelDump } from './dump.ts';
import { asItIs, list, listOf, optional, record, text } from './record.ts';

/** The policies of a namespace, or with '' of all, by namespace and name. */
export const policies = (dump: ZtunnelDump, namespace: string): JsonObject[] =>
  goSorted(
    dump.all('policies').filter((one) => namespace === '' || equalFold(textAt(one, 'namespace'), namespace)),
    (a, b) => {
      const compare = (field: string) => compareTexts(textAt(a, field), textAt(b, field));
      return (compare('namespace') || compare('name')) < 0;
    },
  );

export interface PolicyRow {
  readonly namespace: string;
  readonly name: string;
  readonly action: string;
  readonly scope: string;
}

export const policyRow = (policy: JsonObject): PolicyRow => ({
  namespace: textAt(policy, 'namespace'),
  name: textAt(policy, 'name'),
  action: textAt(policy, 'action'),
  scope: textAt(policy, 'scope'),
});

const texts = optional(
  listOf(record({ Exact: optional(text), Suffix: optional(text), Prefix: optional(text), Presence: optional(asItIs) })),
);
const accounts = optional(listOf(record({ namespace: text, serviceAccount: text })));
const addresses = optional(list);
const ports = optional(list);

const match = record({
  namespaces: texts,
  notNamespaces: texts,
  principals: texts,
  notPrincipals: texts,
  sourceIps: addresses,
  notSourceIps: addresses,
  destinationIps: addresses,
  notDestinationIps: addresses,
  destinationPorts: ports,
  notDestinationPorts: ports,
  serviceAccounts: accounts,
  notServiceAccounts: accounts,
});

/** A policy's fields as they are printed. */
export const policyRecord = record({
  name: text,
  namespace: text,
  scope: text,
  action: text,
  rules: listOf(listOf(listOf(match))),
});
