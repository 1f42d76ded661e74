import { numberAt, objectAt, textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';

/** What a proxy is, as far as its bootstrap tells; '' where it does not. */
export interface ProxyVersions {
  readonly istio: string;
  readonly istioProxy: string;
  readonly envoy: string;
}

/** @param section the dump's bootstrap section, in canonical JSON */
export function proxyVersions(section: JsonObject): ProxyVersions {
  const node = objectAt(section, 'bootstrap', 'node');
  const sha = textAt(node, 'metadata', 'ISTIO_PROXY_SHA');
  return {
    istio: textAt(node, 'metadata', 'ISTIO_VERSION'),
    istioProxy: sha.split(':')[1] ?? sha,
    envoy: envoyVersion(objectAt(node, 'userAgentBuildVersion')),
  };
}

/** `1.40.0-dev/Clean/RELEASE/BoringSSL`: what Envoy's build says of itself. */
function envoyVersion(build: JsonObject | undefined): string {
  const metadata = objectAt(build, 'metadata');
  const number = ['majorNumber', 'minorNumber', 'patch'].map((part) => numberAt(build, 'version', part)).join('.');
  const extras = (
    [
      ['build.label', '-'],
      ['revision.status', '/'],
      ['build.type', '/'],
      ['ssl.version', '/'],
    ] as const
  ).map(([key, mark]) => (metadata !== undefined && Object.hasOwn(metadata, key) ? mark + textAt(metadata, key) : ''));
  return number + extras.join('');
}
