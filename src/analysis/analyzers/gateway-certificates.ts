import { append } from '../../base/append.ts';
import type { GatewayServer } from '../../resources/kinds/networking.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import { matchesLabels } from '../../resources/selector.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { enough } from '../first-few.ts';
import { GatewayDuplicateCertificate } from '../messages/gateway.ts';

type Gateway = Resource<BodyOf<'Gateway'>>;

export default defineAnalyzer({
  id: 'gateway.CertificateAnalyzer',
  summary: 'No two Gateways serve the same certificate on the same workloads',
  reads: ['Gateway'],
  emits: [GatewayDuplicateCertificate],
  run(mesh, report) {
    const users = new Map<string, Gateway[]>();
    for (const gateway of mesh.each('Gateway')) {
      for (const certificate of certificates(gateway).keys()) {
        append(users, certificate, gateway);
        for (const pair of Object.entries(gateway.spec.selector ?? {}))
          append(users, keyOf(certificate, pair), gateway);
      }
    }
    for (const gateway of mesh.each('Gateway')) {
      const { selector = {} } = gateway.spec;
      const reported = new Set([gateway]);
      for (const [certificate, name] of certificates(gateway)) {
        // Whoever has all labels of the selector has its rarest.
        let candidates = users.get(certificate) ?? [];
        for (const pair of Object.entries(selector)) {
          const having = users.get(keyOf(certificate, pair)) ?? [];
          if (having.length < candidates.length) candidates = having;
        }
        for (const other of candidates) {
          // Thousands may share a wildcard certificate.
          if (reported.size > enough) break;
          if (reported.has(other) || !matchesLabels(selector, other.spec.selector ?? {})) continue;
          reported.add(other);
          const params = { gateway: gateway.fullName, other: other.fullName, certificate: name };
          report(GatewayDuplicateCertificate, gateway.at('metadata', 'name'), params);
        }
      }
    }
  },
});

const keyOf = (certificate: string, [label, value]: readonly [string, string]): string =>
  `${certificate}\0${label}\0${value}`;

/** The certificates of a gateway's servers: an identity → how to call it. */
function certificates({ spec, cluster = '' }: Gateway): Map<string, string> {
  const found = new Map<string, string>();
  for (const { tls = {} } of spec.servers ?? []) {
    const source = certificateSource(tls);
    if (source !== undefined) found.set(`${cluster}\0${source.identity}`, source.name);
  }
  return found;
}

function certificateSource({
  credentialName,
  serverCertificate,
  privateKey,
}: NonNullable<GatewayServer['tls']>): { identity: string; name: string } | undefined {
  if (credentialName) return { identity: `secret\0${credentialName}`, name: credentialName };
  if (!serverCertificate || !privateKey) return undefined;
  return { identity: `file\0${serverCertificate}\0${privateKey}`, name: serverCertificate };
}
