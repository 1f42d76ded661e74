import { isIP } from 'node:net';
import { defineAnalyzer } from '../analyzer.ts';
import { ExternalControlPlaneAddressIsNotAHostname, InvalidExternalControlPlaneConfig } from '../messages/webhook.ts';

/** How Istio's charts name the configurations whose webhooks istiod answers; a revision or a namespace may follow. */
const names = {
  ValidatingWebhookConfiguration: /^(istio-validator|istiod-default-validator$)/,
  MutatingWebhookConfiguration: /^istio-sidecar-injector/,
} as const;
const kinds = Object.keys(names) as (keyof typeof names)[];

export default defineAnalyzer({
  id: 'externalcontrolplane.ExternalControlPlaneAnalyzer',
  summary: 'Webhooks of an external control plane have a valid address',
  reads: kinds,
  emits: [InvalidExternalControlPlaneConfig, ExternalControlPlaneAddressIsNotAHostname],
  run(mesh, report) {
    for (const kind of kinds) {
      for (const configuration of mesh.each(kind)) {
        if (!names[kind].test(configuration.name)) continue;
        for (const [i, { name = '', clientConfig }] of (configuration.body.webhooks ?? []).entries()) {
          const { url = '', service } = clientConfig ?? {};
          if (url === '' && service !== undefined) continue;
          const host = hostOf(url);
          const at = configuration.at('webhooks', i, 'clientConfig', 'url');
          if (host === undefined) report(InvalidExternalControlPlaneConfig, at, { webhook: name, url });
          else if (isIP(host) !== 0) report(ExternalControlPlaneAddressIsNotAHostname, at, { webhook: name, url });
        }
      }
    }
  },
});

/** The host of an https URL, as written; undefined for any other text. Webhooks take https only (Kubernetes' API). */
function hostOf(url: string): string | undefined {
  const host = /^https:\/\/(?:[^@/?#]*@)?(?:\[([^\]]+)\]|([^:/?#]+))/i.exec(url);
  return host !== null && URL.canParse(url) ? (host[1] ?? host[2]) : undefined;
}
