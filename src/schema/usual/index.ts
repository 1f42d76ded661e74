import { isObject, type JsonObject } from '../../resources/json.ts';
import type { Resource } from '../../resources/resource.ts';
import { kinds } from '../compiled/kinds.js';
import authorizationPolicy from './authorization-policy.ts';
import destinationRule from './destination-rule.ts';
import gateway from './gateway.ts';
import peerAuthentication from './peer-authentication.ts';
import serviceEntry from './service-entry.ts';
import sidecar from './sidecar.ts';
import { dnsLabel, labels } from './texts.ts';
import { object, type UsualSpec } from './usual.ts';
import virtualService from './virtual-service.ts';

/** The specs of the kinds that meshes have many of, by `group/Kind`. */
const specs: Readonly<Record<string, UsualSpec>> = {
  'networking.istio.io/DestinationRule': destinationRule,
  'networking.istio.io/Gateway': gateway,
  'networking.istio.io/ServiceEntry': serviceEntry,
  'networking.istio.io/Sidecar': sidecar,
  'networking.istio.io/VirtualService': virtualService,
  'security.istio.io/AuthorizationPolicy': authorizationPolicy,
  'security.istio.io/PeerAuthentication': peerAuthentication,
};

const metadata = object({ name: dnsLabel, namespace: dnsLabel, labels }, ['name']);

/** True for an Istio resource that is what most of its kind are, and so has no problem; false says nothing. */
export function isUsual({ type, body, apiVersion, namespace, duplicateKeys }: Resource): boolean {
  const { id } = type;
  if (!Object.hasOwn(specs, id) || !kinds[id]!.apiVersions.includes(apiVersion) || duplicateKeys.length > 0)
    return false;
  return hasOnlyBasics(body) && metadata(body.metadata) && specs[id]!(body.spec, namespace);
}

function hasOnlyBasics(body: JsonObject): boolean {
  for (const key in body)
    if (key !== 'apiVersion' && key !== 'kind' && key !== 'metadata' && key !== 'spec') return false;
  return isObject(body.spec);
}
