import { listNames } from '../../base/list-names.ts';
import { message } from '../message.ts';

export const InvalidTelemetryProvider = message<{ telemetry: string }>({
  code: 'IST0157',
  name: 'InvalidTelemetryProvider',
  level: 'Warning',
  summary: 'A Telemetry configures access logs without a provider to write them',
  text: ({ telemetry }) =>
    `Telemetry ${telemetry} names no access log provider, and the mesh config has no default one, so nothing is ` +
    'logged: list a provider here, or set defaultProviders.accessLogging in the mesh config',
});

export const ConflictingTelemetryWorkloadSelectors = message<{ telemetries: readonly string[]; pod: string }>({
  code: 'IST0159',
  name: 'ConflictingTelemetryWorkloadSelectors',
  level: 'Error',
  summary: 'Several Telemetries select the same Pod',
  text: ({ telemetries, pod }) =>
    `Telemetries ${listNames(telemetries)} all select Pod ${pod}, and only one of them takes effect: ` +
    'merge them, or narrow their selectors until each Pod has one',
});

export const MultipleTelemetriesWithoutWorkloadSelectors = message<{
  telemetries: readonly string[];
  namespace: string;
}>({
  code: 'IST0160',
  name: 'MultipleTelemetriesWithoutWorkloadSelectors',
  level: 'Error',
  summary: 'A namespace has several Telemetries without a selector',
  text: ({ telemetries, namespace }) =>
    `Telemetries ${listNames(telemetries)} all apply to the whole namespace ${namespace}, and only one of them takes ` +
    'effect: merge them into one, or give the others a selector',
});
