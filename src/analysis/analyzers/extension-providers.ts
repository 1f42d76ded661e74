import { unknownMeshConfig } from '../../resources/mesh-config.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { ExtensionProviderNotFound } from '../messages/providers.ts';

/** Providers that Istio defines itself (DefaultMeshConfig); none of them authorizes. */
const builtIn: readonly string[] = ['prometheus', 'stackdriver', 'envoy'];

/** What a Telemetry names providers for, and what happens without one. */
const signals = {
  tracing: 'no traces are sent',
  metrics: 'no metrics are recorded for it',
  accessLogging: 'no access log is written for it',
} as const;

export default defineAnalyzer({
  id: 'mesh.ExtensionProviderAnalyzer',
  summary: 'The mesh config defines every extension provider that policies name',
  reads: ['AuthorizationPolicy', 'Telemetry'],
  emits: [ExtensionProviderNotFound],
  run(mesh, report) {
    if (mesh.config === unknownMeshConfig) return;
    const defined = mesh.config.extensionProviders ?? [];
    const authorizers = new Set(
      defined.filter((one) => one.envoyExtAuthzHttp ?? one.envoyExtAuthzGrpc).map(({ name = '' }) => name),
    );
    for (const policy of mesh.each('AuthorizationPolicy')) {
      const { action, provider } = policy.spec;
      if (action !== 'CUSTOM' || !provider?.name || authorizers.has(provider.name)) continue;
      report(ExtensionProviderNotFound, policy.at('spec', 'provider', 'name'), {
        ...{ provider: provider.name, known: [...authorizers] },
        effect: 'every request that the rules match is denied',
      });
    }
    const known = new Set([...builtIn, ...defined.map(({ name = '' }) => name)]);
    for (const telemetry of mesh.each('Telemetry')) {
      for (const signal of ['tracing', 'metrics', 'accessLogging'] as const) {
        telemetry.spec[signal]?.forEach(({ providers = [] }, i) => {
          providers.forEach(({ name = '' }, j) => {
            if (name === '' || known.has(name)) return;
            report(ExtensionProviderNotFound, telemetry.at('spec', signal, i, 'providers', j, 'name'), {
              ...{ provider: name, known: [...known], effect: signals[signal] },
            });
          });
        });
      }
    }
  },
});
