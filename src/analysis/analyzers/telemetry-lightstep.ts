import { defineAnalyzer } from '../analyzer.ts';
import { Deprecated } from '../messages/deprecation.ts';

export default defineAnalyzer({
  id: 'telemetry.LightstepAnalyzer',
  summary: "No Telemetry traces to a provider of the deprecated type 'lightstep'",
  reads: ['Telemetry'],
  emits: [Deprecated],
  run(mesh, report) {
    const lightstep = new Set(
      (mesh.config.extensionProviders ?? []).filter((provider) => provider.lightstep).map(({ name = '' }) => name),
    );
    if (lightstep.size === 0) return;
    for (const telemetry of mesh.each('Telemetry')) {
      const reported = new Set<string>();
      for (const [i, { providers = [] }] of (telemetry.spec.tracing ?? []).entries()) {
        for (const [j, { name = '' }] of providers.entries()) {
          if (!lightstep.has(name) || reported.has(name)) continue;
          reported.add(name);
          report(Deprecated, telemetry.at('spec', 'tracing', i, 'providers', j, 'name'), {
            what: `tracing provider "${name}", of type lightstep,`,
            fate: 'deprecated',
            instead: 'use a provider of type opentelemetry',
          });
        }
      }
    }
  },
});
