import type { JsonObject } from '../../resources/json.ts';
import { readYaml } from '../../resources/yaml/read.ts';
import { annotationOf } from '../containers.ts';
import type { Owner, PodTemplate } from '../pod-template.ts';
import { texts } from '../policy.ts';
import type { InjectionSettings } from '../settings.ts';
import { meshConfigOf, withProxyConfig } from './mesh-config.ts';
import { proxyConfigsOf, withProxyConfigs } from './proxy-configs.ts';

const proxyConfigAnnotation = 'proxy.istio.io/config';

/** Few Pods have a configuration of their own, and those mostly share it. */
const mostMeshConfigs = 100;

/** The mesh config, as it holds for Pods. */
export class MeshConfigs {
  readonly #settings: Pick<InjectionSettings, 'proxyConfigs'>;
  readonly #mesh: JsonObject;
  /** Configs by the text of the annotation that is laid over them. */
  readonly #annotated = new Map<string, JsonObject>();

  /** @throws InjectionError for a mesh config with values of the wrong type */
  constructor(settings: Pick<InjectionSettings, 'meshConfig' | 'proxyConfigs'>) {
    this.#settings = settings;
    this.#mesh = meshConfigOf(settings.meshConfig);
  }

  /** The mesh config for a Pod, over whose proxy configuration its annotation is laid, and what a cluster has for it. */
  of(pod: PodTemplate, owner: Pick<Owner, 'namespace'> = { namespace: '' }): JsonObject {
    const { proxyConfigs } = this.#settings;
    if (proxyConfigs === undefined) return this.#withAnnotation(pod);
    const namespace = texts({ namespace: pod.metadata.namespace }).namespace || owner.namespace;
    const configured = { namespace, labels: texts(pod.metadata.labels) };
    const { before, after } = proxyConfigsOf(proxyConfigs, String(this.#mesh.rootNamespace), configured);
    if (before.length === 0) return withProxyConfigs(this.#withAnnotation(pod), after);
    const text = annotationOf(pod, proxyConfigAnnotation);
    const config = withProxyConfigs(this.#mesh, before);
    return withProxyConfigs(text === undefined ? config : withAnnotation(config, text), after);
  }

  #withAnnotation(pod: PodTemplate): JsonObject {
    const text = annotationOf(pod, proxyConfigAnnotation);
    if (text === undefined) return this.#mesh;
    let config = this.#annotated.get(text);
    if (config === undefined) {
      config = withAnnotation(this.#mesh, text);
      if (this.#annotated.size < mostMeshConfigs) this.#annotated.set(text, config);
    }
    return config;
  }
}

const withAnnotation = (mesh: JsonObject, text: string): JsonObject =>
  withProxyConfig(mesh, readYaml(text)[0]?.value ?? null, ['metadata', 'annotations', proxyConfigAnnotation]);
