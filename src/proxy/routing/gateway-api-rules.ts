import { objectAt, objectsAt, textAt, textsAt } from '../../resources/fields.ts';
import type { Json, JsonObject } from '../../resources/json.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { gatewayApiMatch } from './gateway-api-match.ts';
import type { HttpRule } from './route-source.ts';

type Route = Resource<BodyOf<'HTTPRoute'>>;

/** What cannot be said in a VirtualService's words, so that istiod drops the whole route. */
class Unsupported extends Error {}

/**
 * The rules of an HTTPRoute or GRPCRoute in the words of a VirtualService, one for each match (istiod's convertHTTPRoute); none
 * where istiod refuses the route.
 *
 * @param needsGrants true at gateways: backends of other namespaces then need a ReferenceGrant
 */
export function gatewayApiRules(mesh: Mesh, route: Route, needsGrants: boolean): HttpRule[] {
  const isGrpc = route.kind === 'GRPCRoute';
  const usual: JsonObject = isGrpc ? {} : { path: { type: 'PathPrefix', value: '/' } };
  try {
    return objectsAt(route.body, 'spec', 'rules').flatMap((rule, i) => {
      const action = actionOf(mesh, route, rule, needsGrants);
      const name = textAt(rule, 'name') || `${route.namespace}.${route.name}.${i}`;
      const field = route.at('spec', 'rules', i);
      const matches = objectsAt(rule, 'matches');
      // The API server fills in what takes every path.
      return (matches.length === 0 ? [usual] : matches).map((match) => {
        const own = gatewayApiMatch(isGrpc ? match : { ...usual, ...match }, isGrpc);
        return { action, matches: Object.keys(own).length === 0 ? [] : [own], name, field };
      });
    });
  } catch (error) {
    if (error instanceof Unsupported) return [];
    throw error;
  }
}

function actionOf(mesh: Mesh, route: Route, rule: JsonObject, needsGrants: boolean): JsonObject {
  const destination = (backend: JsonObject) => destinationOf(mesh, route, backend, needsGrants);
  const action: Record<string, Json> = {};
  const mirrors: Json[] = [];
  for (const filter of objectsAt(rule, 'filters')) {
    const type = textAt(filter, 'type');
    const inner = (field: string) => objectAt(filter, field) ?? {};
    if (type === 'RequestHeaderModifier' || type === 'ResponseHeaderModifier') {
      action.headers = { ...objectAt(action.headers), ...headerChanges(type, filter) };
    } else if (type === 'RequestRedirect') action.redirect = redirectOf(inner('requestRedirect'));
    else if (type === 'URLRewrite') action.rewrite = rewriteOf(inner('urlRewrite'));
    else if (type === 'RequestMirror') {
      mirrors.push({ destination: destination(objectAt(inner('requestMirror'), 'backendRef') ?? {}) });
    } else if (type !== 'CORS') throw new Unsupported(type);
  }
  if (mirrors.length > 0) action.mirrors = mirrors;
  const timeout = textAt(rule, 'timeouts', 'backendRequest') || textAt(rule, 'timeouts', 'request');
  if (timeout !== '' && timeout !== '0s') action.timeout = timeout;
  const backends = objectsAt(rule, 'backendRefs');
  const taking = backends.filter(({ weight }) => weight !== 0);
  if (action.redirect !== undefined) return action;
  if (taking.length === 0) return { ...action, directResponse: { status: backends.length === 0 ? 404 : 500 } };
  const routes = taking.map((backend): Json => {
    const headers = objectsAt(backend, 'filters').map((filter) => headerChanges(textAt(filter, 'type'), filter));
    return {
      destination: destination(backend),
      weight: typeof backend.weight === 'number' ? backend.weight : 1,
      ...(headers.length > 0 && { headers: Object.assign({}, ...headers) as JsonObject }),
    };
  });
  return { ...action, route: routes };
}

/** A backend that a route may not use has no host. */
function destinationOf(mesh: Mesh, route: Route, backend: JsonObject, needsGrants: boolean): JsonObject {
  const name = textAt(backend, 'name');
  const kind = textAt(backend, 'kind') || 'Service';
  const namespace = textAt(backend, 'namespace') || route.namespace;
  if (needsGrants && namespace !== route.namespace && !isGranted(mesh, route, kind, name, namespace))
    return { host: '' };
  if (kind !== 'Service' && kind !== 'Hostname') return { host: '' };
  if (typeof backend.port !== 'number' || (kind === 'Service' && name.includes('.'))) throw new Unsupported(name);
  const host = kind === 'Hostname' ? name : `${name}.${namespace}.svc.cluster.local`;
  return { host, port: { number: backend.port } };
}

function isGranted(mesh: Mesh, route: Route, kind: string, name: string, namespace: string): boolean {
  return mesh.in('ReferenceGrant', namespace).some(({ spec }) => {
    const isFrom = (spec.from ?? []).some(
      (from) => textAt(from, 'kind') === route.kind && textAt(from, 'namespace') === route.namespace,
    );
    const isTo = (to: JsonObject) => textAt(to, 'kind') === kind && ['', name].includes(textAt(to, 'name'));
    return isFrom && (spec.to ?? []).some(isTo);
  });
}

function headerChanges(type: string, filter: JsonObject): JsonObject {
  const isRequest = type === 'RequestHeaderModifier';
  if (!isRequest && type !== 'ResponseHeaderModifier') throw new Unsupported(type);
  const changes = objectAt(filter, isRequest ? 'requestHeaderModifier' : 'responseHeaderModifier');
  const values = (field: string): JsonObject => {
    const found = new Map<string, string>();
    for (const one of objectsAt(changes, field)) {
      const name = textAt(one, 'name').toLowerCase();
      if (!found.has(name)) found.set(name, textAt(one, 'value'));
    }
    return Object.fromEntries(found);
  };
  const operations = { set: values('set'), add: values('add'), remove: textsAt(changes, 'remove') };
  return isRequest ? { request: operations } : { response: operations };
}

/** In front of a prefix that takes the place of the one that matched. */
export const replacedPrefix = '%PREFIX()%';

function redirectOf(redirect: JsonObject): JsonObject {
  const [scheme, type] = [textAt(redirect, 'scheme'), textAt(redirect, 'path', 'type')];
  const uri =
    type === 'ReplacePrefixMatch'
      ? replacedPrefix + textAt(redirect, 'path', 'replacePrefixMatch')
      : textAt(redirect, 'path', 'replaceFullPath');
  return {
    ...(typeof redirect.statusCode === 'number' && { redirectCode: redirect.statusCode }),
    authority: textAt(redirect, 'hostname'),
    ...(scheme !== '' && { scheme }),
    ...(typeof redirect.port === 'number'
      ? { port: redirect.port }
      : { derivePort: scheme === '' ? 'FROM_REQUEST_PORT' : 'FROM_PROTOCOL_DEFAULT' }),
    ...(type !== '' && { uri }),
  };
}

function rewriteOf(rewrite: JsonObject): JsonObject {
  const [type, authority] = [textAt(rewrite, 'path', 'type'), textAt(rewrite, 'hostname')];
  return {
    ...(authority !== '' && { authority }),
    ...(type === 'ReplacePrefixMatch' && {
      uri: textAt(rewrite, 'path', 'replacePrefixMatch').replace(/\/$/, '') || '/',
    }),
    ...(type === 'ReplaceFullPath' && {
      uriRegexRewrite: { match: '/.*', rewrite: textAt(rewrite, 'path', 'replaceFullPath') },
    }),
  };
}
