import { isObject, type JsonObject } from '../resources/json.ts';
import { dnsLabel, like, word } from '../schema/usual/texts.ts';
import { object, oneOf } from '../schema/usual/usual.ts';
import type { InstallPackage } from './package.ts';

const operator = object({
  apiVersion: oneOf('install.istio.io/v1alpha1'),
  kind: oneOf('IstioOperator'),
  metadata: (value) => isObject(value) && Object.keys(value).length === 0,
});
const spec = object({
  // Which profiles there are is known by who lays settings on them.
  profile: word,
  hub: like(/^[a-z][a-z0-9]{0,30}(?:\.[a-z][a-z0-9]{0,30}){1,3}(?:\/[a-z][a-z0-9]{0,30}){1,3}$/),
  tag: like(/^[A-Za-z0-9][\w.-]{0,60}$/),
  revision: dnsLabel,
});

/**
 * True for settings that make a valid profile no less valid: hardly any, as most people have it. Then nothing need be loaded to
 * validate them, which takes as long as to render a chart. False says nothing (docs/decisions/0013, 0016).
 *
 * @param settings files and flags as an IstioOperator
 */
export function areUsual({ spec: given, ...rest }: JsonObject, { hasValidProfiles = false }: InstallPackage): boolean {
  return hasValidProfiles && operator(rest) && isObject(given) && (Object.keys(given).length === 0 || spec(given));
}
