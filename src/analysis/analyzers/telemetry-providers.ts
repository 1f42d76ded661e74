import { defineAnalyzer } from '../analyzer.ts';
import { InvalidTelemetryProvider } from '../messages/telemetry.ts';

export default defineAnalyzer({
  id: 'telemetry.ProviderAnalyzer',
  summary: 'A Telemetry that turns access logs on has a provider to write them',
  reads: ['Telemetry'],
  emits: [InvalidTelemetryProvider],
  run(mesh, report) {
    if (mesh.config.defaultProviders?.accessLogging?.length) return;
    for (const telemetry of mesh.each('Telemetry')) {
      const i = (telemetry.spec.accessLogging ?? []).findIndex(
        ({ disabled = false, providers = [] }) => !disabled && providers.length === 0,
      );
      if (i >= 0) {
        report(InvalidTelemetryProvider, telemetry.at('spec', 'accessLogging', i), { telemetry: telemetry.fullName });
      }
    }
  },
});
