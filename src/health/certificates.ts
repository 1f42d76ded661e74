import { type Certificate, isSignedBy, readCertificates, timeText } from '../base/certificate.ts';
import { listNames } from '../base/list-names.ts';
import { defineCheck, NotApplicable, type Report } from './check.ts';
import { type ConfigMap, type Secret, subjectOf } from './shapes.ts';
import { rootConfigMap } from './sources.ts';

const day = 86_400_000;
/** Days before its end in which a certificate should be replaced. */
const soon = 30;

const rootsIn = (configMap: ConfigMap | undefined): Certificate[] =>
  readCertificates(configMap?.data?.['root-cert.pem'] ?? '');

/** Those under several keys of a Secret, one after the other. */
const certificatesIn = ({ data = {} }: Secret, ...keys: readonly string[]): Certificate[] =>
  keys.flatMap((key) => readCertificates(Buffer.from(data[key] ?? '', 'base64').toString('utf8')));

/** Reports certificates that do not hold, or not for long. */
function reportExpiry(
  certificates: readonly Certificate[],
  what: string,
  subject: string,
  now: number,
  report: Report,
): void {
  for (const { notAfter, notBefore } of certificates) {
    const left = notAfter.getTime() - now;
    const hint =
      'Renew it, keeping the old root among the trusted ones until every proxy has the new one (istio.io, Plug in CA Certificates)';
    if (left <= 0) report('Error', subject, `${what} ended on ${timeText(notAfter)}`, hint);
    else if (notBefore.getTime() > now)
      report(
        'Error',
        subject,
        `${what} holds only from ${timeText(notBefore)} on`,
        'Check the clock of whoever made it',
      );
    else if (left < soon * day)
      report('Warning', subject, `${what} ends on ${timeText(notAfter)}, in ${Math.floor(left / day)} days`, hint);
  }
}

/** True when a root has signed the certificate, or what has signed it, and so on. */
function leadsTo(one: Certificate, between: readonly Certificate[], roots: readonly Certificate[]): boolean {
  if (roots.some((root) => root.fingerprint === one.fingerprint || isSignedBy(one, root))) return true;
  const issuer = between.find((other) => other.fingerprint !== one.fingerprint && isSignedBy(one, other));
  const others = between.filter((other) => other !== issuer);
  return issuer !== undefined && leadsTo(issuer, others, roots);
}

export const certificateChecks = [
  defineCheck({
    id: 'MWH601',
    category: 'certificates',
    title: 'The mesh’s root certificate holds',
    reads: ['roots'],
    run({ roots, settings: { istioNamespace, now } }, report) {
      const own = roots.find(({ metadata }) => metadata?.namespace === istioNamespace);
      if (own === undefined) return new NotApplicable(`there is no ConfigMap ${istioNamespace}/${rootConfigMap}`);
      const certificates = rootsIn(own);
      if (certificates.length === 0) {
        report(
          'Error',
          subjectOf(own),
          'holds no certificate: proxies trust nobody',
          'Restart istiod, which writes it',
        );
        return undefined;
      }
      reportExpiry(certificates, 'the root certificate', subjectOf(own), now, report);
      return `until ${timeText(certificates[0]!.notAfter)}`;
    },
  }),
  defineCheck({
    id: 'MWH602',
    category: 'certificates',
    title: 'istiod’s CA holds, and belongs to the root',
    reads: ['authorities', 'roots'],
    run({ authorities, roots, settings: { istioNamespace, now } }, report) {
      // istiod takes `cacerts` where it is there.
      const secret = authorities[0];
      if (secret === undefined)
        return new NotApplicable('istiod keeps no CA in a Secret: it signs elsewhere, or does not run');
      const subject = subjectOf(secret);
      const [authority] = certificatesIn(secret, 'ca-cert.pem', 'tls.crt');
      if (authority === undefined) {
        report(
          'Error',
          subject,
          'holds no readable ca-cert.pem',
          'Create it again with ca-cert.pem, ca-key.pem, cert-chain.pem and root-cert.pem',
        );
        return undefined;
      }
      reportExpiry([authority], 'the CA certificate', subject, now, report);
      if (!authority.isAuthority) {
        report('Error', subject, 'ca-cert.pem may not sign: it is no CA certificate', 'Use a certificate with CA:TRUE');
      }
      const ownRoots = certificatesIn(secret, 'root-cert.pem', 'ca.crt');
      if (ownRoots.length > 0 && !leadsTo(authority, certificatesIn(secret, 'cert-chain.pem'), ownRoots)) {
        report(
          'Error',
          subject,
          'no chain of signatures leads from ca-cert.pem over cert-chain.pem to root-cert.pem',
          'Put the certificates of one chain into it',
        );
      }
      const anchors = ownRoots.length > 0 ? ownRoots : [authority];
      const trusted = rootsIn(roots.find(({ metadata }) => metadata?.namespace === istioNamespace));
      if (trusted.length > 0 && !anchors.some((one) => trusted.some((root) => root.fingerprint === one.fingerprint))) {
        report(
          'Error',
          subject,
          `its root is not the one that proxies get (ConfigMap ${istioNamespace}/${rootConfigMap})`,
          'Restart istiod: it reads the Secret when it starts, and then distributes the root',
        );
      }
      return `until ${timeText(authority.notAfter)}`;
    },
  }),
  defineCheck({
    id: 'MWH603',
    category: 'certificates',
    title: 'All namespaces trust the same root',
    reads: ['roots', 'namespaces'],
    run({ roots, namespaces, settings: { istioNamespace } }, report) {
      const own = roots.find(({ metadata }) => metadata?.namespace === istioNamespace);
      if (own === undefined) return new NotApplicable(`there is no ConfigMap ${istioNamespace}/${rootConfigMap}`);
      const identity = (one: ConfigMap) =>
        rootsIn(one)
          .map(({ fingerprint }) => fingerprint)
          .sort()
          .join();
      const others = roots.filter((one) => identity(one) !== identity(own));
      if (others.length > 0) {
        const names = others.map(({ metadata }) => metadata?.namespace ?? '');
        const message = `namespace ${listNames(names)} trust another root than the control plane’s`;
        report('Error', '', message, `Delete ConfigMap ${rootConfigMap} there: istiod writes it again`);
      }
      const there = new Set(roots.map(({ metadata }) => metadata?.namespace));
      const lacking = namespaces
        .map(({ metadata }) => metadata?.name ?? '')
        .filter((name) => !there.has(name) && !/^kube-(system|public|node-lease)$/.test(name));
      if (lacking.length > 0) {
        const message = `namespace ${listNames(lacking)} have no ConfigMap ${rootConfigMap}: proxies cannot start there`;
        report(
          'Info',
          '',
          message,
          'istiod leaves out what meshConfig.discoverySelectors leaves out; else see its logs',
        );
      }
      return undefined;
    },
  }),
];
