import { type MeshConfig, unknownMeshConfig } from '../../resources/mesh-config.ts';
import type { Destinations } from '../mtls/destinations.ts';

/** What an external authorizer of the mesh config can be asked about. */
export interface Authorizer {
  readonly name: string;
  /** True for one of gRPC: those of HTTP are not asked about connections. */
  readonly isForTcp: boolean;
  /** Why it cannot be asked: its policies then deny what they match. */
  readonly problem?: string | undefined;
}

/** The external authorizers that CUSTOM policies name (istio.io, MeshConfig.ExtensionProvider). */
export class ExternalAuthorizers {
  readonly #config: MeshConfig;
  readonly #destinations: Destinations;

  constructor(config: MeshConfig, destinations: Destinations) {
    this.#config = config;
    this.#destinations = destinations;
  }

  /** Of that name; what was taken for given is added to the assumptions. */
  find(name: string, assumptions: Set<string>): Authorizer {
    const own = (this.#config.extensionProviders ?? []).find((one) => one.name === name);
    const settings = own?.envoyExtAuthzHttp ?? own?.envoyExtAuthzGrpc;
    const isForTcp = own?.envoyExtAuthzGrpc !== undefined;
    if (settings === undefined) {
      if (this.#config !== unknownMeshConfig)
        return { name, isForTcp, problem: 'the mesh config has no such provider' };
      assumptions.add(`the mesh config is not known: provider ${name} is taken to be in it`);
      return { name, isForTcp };
    }
    const service = typeof settings.service === 'string' ? settings.service : '';
    return this.#isKnown(service)
      ? { name, isForTcp }
      : { name, isForTcp, problem: `its service ${service} is not there` };
  }

  /** `namespace/host`, or a host that only one namespace has. */
  #isKnown(service: string): boolean {
    const [namespace, host] = service.includes('/') ? service.split('/') : [undefined, service];
    const spaces = new Set(this.#destinations.named(host ?? '').map((one) => one.namespace));
    return namespace === undefined ? spaces.size === 1 : spaces.has(namespace);
  }
}
