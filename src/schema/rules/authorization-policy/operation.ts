import type { Operation } from '../../compiled/security.istio.io/AuthorizationPolicy.js';
import { isSet } from '../../values/presence.ts';
import type { Field } from '../rule.ts';
import { checkValues, ports, someText, type ValueCheck } from './attributes.ts';
import { pathTemplateProblem } from './path-template.ts';

type OperationField = keyof Operation;

/** Fields of an operation → how their values are checked. */
const checks: Readonly<Record<OperationField, ValueCheck>> = {
  hosts: someText,
  notHosts: someText,
  ports,
  notPorts: ports,
  methods: someText,
  notMethods: someText,
  paths: pathTemplateProblem,
  notPaths: pathTemplateProblem,
};

const operationFields = Object.keys(checks) as readonly OperationField[];

/** True where the operation is about certain ports. */
export const namesPorts = ({ ports = [], notPorts = [] }: Operation): boolean => ports.length + notPorts.length > 0;

/** What Istio demands of an entry of `to`. */
export function checkOperation(operation: Operation | undefined, field: Field): void {
  if (operation === undefined) {
    field.error('is required, and missing');
    return;
  }
  if (!operationFields.some((name) => isSet(operation[name]))) {
    field.error(`must not be empty: say in one of ${operationFields.join(', ')} what the operation is`);
  }
  for (const name of operationFields) {
    checkValues(operation[name], checks[name], field, name);
  }
}
