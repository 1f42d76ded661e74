import { X509Certificate } from 'node:crypto';
import { entry } from '../../base/map-entry.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import { parseReference } from '../../resources/reference.ts';
import { formatLabels } from '../../resources/selector.ts';
import { defineAnalyzer, type MeshView } from '../analyzer.ts';
import { InvalidGatewayCredential } from '../messages/gateway.ts';
import { ReferencedResourceNotFound } from '../messages/references.ts';

type Labels = Readonly<Record<string, string>>;

export default defineAnalyzer({
  id: 'gateway.SecretAnalyzer',
  summary: 'Every credentialName of a Gateway is a Secret with a usable certificate, where its Pods run',
  reads: ['Gateway', 'Pod', 'Secret'],
  emits: [ReferencedResourceNotFound, InvalidGatewayCredential],
  evidence: { Secret: [ReferencedResourceNotFound] },
  isEvidence: { Secret: ({ body: { data, stringData } }) => holdsCertificate({ ...data, ...stringData }) },
  run(mesh, report) {
    const namespacesOf = podNamespaces(mesh);
    for (const gateway of mesh.each('Gateway')) {
      const namespaces = namespacesOf(gateway.spec.selector ?? {});
      // A selector without Pods is gateway.IngressGatewayPortAnalyzer's: where they would run nobody knows.
      if (namespaces.length === 0) continue;
      for (const [i, { tls }] of (gateway.spec.servers ?? []).entries()) {
        const credential = tls?.credentialName;
        if (!credential) continue;
        const { namespace: own, name } = parseReference(credential);
        const secrets = (own === undefined ? namespaces : [own]).flatMap(
          (namespace) => mesh.find('Secret', name, namespace) ?? [],
        );
        const at = gateway.at('spec', 'servers', i, 'tls', 'credentialName');
        const [first] = secrets;
        if (first === undefined) {
          report(ReferencedResourceNotFound, at, { kind: 'credentialName', name: credential });
          continue;
        }
        // One that cert-manager or another controller is to make holds nothing yet.
        if (secrets.some(({ assumed }) => assumed)) continue;
        // Pods of several namespaces may be meant for different Gateways: one that finds its Secret in order is enough.
        const problems = secrets.map(({ body }) => credentialProblem(body));
        if (problems.includes(undefined)) continue;
        report(InvalidGatewayCredential, at, { secret: first.fullName, problem: problems[0]! });
      }
    }
  },
});

/** The namespaces of the Pods that a selector selects; none where no Pod is there yet. */
function podNamespaces(mesh: MeshView<'Pod'>): (selector: Labels) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (selector) => {
    return entry(known, formatLabels(selector), () => {
      const pods = mesh.labelled('Pod', selector).length === 0 ? [] : mesh.podsToBe(selector);
      return [...new Set(pods.map((pod) => pod.namespace))];
    });
  };
}

/** Where certificate and key stand in a Secret; the first pair that is there counts (istio.io, Secure Gateways). */
const pairs = [
  ['cert', 'key'],
  ['tls.crt', 'tls.key'],
] as const;

const holdsCertificate = (data: Readonly<Record<string, string>>): boolean =>
  pairs.some(([certificate]) => data[certificate] !== undefined);

/** Why istiod would not hand a Secret's certificate to a gateway, or undefined when it would. Holds no secret itself. */
function credentialProblem({ data = {}, stringData = {}, sops }: BodyOf<'Secret'>): string | undefined {
  if (sops !== undefined) return undefined;
  const read = (key: string) => stringData[key] ?? Buffer.from(data[key] ?? '', 'base64').toString('latin1');
  const pair = pairs.find(([certificate, key]) => read(certificate) && read(key));
  if (pair === undefined) return 'it holds neither tls.crt and tls.key nor cert and key, or they are empty';
  return certificateProblem(pair[0], read(pair[0]));
}

function certificateProblem(key: string, pem: string): string | undefined {
  let certificate: X509Certificate | undefined;
  try {
    // The class takes bare DER too, Envoy does not.
    if (pem.includes('-----BEGIN')) certificate = new X509Certificate(pem);
  } catch {
    // What OpenSSL says of the bytes helps nobody.
  }
  if (certificate === undefined) return `${key} is not a certificate in PEM format`;
  const now = Date.now();
  if (now > Date.parse(certificate.validTo)) return `the certificate in ${key} expired on ${certificate.validTo}`;
  if (now < Date.parse(certificate.validFrom)) {
    return `the certificate in ${key} is not valid before ${certificate.validFrom}`;
  }
  return undefined;
}
