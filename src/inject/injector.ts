import { injectionFunctions } from '../render/functions/injection.ts';
import type { JsonObject } from '../resources/json.ts';
import { readYaml } from '../resources/yaml/read.ts';
import { watched } from './alike/watched-functions.ts';
import { annotationOf } from './containers.ts';
import { meshConfigOf, withProxyConfig } from './data/mesh-config.ts';
import { proxyConfigsOf, withProxyConfigs } from './data/proxy-configs.ts';
import { templateData } from './data/template-data.ts';
import { checkPod } from './pod/check-pod.ts';
import type { Owner, PodTemplate } from './pod-template.ts';
import { texts } from './policy.ts';
import type { ProxyUser } from './proxy-user.ts';
import type { InjectionSettings } from './settings.ts';
import { checkAnnotations } from './steps/annotations.ts';
import { checkContainers } from './steps/check-containers.ts';
import { orderContainers } from './steps/container-order.ts';
import type { Injection } from './steps/injection.ts';
import { applyOverrides, seenByTemplates } from './steps/overrides.ts';
import { rewriteProbes } from './steps/probes.ts';
import { mergeMetrics } from './steps/prometheus.ts';
import { proxyEnvironment, setProxyEnvironment } from './steps/proxy-environment.ts';
import { alignProxyUser } from './steps/proxy-user.ts';
import { settle, withInjectedContainers } from './steps/reinjection.ts';
import { noteStatus, statusOf } from './steps/status.ts';
import { renderTemplates, Templates } from './steps/templates.ts';
import { uninject, withOwnProbes, withoutInjectedParts } from './uninject.ts';

/** Puts proxies into Pods, and takes them out again. Pods that it is given are never changed. */
export interface Injector {
  readonly settings: InjectionSettings;
  /**
   * A Pod with what the settings' templates add. One that was injected before, by whomever, is as if it had not been: so that
   * injecting again changes nothing, and other settings replace all that there was.
   *
   * @param proxyUser whom its proxy runs as, where its namespace says so
   * @throws InjectionError
   */
  inject(pod: PodTemplate, owner: Owner, proxyUser?: ProxyUser): PodTemplate;
  /**
   * A Pod without what was injected into it, by these settings or others: see uninject.ts.
   *
   * @param owner by whose name the Pod's canonical service may go; without, a label that could be either's stays
   * @throws InjectionError where annotations that the injection left cannot be read
   */
  uninject(pod: PodTemplate, owner?: Owner): PodTemplate;
  /** Runs what fails where a template treats placeholders for names otherwise than it would treat any other (names.ts). */
  watchingNames<T>(run: () => T): T;
}

/**
 * Prepares an injector. Templates are read when the first Pod wants them.
 *
 * @throws InjectionError for a mesh config with values of the wrong type
 */
export function createInjector(settings: InjectionSettings): Injector {
  const mesh = meshConfigOf(settings.meshConfig);
  let isWatching = false;
  const templates = new Templates(
    settings,
    watched(injectionFunctions(), () => isWatching),
  );
  const meshConfigs = new Map<string, JsonObject>();

  /** The mesh config for a Pod, over whose proxy configuration its annotation is laid, and what a cluster has for it. */
  function meshConfigFor(pod: PodTemplate, owner: Pick<Owner, 'namespace'> = { namespace: '' }): JsonObject {
    const { proxyConfigs } = settings;
    if (proxyConfigs === undefined) return annotated(mesh, pod);
    const namespace = texts({ namespace: pod.metadata.namespace }).namespace || owner.namespace;
    const configured = { namespace, labels: texts(pod.metadata.labels) };
    const { before, after } = proxyConfigsOf(proxyConfigs, String(mesh.rootNamespace), configured);
    if (before.length === 0) return withProxyConfigs(annotated(mesh, pod), after);
    const text = annotationOf(pod, proxyConfigAnnotation);
    const config = withProxyConfigs(mesh, before);
    return withProxyConfigs(text === undefined ? config : withAnnotation(config, text), after);
  }

  function annotated(mesh: JsonObject, pod: PodTemplate): JsonObject {
    const text = annotationOf(pod, proxyConfigAnnotation);
    if (text === undefined) return mesh;
    let config = meshConfigs.get(text);
    if (config === undefined) {
      config = withAnnotation(mesh, text);
      if (meshConfigs.size < mostMeshConfigs) meshConfigs.set(text, config);
    }
    return config;
  }

  function check(pod: PodTemplate): void {
    checkPod(pod);
    checkAnnotations(pod);
  }

  return {
    settings,
    watchingNames(run) {
      isWatching = true;
      try {
        return run();
      } finally {
        isWatching = false;
      }
    },
    uninject(pod, owner) {
      check(pod);
      return uninject(pod, { settings, proxyConfig: meshConfigFor(pod, owner).defaultConfig as JsonObject, owner });
    },
    inject(pod, owner, proxyUser) {
      check(pod);
      const status = statusOf(pod);
      const original = status === undefined ? pod : withoutInjectedParts(pod, status);
      checkContainers(original);
      const meshConfig = meshConfigFor(pod, owner);
      const proxyConfig = meshConfig.defaultConfig as JsonObject;
      const environment = proxyEnvironment(original, settings);
      const injection: Injection = { settings, owner, original, meshConfig, proxyConfig, environment };
      const { values, revision, nativeSidecars } = settings;
      const input = { owner, mesh: meshConfig, values, revision, nativeSidecars, proxyUser };
      const data = templateData({ ...input, pod: seenByTemplates(original) });
      const reinjection = status && { before: pod, injected: withOwnProbes(pod), original, status };

      const rendered = renderTemplates(original, data, templates, settings, (template) =>
        reinjection === undefined ? original : withInjectedContainers(reinjection, template),
      );
      let injected = applyOverrides(rendered, injection);
      injected = alignProxyUser(injected, injection);
      injected = setProxyEnvironment(injected, environment);
      injected = mergeMetrics(injected, injection);
      injected = rewriteProbes(injected, injection);
      injected = noteStatus(injected, rendered.template, injection);
      injected = orderContainers(injected, injection);
      return reinjection === undefined ? injected : settle(injected, reinjection);
    },
  };
}

const proxyConfigAnnotation = 'proxy.istio.io/config';

const withAnnotation = (mesh: JsonObject, text: string): JsonObject =>
  withProxyConfig(mesh, readYaml(text)[0]?.value ?? null, ['metadata', 'annotations', proxyConfigAnnotation]);

/** Few Pods have a configuration of their own, and those mostly share it. */
const mostMeshConfigs = 100;
