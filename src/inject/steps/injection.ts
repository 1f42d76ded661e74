import type { JsonObject } from '../../resources/json.ts';
import type { Owner, PodTemplate } from '../pod-template.ts';
import type { InjectionSettings } from '../settings.ts';

/** One Pod's injection: what its steps go by. */
export interface Injection {
  readonly settings: InjectionSettings;
  readonly owner: Owner;
  /** As its user wrote it, without anything that was injected. */
  readonly original: PodTemplate;
  /** The mesh config, over whose `defaultConfig` the Pod's annotation proxy.istio.io/config is laid. */
  readonly meshConfig: JsonObject;
  readonly proxyConfig: JsonObject;
  /** Environment variables that the proxy gets whatever templates say, by name. */
  readonly environment: ReadonlyMap<string, string>;
}

/** What templates made of a Pod. */
export interface Rendered {
  readonly pod: PodTemplate;
  /** All that templates gave, merged: what is Istio's in the Pod. */
  readonly template: PodTemplate;
}
