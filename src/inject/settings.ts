import type { Tree } from '../render/template/parser/nodes.ts';
import type { JsonObject } from '../resources/json.ts';
import type { ProxyConfigs } from './data/proxy-configs.ts';

/** What an injector is set to: the ConfigMap `istio-sidecar-injector` and the mesh config, read. */
export interface InjectionSettings {
  /** Injection templates by name: Go templates that render to a Pod in YAML. */
  readonly templates: Readonly<Record<string, string>>;
  /** What a template was parsed to ahead of time, if it was: reading one takes as long as to inject five Pods. */
  readonly parsedTemplate?: ((name: string, text: string) => readonly Tree[] | undefined) | undefined;
  /** The names of those that Pods get which ask for none. */
  readonly defaultTemplates: readonly string[];
  /** Other names for templates, each for one or more. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  /** False when only Pods that ask for it are injected: `policy: disabled`. */
  readonly injectsByDefault: boolean;
  /** Label selectors (metav1) of Pods that do not say themselves; never wins over always. */
  readonly neverInjectSelector: readonly JsonObject[];
  readonly alwaysInjectSelector: readonly JsonObject[];
  /** Annotations that every injected Pod gets. */
  readonly injectedAnnotations: Readonly<Record<string, string>>;
  /** Helm's values, as far as the ConfigMap keeps them. */
  readonly values: JsonObject;
  /** The mesh config as it is written, without Istio's defaults. */
  readonly meshConfig: JsonObject;
  /** Of the control plane; empty for the default one. */
  readonly revision: string;
  /** True to run proxies as init containers that stay, where a Pod does not say. */
  readonly nativeSidecars: boolean;
  /** Variables that every proxy is given, which win over values: the webhook's path asks for them. */
  readonly environment?: ReadonlyMap<string, string> | undefined;
  /** Those of a cluster; absent where it has none. */
  readonly proxyConfigs?: ProxyConfigs | undefined;
}
