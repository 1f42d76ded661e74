import type { PrivateKeyProvider } from '../../compiled/mesh.istio.io/ProxyConfig.js';
import type { Field } from '../rule.ts';

/** Hardware for TLS handshakes; `field` is where `provider` stands. That a delay is not 0 is in the schema. */
export function checkPrivateKeyProvider({ cryptomb, qat }: PrivateKeyProvider, field: Field): void {
  const [name, settings] = qat === undefined ? (['cryptomb', cryptomb] as const) : (['qat', qat] as const);
  if (settings === undefined) field.error('must have cryptomb or qat');
  else if (settings.pollDelay === undefined) field.at(name, 'pollDelay').error('is required, and missing');
}
