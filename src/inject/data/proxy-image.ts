import { formatValue } from '../../render/template/fmt/print.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';

/** Kinds of images, which a tag may end with; the one called `default` has no such ending. */
const suffixes = ['-distroless', '-debug'];
const plain = 'default';

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
  return `${text(global.hub) ?? ''}/${text(proxy.image) || 'proxyv2'}:${typed(tagOf(global.tag), type)}`;
}

const text = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** A tag may be a number: YAML's 1.3. */
const tagOf = (tag: Json | undefined): string =>
  typeof tag === 'number' || typeof tag === 'boolean' ? formatValue(tag) : (text(tag) ?? '');

function typed(tag: string, type: string): string {
  if (type === '') return tag;
  const suffix = suffixes.find((one) => tag.endsWith(one));
  const bare = suffix === undefined ? tag : tag.slice(0, -suffix.length);
  return type === plain ? bare : `${bare}-${type}`;
}
