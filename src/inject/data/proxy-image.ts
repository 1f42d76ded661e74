import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { imageReference } from '../../resources/proxy-image.ts';

/**
 * The proxy's image, `<hub>/<name>:<tag>[-<type>]` (pkg/kube/inject, ProxyImage). The type is the annotation's, else the
 * proxy configuration's where that has an image at all, else `global.variant`; without one the tag stays as it is.
 *
 * @param values Helm's
 * @param proxyConfig of the Pod, in the form that `readMessage` gives
 */
export function proxyImage(values: JsonObject, proxyConfig: JsonObject, annotations: JsonObject): string {
  const global = isObject(values.global) ? values.global : {};
  const proxy = isObject(global.proxy) ? global.proxy : {};
  const image = proxyConfig.image;
  const type =
    text(annotations['sidecar.istio.io/proxyImageType']) ??
    (isObject(image) ? (text(image.imageType) ?? '') : (text(global.variant) ?? ''));
  return imageReference(global, text(proxy.image) || 'proxyv2', type);
}

const text = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
