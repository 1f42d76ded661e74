import type { ClientTls } from '../../resources/kinds/networking.ts';
import { defineAnalyzer } from '../analyzer.ts';
import {
  NoServerCertificateVerificationDestinationLevel,
  NoServerCertificateVerificationPortLevel,
} from '../messages/destinationrule.ts';
import { once } from '../once.ts';

export default defineAnalyzer({
  id: 'destinationrule.CaCertificateAnalyzer',
  summary: 'A DestinationRule that starts TLS names the CA that certificates are verified with',
  reads: ['DestinationRule'],
  emits: [NoServerCertificateVerificationDestinationLevel, NoServerCertificateVerificationPortLevel],
  run(mesh, report) {
    const reportOnce = once(report);
    for (const rule of mesh.each('DestinationRule')) {
      const { host = '', trafficPolicy: { tls, portLevelSettings = [] } = {}, workloadSelector } = rule.spec;
      const verifies = ({ mode = '', caCertificates, credentialName }: ClientTls = {}): boolean =>
        (mode !== 'SIMPLE' && mode !== 'MUTUAL') ||
        Boolean(caCertificates) ||
        // A credential is read by selected workloads only, and holds the CA too.
        (Boolean(credentialName) && workloadSelector !== undefined);
      if (!verifies(tls)) {
        report(
          NoServerCertificateVerificationDestinationLevel,
          rule.at('spec', 'trafficPolicy', 'tls', 'caCertificates'),
          { mode: tls?.mode ?? '', host },
        );
      }
      for (const [i, { tls, port: { number: port = 0 } = {} }] of portLevelSettings.entries()) {
        if (verifies(tls)) continue;
        const at = rule.at('spec', 'trafficPolicy', 'portLevelSettings', i, 'tls', 'caCertificates');
        const tell = tls?.caCertificates === undefined ? reportOnce : report;
        tell(NoServerCertificateVerificationPortLevel, at, { mode: tls?.mode ?? '', host, port });
      }
    }
  },
});
