import { orList } from '../../base/list-names.ts';
import type { ServerTLSSettings } from '../compiled/networking.istio.io/Gateway.js';
import type { Field } from '../rules/rule.ts';
import { isSet, setFields } from './presence.ts';
import { checkCipherSuites } from './tls-parameters.ts';

type Mode = NonNullable<ServerTLSSettings['mode']>;
type Name = keyof ServerTLSSettings;

const keyPair = ['serverCertificate', 'privateKey'] as const;
const credentials = ['credentialName', 'credentialNames'] as const;
/** What a server shows, and verifies clients by. */
const certificates = [...keyPair, 'caCertificates', 'tlsCertificates', ...credentials] as const;
const passThrough: ReadonlySet<Mode> = new Set(['PASSTHROUGH', 'AUTO_PASSTHROUGH']);
const verifiesClients: ReadonlySet<Mode> = new Set(['MUTUAL', 'OPTIONAL_MUTUAL']);

/** True for a server that passes connections on without ending their TLS, which is what one without `mode` does. */
export const isPassThrough = ({ mode = 'PASSTHROUGH' }: ServerTLSSettings): boolean => passThrough.has(mode);

function checkVersion({ minProtocolVersion, cipherSuites }: ServerTLSSettings, field: Field): void {
  checkCipherSuites(cipherSuites, field.at('cipherSuites'));
  const isOld = minProtocolVersion === 'TLSV1_0' || minProtocolVersion === 'TLSV1_1';
  if (isOld && !isSet(cipherSuites)) {
    field
      .at('cipherSuites')
      .warning(`is missing: the default suites are for TLS 1.2 and later, so none fits ${minProtocolVersion}`);
  }
}

/** Reports each certificate after the first: a server takes its own from one place. */
function checkSources(tls: ServerTLSSettings, field: Field): void {
  const files: readonly Name[] = keyPair.every((name) => isSet(tls[name])) ? ['serverCertificate'] : [];
  const [first, ...others] = [...files, ...setFields(tls, [...credentials, 'tlsCertificates'])];
  for (const name of others) {
    field.at(name).error(`must not be there beside ${first}: both give the server's certificate`);
  }
}

function checkKeyPair(pair: { readonly [Each in (typeof keyPair)[number]]?: string }, field: Field, why: string): void {
  for (const name of keyPair) if (!isSet(pair[name])) field.at(name).error(`is required ${why}`);
}

/** Certificates in the modes that end TLS with what the server names. */
function checkCertificates(tls: ServerTLSSettings, field: Field, mode: Mode, takesSecrets: boolean): void {
  const [credential] = setFields(tls, credentials);
  if (credential !== undefined) {
    const at = field.at('caCrl');
    if (isSet(tls.caCrl)) at.advice(`has no effect beside ${credential}, whose secret may hold the CRL`);
    return;
  }
  const why = `in mode ${mode}${takesSecrets ? ` without ${orList(credentials)}` : ''}`;
  if (verifiesClients.has(mode) && !isSet(tls.caCertificates)) {
    field.at('caCertificates').error(`is required ${why}`);
  }
  if (isSet(tls.tlsCertificates)) {
    tls.tlsCertificates?.forEach((pair, i) => {
      checkKeyPair(pair, field.at('tlsCertificates', i), 'for a certificate');
    });
  } else checkKeyPair(tls, field, why);
  if (mode === 'SIMPLE' && isSet(tls.caCrl)) {
    field.at('caCrl').error('must not be there in mode SIMPLE, which verifies no client');
  }
}

function checkUnused(tls: ServerTLSSettings, field: Field, mode: Mode): void {
  for (const [i, name] of setFields(tls, [...certificates, 'caCrl']).entries()) {
    const at = field.at(name);
    if (name === 'caCrl' && isSet(tls.credentialName)) at.error('must not be there beside credentialName');
    // Istio warns once of them all.
    else at[i === 0 ? 'warning' : 'advice'](`has no effect in mode ${mode}, which does not end TLS`);
  }
}

/**
 * How a server ends TLS connections (ServerTLSSettings), on a Gateway or a Sidecar's ingress: where certificates come
 * from, and what of them a mode has use for.
 *
 * @param field where `tls` stands
 * @param takesSecrets whether certificates may come from secrets, so that it makes sense to propose that
 */
export function checkServerTls(tls: ServerTLSSettings, field: Field, takesSecrets: boolean): void {
  const { mode = 'PASSTHROUGH' } = tls;
  checkVersion(tls, field);
  if (mode === 'ISTIO_MUTUAL') {
    for (const name of setFields(tls, certificates)) {
      field.at(name).error("must not be there in mode ISTIO_MUTUAL, which uses the mesh's certificates");
    }
    return;
  }
  checkSources(tls, field);
  if (passThrough.has(mode)) checkUnused(tls, field, mode);
  else checkCertificates(tls, field, mode, takesSecrets);
}
