import { injectionFunctions } from '../render/functions/injection.ts';
import type { JsonObject } from '../resources/json.ts';
import { watched } from './alike/watched-functions.ts';
import { MeshConfigs } from './data/pod-mesh-config.ts';
import { templateData } from './data/template-data.ts';
import { checkPod } from './pod/check-pod.ts';
import type { Owner, PodTemplate } from './pod-template.ts';
import type { ProxyUser } from './proxy-user.ts';
import type { InjectionSettings } from './settings.ts';
import { checkAnnotations } from './steps/annotations.ts';
import { checkContainers } from './steps/check-containers.ts';
import { orderContainers } from './steps/container-order.ts';
import type { Injection, Rendered } from './steps/injection.ts';
import { applyOverrides, seenByTemplates } from './steps/overrides.ts';
import { rewriteProbes } from './steps/probes.ts';
import { mergeMetrics } from './steps/prometheus.ts';
import { proxyEnvironment, setProxyEnvironment } from './steps/proxy-environment.ts';
import { alignProxyUser } from './steps/proxy-user.ts';
import { type Reinjection, settle, withInjectedContainers } from './steps/reinjection.ts';
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
  const meshConfigs = new MeshConfigs(settings);
  let isWatching = false;
  const templates = new Templates(
    settings,
    watched(injectionFunctions(), () => isWatching),
  );
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
      return uninject(pod, { settings, proxyConfig: meshConfigs.of(pod, owner).defaultConfig as JsonObject, owner });
    },
    inject(pod, owner, proxyUser) {
      check(pod);
      const status = statusOf(pod);
      const original = status === undefined ? pod : withoutInjectedParts(pod, status);
      checkContainers(original);
      const meshConfig = meshConfigs.of(pod, owner);
      const proxyConfig = meshConfig.defaultConfig as JsonObject;
      const environment = proxyEnvironment(original, settings);
      const injection: Injection = { settings, owner, original, meshConfig, proxyConfig, environment };
      const reinjection = status && { before: pod, injected: withOwnProbes(pod), original, status };
      const injected = finished(render(injection, templates, reinjection, proxyUser), injection);
      return reinjection === undefined ? injected : settle(injected, reinjection);
    },
  };
}

function check(pod: PodTemplate): void {
  checkPod(pod);
  checkAnnotations(pod);
}

/** The Pod with what templates make of it. */
function render(
  { settings, owner, original, meshConfig }: Injection,
  templates: Templates,
  reinjection: Reinjection | undefined,
  proxyUser: ProxyUser | undefined,
): Rendered {
  const { values, revision, nativeSidecars } = settings;
  const input = { owner, mesh: meshConfig, values, revision, nativeSidecars, proxyUser };
  const data = templateData({ ...input, pod: seenByTemplates(original) });
  return renderTemplates(original, data, templates, settings, (template) =>
    reinjection === undefined ? original : withInjectedContainers(reinjection, template),
  );
}

/** The Pod with what istiod changes after the templates, in its order. */
function finished(rendered: Rendered, injection: Injection): PodTemplate {
  let pod = applyOverrides(rendered, injection);
  pod = alignProxyUser(pod, injection);
  pod = setProxyEnvironment(pod, injection.environment);
  pod = mergeMetrics(pod, injection);
  pod = rewriteProbes(pod, injection);
  pod = noteStatus(pod, rendered.template, injection);
  return orderContainers(pod, injection);
}
