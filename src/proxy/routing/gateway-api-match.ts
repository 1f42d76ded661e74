import { objectAt, objectsAt, textAt } from '../../resources/fields.ts';
import type { Json, JsonObject } from '../../resources/json.ts';

/**
 * A match of an HTTPRoute, or of a GRPCRoute, in the words of a VirtualService's (gateway-api.sigs.k8s.io, HTTPRouteMatch). Prefixes are
 * still of whole path elements.
 */
export function gatewayApiMatch(match: JsonObject, isGrpc: boolean): JsonObject {
  const uri = isGrpc ? grpcPath(match) : pathMatch(objectAt(match, 'path') ?? {});
  const method = isGrpc ? '' : textAt(match, 'method');
  const [headers, queryParams] = [valuesOf(match, 'headers'), valuesOf(match, 'queryParams')];
  return {
    ...(uri && { uri }),
    ...(method !== '' && { method: { exact: method } }),
    ...(headers && { headers }),
    ...(queryParams && { queryParams }),
  };
}

function pathMatch(path: JsonObject): JsonObject {
  const value = textAt(path, 'value') || '/';
  const type = textAt(path, 'type');
  if (type === 'Exact') return { exact: value };
  if (type === 'RegularExpression') return { regex: value };
  return { prefix: value === '/' ? value : value.replace(/\/$/, '') };
}

function valuesOf(match: JsonObject, field: string): JsonObject | undefined {
  const all = objectsAt(match, field).map((one): [string, Json] => {
    const value = textAt(one, 'value');
    return [textAt(one, 'name'), textAt(one, 'type') === 'RegularExpression' ? { regex: value } : { exact: value }];
  });
  return all.length === 0 ? undefined : Object.fromEntries(all);
}

/** The path that a GRPCRoute's match asks for, `/service/method`, as a StringMatch; undefined for any (istiod's createGRPCURIMatch). */
function grpcPath(match: JsonObject): JsonObject | undefined {
  const [service, method] = [textAt(match, 'method', 'service'), textAt(match, 'method', 'method')];
  if (service === '' && method === '') return undefined;
  if (textAt(match, 'method', 'type') === 'RegularExpression' || service === '') {
    return { regex: `/${service || '[^/]+'}/${method || '.+'}` };
  }
  return method === '' ? { prefix: `/${service}/` } : { exact: `/${service}/${method}` };
}
