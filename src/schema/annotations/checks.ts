import { proxyConfigYaml } from './proxy-config.ts';
import {
  cidrList,
  cidrListOrAll,
  goBoolean,
  interfaceList,
  oneOf,
  port,
  portList,
  portListOrAll,
  quantity,
  unsignedInteger,
  type ValueCheck,
} from './values.ts';

/**
 * The annotations of Pods whose values Istio's injector checks, by name: a Pod with a bad one is not injected. It takes all
 * others as they are.
 */
export const annotationChecks: ReadonlyMap<string, ValueCheck> = new Map(
  Object.entries<ValueCheck>({
    'istio.io/reroute-virtual-interfaces': interfaceList,
    'prometheus.istio.io/merge-metrics': goBoolean,
    'proxy.istio.io/config': proxyConfigYaml,
    'readiness.status.sidecar.istio.io/failureThreshold': unsignedInteger,
    'readiness.status.sidecar.istio.io/initialDelaySeconds': unsignedInteger,
    'readiness.status.sidecar.istio.io/periodSeconds': unsignedInteger,
    'sidecar.istio.io/interceptionMode': oneOf('REDIRECT', 'TPROXY', 'NONE'),
    'sidecar.istio.io/proxyCPU': quantity,
    'sidecar.istio.io/proxyCPULimit': quantity,
    'sidecar.istio.io/proxyMemory': quantity,
    'sidecar.istio.io/proxyMemoryLimit': quantity,
    'status.sidecar.istio.io/port': port,
    'traffic.sidecar.istio.io/excludeInboundPorts': portList,
    'traffic.sidecar.istio.io/excludeInterfaces': interfaceList,
    'traffic.sidecar.istio.io/excludeOutboundIPRanges': cidrList,
    'traffic.sidecar.istio.io/excludeOutboundPorts': portList,
    'traffic.sidecar.istio.io/includeInboundPorts': portListOrAll,
    'traffic.sidecar.istio.io/includeOutboundIPRanges': cidrListOrAll,
    'traffic.sidecar.istio.io/kubevirtInterfaces': interfaceList,
  }),
);
