import { compareTexts } from '../base/compare-texts.ts';
import { entry } from '../base/map-entry.ts';
import { objectsAt, textAt } from '../resources/fields.ts';
import { isObject, type JsonObject } from '../resources/json.ts';
import { imageReference, proxyImage } from '../resources/proxy-image.ts';
import { readYaml } from '../resources/yaml/read.ts';
import { mapAt } from './settings/merge.ts';

/** An object that says which image a container has. */
export interface ImageUse {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Empty where a template of injection has it for a container that the template names. */
  readonly container: string;
  /** True when istiod puts the container into workloads, or makes a workload of it, such as a waypoint. */
  readonly isInjected: boolean;
}

export interface UsedImage {
  readonly image: string;
  readonly usedBy: readonly ImageUse[];
}

/** Stands for the image that injection gives a gateway's Pod. */
const placeholder = 'auto';

/**
 * The container images that an installation needs, sorted: those of its workloads, and those that its injector gives to
 * others by its own settings. What single Pods ask for by annotations is not among them.
 */
export function imagesOf(objects: readonly JsonObject[]): UsedImage[] {
  const uses = new Map<string, ImageUse[]>();
  for (const object of objects) {
    const use = {
      kind: textAt(object, 'kind'),
      namespace: textAt(object, 'metadata', 'namespace'),
      name: textAt(object, 'metadata', 'name'),
    };
    for (const { image, container } of ownImages(object)) {
      if (image !== '' && image !== placeholder)
        entry(uses, image, () => []).push({ ...use, container, isInjected: false });
    }
    for (const { image, container } of injectedImages(object, objects)) {
      entry(uses, image, () => []).push({ ...use, container, isInjected: true });
    }
  }
  const images = [...uses].map(([image, usedBy]) => ({ image, usedBy }));
  return images.sort((a, b) => compareTexts(a.image, b.image));
}

interface ContainerImage {
  readonly image: string;
  readonly container: string;
}

/** Images of the Pods that an object is, or is to make. */
function ownImages(object: JsonObject): ContainerImage[] {
  if (object.kind === 'CustomResourceDefinition') return [];
  const podSpecs = [['spec'], ['spec', 'template', 'spec'], ['spec', 'jobTemplate', 'spec', 'template', 'spec']].map(
    (path) => mapAt(object, ...path),
  );
  return podSpecs.flatMap((spec) => [
    ...['initContainers', 'containers', 'ephemeralContainers'].flatMap((field) =>
      objectsAt(spec, field).map((one) => ({ image: textAt(one, 'image'), container: textAt(one, 'name') })),
    ),
    ...objectsAt(spec, 'volumes').map((one) => ({ image: textAt(one, 'image', 'reference'), container: '' })),
  ]);
}

/** Images that the injector takes from an object, which is the ConfigMap with its values and templates. */
function injectedImages(object: JsonObject, objects: readonly JsonObject[]): ContainerImage[] {
  if (object.kind !== 'ConfigMap') return [];
  const values = mapIn(textAt(object, 'data', 'values'));
  const config = mapIn(textAt(object, 'data', 'config'));
  if (!isObject(values.global) || !isObject(config.templates)) return [];
  const proxy = proxyImage(values, imageType(object, objects));
  const init = textAt(values, 'global', 'proxy_init', 'image');
  const literal = Object.values(config.templates).flatMap((template) =>
    [...String(template).matchAll(literalImage)].map(([, image]) => ({ image: image!, container: '' })),
  );
  return [
    { image: init.includes('/') ? init : proxy, container: 'istio-init' },
    { image: proxy, container: 'istio-proxy' },
    ...agentgateway(values, object, objects),
    ...literal.filter(({ image }) => image !== placeholder),
  ];
}

/** An image that a template gives as it stands. */
const literalImage = /^[ \t]*(?:- )?image: *["']?([\w./:@-]+)["']? *$/gm;

/** istiod makes gateways of agentgateway where its environment says so. */
function agentgateway(values: JsonObject, map: JsonObject, objects: readonly JsonObject[]): ContainerImage[] {
  const isOn = objects
    .filter((object) => isBeside(object, map))
    .some((object) =>
      objectsAt(object, 'spec', 'template', 'spec', 'containers')
        .flatMap((container) => objectsAt(container, 'env'))
        .some(({ name, value }) => name === 'PILOT_ENABLE_AGENTGATEWAY' && value === 'true'),
    );
  if (!isOn) return [];
  const given = textAt(values, 'global', 'agentgateway', 'image');
  const image = given.includes('/') ? given : imageReference(mapAt(values, 'global'), 'agentgateway');
  return [{ image, container: 'agentgateway' }];
}

/** The flavour of proxies that the mesh config beside the injector's settings asks for. */
function imageType(map: JsonObject, objects: readonly JsonObject[]): string | undefined {
  const mesh = objects.find(
    (object) => object.kind === 'ConfigMap' && isBeside(object, map) && textAt(object, 'data', 'mesh') !== '',
  );
  return textAt(mapIn(textAt(mesh, 'data', 'mesh')), 'defaultConfig', 'image', 'imageType') || undefined;
}

const isBeside = (a: JsonObject, b: JsonObject): boolean =>
  textAt(a, 'metadata', 'namespace') === textAt(b, 'metadata', 'namespace');

/** The map in a text of YAML or JSON; empty where it holds none. */
function mapIn(text: string): JsonObject {
  const [{ value } = {}] = readYaml(text);
  return isObject(value) ? value : {};
}
