import { isObject, type Json, type JsonObject } from '../resources/json.ts';
import { readProtoJson } from './proto-json.ts';

/**
 * Loads what reads a ProxyConfig (istio.io, Global Mesh Options) as istiod does, whatever way its fields are written, into the one
 * form that the schema knows. What is no map has no fields.
 */
export async function proxyConfigReader(): Promise<(value: Json) => JsonObject> {
  const { schema } = await import('./compiled/mesh.istio.io/ProxyConfig.js');
  const own = schema();
  return (given) => {
    const { value } = readProtoJson(given, own);
    return isObject(value) ? value : {};
  };
}
