import type { JsonObject } from '../../../resources/json.ts';
import type { GatewayComponentSpec, IstioOperatorSpec } from '../../compiled/install.istio.io/IstioOperator.js';
import { quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';

/** Lists of gateways, with the values that all of a list share. */
const gatewayCharts = [
  ['ingressGateways', 'istio-ingressgateway'],
  ['egressGateways', 'istio-egressgateway'],
] as const;

const objectName = /^[a-z0-9.-]{1,254}$/;
/** Names of Services are DNS labels that start with a letter (RFC 1035). */
const serviceName = /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const lowestUnprivileged = 1024;

/** Reports gateways whose name no object, or no Service, can have. */
export function checkGatewayNames({ components = {}, values = {} }: IstioOperatorSpec, field: Field): void {
  for (const [list, chart] of gatewayCharts) {
    const hasService = !values.gateways?.[chart]?.customService;
    for (const [i, { name = '' }] of (components[list] ?? []).entries()) {
      const at = field.at('components', list, i, 'name');
      if (name === '' || serviceName.test(name)) continue;
      if (!objectName.test(name)) {
        at.error(`must be lowercase letters, digits, "-" and ".", at most 254 of them, not ${quote(name)}`);
      } else if (hasService) {
        at.advice(
          `must be a Service's name too: at most 63 lowercase letters, digits and inner hyphens after a letter, not ${quote(name)}`,
        );
      }
    }
  }
}

/** Reports ports that a gateway could listen on as root only, which it is not unless `runAsRoot` says so. */
export function checkPrivilegedPorts({ components = {}, values = {} }: IstioOperatorSpec, field: Field): void {
  for (const [list, chart] of gatewayCharts) {
    if (values.gateways?.[chart]?.runAsRoot) continue;
    for (const [i, { k8s }] of (components[list] ?? []).entries()) {
      const ports = k8s?.service?.ports ?? [];
      checkPorts(
        ports.map(({ port = 0, targetPort = 0 }) => ({ port, targetPort })),
        chart,
        field.at('components', list, i, 'k8s', 'service', 'ports'),
      );
    }
  }
  const chart = 'istio-ingressgateway';
  const { runAsRoot, ingressPorts = [] } = values.gateways?.[chart] ?? {};
  if (!runAsRoot) checkPorts(ingressPorts, chart, field.at('values', 'gateways', chart, 'ingressPorts'));
}

/** @param ports of which `ingressPorts` has no types: istioctl passes over one that is no number */
function checkPorts(ports: readonly JsonObject[], chart: string, field: Field): void {
  for (const [i, { port, targetPort }] of ports.entries()) {
    const target = targetPort ?? 0;
    if (typeof port !== 'number' || typeof target !== 'number' || target >= lowestUnprivileged) continue;
    const why = `the gateway does not run as root. Else set spec.values.gateways.${chart}.runAsRoot to true`;
    const at = field.at(i, 'targetPort');
    if (Math.trunc(target) !== 0) at.error(`must be ${lowestUnprivileged} or more, not ${target}: ${why}`);
    // istioctl wants it for port 1024 too.
    else if (port <= lowestUnprivileged) {
      at.error(`must be set, to ${lowestUnprivileged} or more, for port ${port}: ${why}`);
    }
  }
}

/** Reports numbers of replicas that autoscaling overrides. */
export function checkReplicas({ components = {}, values = {} }: IstioOperatorSpec, field: Field): void {
  const { pilot } = components;
  if (values.pilot?.autoscaleEnabled && (pilot?.k8s?.replicaCount ?? 0) > 1) {
    warnOfReplicas(field.at('components', 'pilot'), 'pilot');
  }
  for (const [list, chart] of gatewayCharts) {
    if (!values.gateways?.[chart]?.autoscaleEnabled) continue;
    for (const [i, gateway] of (components[list] ?? []).entries()) {
      if (hasReplicas(gateway)) warnOfReplicas(field.at('components', list, i), `gateways.${chart}`);
    }
  }
}

const hasReplicas = ({ k8s }: GatewayComponentSpec): boolean => (k8s?.replicaCount ?? 0) !== 0;

function warnOfReplicas(component: Field, values: string): void {
  component
    .at('k8s', 'replicaCount')
    .warning(
      `is overridden, as spec.values.${values}.autoscaleEnabled is true. Set autoscaleMin there, or turn autoscaling off`,
    );
}
