import { isObject, type Json, type JsonObject } from './json.ts';

/** Flavours of images that Istio publishes; a tag may end with one. */
const flavours = ['distroless', 'debug'];

/**
 * The image of the proxy that injection gives a Pod, from the values that the injector knows (istio.io, Sidecar Injection;
 * `sidecar.istio.io/proxyImageType` in Resource Annotations).
 *
 * @param imageType the flavour that the Pod or the mesh asks for (`image.imageType` of its ProxyConfig); without one,
 *   `global.variant` counts
 */
export function proxyImage(values: JsonObject, imageType?: string): string {
  const global = mapOf(values.global);
  const image = textOf(mapOf(global.proxy).image) || 'proxyv2';
  return image.includes('/') ? image : imageReference(global, image, imageType);
}

/** `hub/name:tag-flavour`. A flavour replaces the one that the tag has; `default` is none. */
export function imageReference(global: JsonObject, name: string, imageType?: string): string {
  const flavour = imageType ?? textOf(global.variant);
  return `${textOf(global.hub)}/${name}:${withFlavour(textOf(global.tag), flavour)}`;
}

function withFlavour(tag: string, flavour: string): string {
  if (flavour === '') return tag;
  const known = flavours.find((one) => tag.endsWith(`-${one}`));
  const plain = known === undefined ? tag : tag.slice(0, -known.length - 1);
  return flavour === 'default' ? plain : `${plain}-${flavour}`;
}

const mapOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
/** A tag may be written as a number. */
const textOf = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
