import { hostProblem, isDnsLabel } from '../../values/host.ts';
import { type Problem, quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';

function gatewayNameProblem(name: string): Problem {
  const slash = name.indexOf('/');
  if (slash === -1) return name === '' || hostProblem(name) !== undefined ? unreadable(name) : undefined;
  return isDnsLabel(name.slice(0, slash)) && isDnsLabel(name.slice(slash + 1)) ? undefined : unreadable(name);
}

const unreadable = (name: string): string =>
  `must be a gateway's name, perhaps with its namespace and a slash before it, not ${quote(name)}`;

/**
 * Checks names of gateways: `name`, `namespace/name`, `mesh`, or in the old form a host name. Istio looks no further than
 * the first without a slash, so bad names after it get in, and name nothing: these are warned of.
 *
 * @param field where the list stands
 */
export function checkGatewayNames(names: readonly string[] = [], field: Field): void {
  let isUnread = false;
  for (const [i, name] of names.entries()) {
    const problem = gatewayNameProblem(name);
    const [gateway = '', namespace] = name.split('.');
    const today = namespace ? `${namespace}/${gateway}` : gateway;
    if (problem !== undefined) field.at(i)[isUnread ? 'advice' : 'error'](problem);
    else if (namespace !== undefined) field.at(i).warning(`is in an old form: write ${quote(today)}`);
    isUnread ||= !name.includes('/');
  }
}
