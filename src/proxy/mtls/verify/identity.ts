import { type Certificate, readCertificates } from '../../../base/certificate.ts';
import { objectAt, textAt } from '../../../resources/fields.ts';
import type { PodSpec } from '../../../resources/kinds/core.ts';
import type { ConfigDump } from '../../envoy/config-dump.ts';
import type { Workload } from '../workloads.ts';

/** The SPIFFE id that a workload's certificate has to name (istio.io, Security: Istio identity). */
export function workloadId({ namespace, resource }: Workload, trustDomain: string): string {
  const { spec } = resource.body as { readonly spec?: PodSpec & { readonly serviceAccount?: string } };
  const account = spec?.serviceAccountName || spec?.serviceAccount || 'default';
  return `spiffe://${trustDomain}/ns/${namespace}/sa/${account}`;
}

/** The SPIFFE ids that a certificate names. */
export const idsOf = ({ x509 }: Certificate): string[] =>
  Array.from((x509.subjectAltName ?? '').matchAll(/URI:"?(spiffe:\/\/[^",\s]+)/g), ([, id]) => id!);

/** The certificate that a proxy presents, the first of its chain; undefined where the dump has none. */
export function presented(dump: ConfigDump): Certificate | undefined {
  for (const item of dump.each('secrets', 'dynamicActiveSecrets')) {
    if (textAt(item, 'name') !== 'default') continue;
    const pem = textAt(objectAt(item, 'secret', 'tlsCertificate', 'certificateChain'), 'inlineBytes');
    return readCertificates(Buffer.from(pem, 'base64').toString('latin1'))[0];
  }
  return undefined;
}

/**
 * Istio's agent renews a certificate when half of its time is over (istio.io, pilot-agent, SECRET_GRACE_PERIOD_RATIO): one of
 * which less than this share is left should have been renewed.
 */
const shareLeft = 0.25;

/** What is wrong with when a certificate holds: `it has expired`. Undefined where nothing is. */
export function timeTrouble({ notBefore, notAfter }: Certificate, now: number): string | undefined {
  const [from, to] = [notBefore.getTime(), notAfter.getTime()];
  if (now >= to) return `expired at ${notAfter.toISOString()}`;
  if (now < from) return `not valid before ${notBefore.toISOString()}`;
  return to - now < (to - from) * shareLeft
    ? `about to expire: it should have been renewed before ${notAfter.toISOString()}`
    : undefined;
}
