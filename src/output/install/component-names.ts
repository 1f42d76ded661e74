/** Components of an installation as people call them, by their names in `spec.components`. */
const names: Readonly<Record<string, string>> = {
  namespaces: 'Namespaces',
  base: 'Istio core',
  pilot: 'istiod',
  ingressGateways: 'Ingress gateways',
  egressGateways: 'Egress gateways',
  cni: 'CNI plugin',
  ztunnel: 'ztunnel',
  last: 'Tag "default"',
};

/** What people call a component, by its key in an IstioOperator. */
export const componentName = (key: string): string => (Object.hasOwn(names, key) ? names[key]! : key);
