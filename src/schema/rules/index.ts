import type { RuleSet } from './rule.ts';

/** Istio's own rules by `group/Kind`, to be loaded when the kind is met. */
export const ruleSets: Readonly<Record<string, () => Promise<{ readonly default: RuleSet }>>> = {
  'install.istio.io/IstioOperator': () => import('./istio-operator.ts'),
  'networking.istio.io/DestinationRule': () => import('./destination-rule.ts'),
  'networking.istio.io/EnvoyFilter': () => import('./envoy-filter.ts'),
  'networking.istio.io/Gateway': () => import('./gateway.ts'),
  'networking.istio.io/ProxyConfig': () => import('./proxy-config.ts'),
  'networking.istio.io/ServiceEntry': () => import('./service-entry.ts'),
  'networking.istio.io/Sidecar': () => import('./sidecar.ts'),
  'networking.istio.io/VirtualService': () => import('./virtual-service.ts'),
  'networking.istio.io/WorkloadEntry': () => import('./workload-entry.ts'),
  'networking.istio.io/WorkloadGroup': () => import('./workload-group.ts'),
  'security.istio.io/AuthorizationPolicy': () => import('./authorization-policy.ts'),
  'security.istio.io/PeerAuthentication': () => import('./peer-authentication.ts'),
  'security.istio.io/RequestAuthentication': () => import('./request-authentication.ts'),
  'telemetry.istio.io/Telemetry': () => import('./telemetry.ts'),
  'extensions.istio.io/TrafficExtension': () => import('./traffic-extension.ts'),
  'extensions.istio.io/WasmPlugin': () => import('./wasm-plugin.ts'),
};
