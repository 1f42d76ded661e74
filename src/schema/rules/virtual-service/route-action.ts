import type { HTTPRoute } from '../../compiled/networking.istio.io/VirtualService.js';
import { isSet } from '../../values/presence.ts';
import type { Field } from '../rule.ts';

/** What a route cannot have beside each thing that it may do with a request, other than to forward it. */
const excluded = {
  delegate: ['redirect', 'route'],
  redirect: ['route', 'fault', 'rewrite', 'directResponse'],
  directResponse: ['route', 'fault', 'rewrite'],
} as const;
const actions = ['delegate', 'redirect', 'directResponse'] as const;

/** A route does one thing: it forwards, redirects, answers, or leaves that to a delegate, which itself has none. */
export function checkAction(route: HTTPRoute, inDelegate: boolean, field: Field): void {
  const action = actions.find((name) => isSet(route[name]) && !(inDelegate && name === 'delegate'));
  if (inDelegate && route.delegate !== undefined) {
    field.at('delegate').error('must not be there without hosts in the spec: a delegate has no delegates');
  } else if (action === undefined && !isSet(route.route)) {
    field.at('route').error('is missing, and so are redirect, directResponse and delegate: a route has one of them');
  }
  for (const name of action === undefined ? [] : excluded[action]) {
    if (isSet(route[name])) field.at(name).error(`must not be there beside ${action}`);
  }
  if (action !== 'delegate' && isSet(route.mirror) && isSet(route.mirrors)) {
    field.at('mirrors').error('must not be there beside mirror: one of them names all');
  }
}
