import type { IstioOperatorSpec } from '../../compiled/install.istio.io/IstioOperator.js';
import { namespaceProblem } from '../../values/namespace.ts';
import type { Field } from '../rule.ts';

/** Reports namespaces, to install into, that no cluster can have: istioctl takes any, and the API server refuses it. */
export function checkNamespaces({ components = {}, values = {} }: IstioOperatorSpec, field: Field): void {
  advise(values.global?.istioNamespace, field.at('values', 'global', 'istioNamespace'));
  for (const name of ['pilot', 'cni', 'ztunnel'] as const) {
    advise(components[name]?.namespace, field.at('components', name, 'namespace'));
  }
  for (const list of ['ingressGateways', 'egressGateways'] as const) {
    for (const [i, gateway] of (components[list] ?? []).entries()) {
      advise(gateway.namespace, field.at('components', list, i, 'namespace'));
    }
  }
}

function advise(namespace: string | undefined, field: Field): void {
  const problem = namespace ? namespaceProblem(namespace) : undefined;
  if (problem !== undefined) field.advice(problem);
}
