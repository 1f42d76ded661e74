import { append } from '../../base/append.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import { parseReference } from '../../resources/reference.ts';
import type { Resource } from '../../resources/resource.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { CertificateOutOfReach } from '../messages/certificates.ts';

type Certificate = Resource<BodyOf<'Certificate'>>;

export default defineAnalyzer({
  id: 'gateway.CertificateIssuerAnalyzer',
  summary: "Certificates for Gateways are issued where the gateways' Pods can read them",
  reads: ['Certificate', 'Gateway', 'Pod', 'Secret'],
  emits: [CertificateOutOfReach],
  run(mesh, report) {
    const bySecret = new Map<string, Certificate[]>();
    for (const certificate of mesh.each('Certificate')) {
      const { secretName } = certificate.spec;
      if (secretName) append(bySecret, secretName, certificate);
    }
    if (bySecret.size === 0) return;
    for (const gateway of mesh.each('Gateway')) {
      let namespaces: readonly string[] | undefined;
      for (const [i, { tls }] of (gateway.spec.servers ?? []).entries()) {
        const { namespace, name } = parseReference(tls?.credentialName ?? '');
        const certificates = bySecret.get(name) ?? [];
        if (namespace !== undefined || certificates.length === 0 || certificates.some(isCopied)) continue;
        namespaces ??= [...new Set(mesh.podsToBe(gateway.spec.selector ?? {}).map((pod) => pod.namespace))];
        const served = namespaces.some((one) => mesh.find('Secret', name, one) !== undefined);
        if (served || namespaces.length === 0 || certificates.some((one) => namespaces?.includes(one.namespace)))
          continue;
        report(CertificateOutOfReach, gateway.at('spec', 'servers', i, 'tls', 'credentialName'), {
          ...{ secret: name, namespaces, certificates: certificates.map(({ fullName }) => fullName) },
        });
      }
    }
  },
});

/** Annotations and labels on the Secret tell tools such as Reflector to copy it to other namespaces. */
const isCopied = ({ spec: { secretTemplate } }: Certificate): boolean =>
  Object.keys({ ...secretTemplate?.annotations, ...secretTemplate?.labels }).length > 0;
