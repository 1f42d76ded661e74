import type {
  DestinationRule,
  PortTrafficPolicy,
  TrafficPolicy,
} from '../../compiled/networking.istio.io/DestinationRule.js';
import type { Field } from '../rule.ts';

/**
 * Calls `check` with each traffic policy of a rule, its own and its subsets', and where it stands. Istio loses the warnings
 * that it has for subsets and single ports.
 */
export function eachPolicy(
  { trafficPolicy, subsets }: DestinationRule,
  field: Field,
  check: (policy: TrafficPolicy, field: Field) => void,
): void {
  if (trafficPolicy !== undefined) check(trafficPolicy, field.at('trafficPolicy'));
  subsets?.forEach((subset, i) => {
    if (subset.trafficPolicy !== undefined)
      check(subset.trafficPolicy, field.at('subsets', i, 'trafficPolicy').whereIstioIsSilent());
  });
}

/** As `eachPolicy`, and with what each policy has for single ports. */
export function eachSettings(
  spec: DestinationRule,
  field: Field,
  check: (settings: PortTrafficPolicy, field: Field) => void,
): void {
  eachPolicy(spec, field, (policy, at) => {
    check(policy, at);
    eachPort(policy, at, check);
  });
}

/** Calls `check` with what a policy has for each port, which is instead of the rest, and takes nothing over from it. */
export function eachPort(
  { portLevelSettings }: TrafficPolicy,
  field: Field,
  check: (settings: PortTrafficPolicy, field: Field) => void,
): void {
  portLevelSettings?.forEach((settings, i) => {
    check(settings, field.at('portLevelSettings', i).whereIstioIsSilent());
  });
}
