import type { MeshConfig } from '../../compiled/mesh.istio.io/MeshConfig.js';
import { isSet } from '../../values/presence.ts';
import { checkEcdhCurves, checkUnfilteredCipherSuites } from '../../values/tls-parameters.ts';
import type { Field } from '../rule.ts';

/** Parameters of TLS in the mesh and elsewhere; `field` is where the config stands. */
export function checkMeshTls({ meshMTLS = {}, tlsDefaults = {} }: MeshConfig, field: Field): void {
  if (isSet(meshMTLS.ecdhCurves)) {
    field.at('meshMTLS', 'ecdhCurves').error('must not be there: only tlsDefaults may choose curves');
  }
  checkEcdhCurves(tlsDefaults.ecdhCurves, field.at('tlsDefaults', 'ecdhCurves'));
  checkUnfilteredCipherSuites(meshMTLS.cipherSuites, field.at('meshMTLS', 'cipherSuites'));
  checkUnfilteredCipherSuites(tlsDefaults.cipherSuites, field.at('tlsDefaults', 'cipherSuites'));
}
