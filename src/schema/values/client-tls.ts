import type { ClientTLSSettings } from '../compiled/networking.istio.io/DestinationRule.js';
import type { Field } from '../rules/rule.ts';
import { isSet, setFields } from './presence.ts';
import { type Problem, quote } from './value.ts';

type Mode = NonNullable<ClientTLSSettings['mode']>;
type Name = keyof ClientTLSSettings;

const configMap = 'configmap://';
const keyPair = ['clientCertificate', 'privateKey'] as const;
/** What comes from files, and from the secret where `credentialName` names one. */
const files = [...keyPair, 'caCertificates', 'caCrl'] as const;
/** What says how to verify the server; in mode MUTUAL the secret may be there for the client's certificate alone. */
const verifying: Partial<Record<Mode, readonly Name[]>> = {
  SIMPLE: ['caCertificates', 'credentialName', 'subjectAltNames'],
  MUTUAL: ['caCertificates', 'subjectAltNames'],
};

/** A config map with a CA certificate: it has to be named in full, and be in the namespace of what names it. */
function configMapProblem(credentialName: string, namespace: string): Problem {
  if (!credentialName.startsWith(configMap)) return undefined;
  if (namespace === '') return 'must not name a config map, which has to be in the namespace of what names it';
  const [home = '', name = ''] = credentialName.slice(configMap.length).split('/');
  if (home === '' || name === '') {
    return `must be ${configMap}, a namespace, / and a name, not ${quote(credentialName)}`;
  }
  return home === namespace
    ? undefined
    : `must name a config map in the namespace ${quote(namespace)}, not in ${quote(home)}`;
}

/**
 * How a client opens TLS connections (ClientTLSSettings): where certificates come from, and whether the server's is
 * verified.
 *
 * @param field where `tls` stands
 * @param namespace that of the resource; empty for a mesh config
 */
export function checkClientTls(tls: ClientTLSSettings | undefined, field: Field, namespace: string): void {
  if (tls === undefined) return;
  const { mode = 'DISABLE', credentialName = '', insecureSkipVerify } = tls;
  field.at('credentialName').check(configMapProblem(credentialName, namespace));

  const unused: readonly Name[] = insecureSkipVerify === true ? setFields(tls, verifying[mode] ?? []) : [];
  for (const name of unused) field.at(name).error('must not be there while insecureSkipVerify is true');

  if (mode !== 'SIMPLE' && mode !== 'MUTUAL') return;
  if (credentialName !== '') {
    for (const name of setFields(tls, files)) {
      if (!unused.includes(name)) {
        field.at(name).error('must not be there beside credentialName, whose secret holds it');
      }
    }
  } else if (mode === 'MUTUAL') {
    for (const name of keyPair) {
      if (!isSet(tls[name])) field.at(name).error('is required for mode MUTUAL without credentialName');
    }
  }
}
