import type { JsonObject } from '../../resources/json.ts';
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
    const named = (this.#config.extensionProviders ?? []).filter((one) => one.name === name);
    const { envoyExtAuthzHttp: http, envoyExtAuthzGrpc: grpc } = named[0] ?? {};
    const authorizer = { name, isForTcp: grpc !== undefined };
    const problem = this.#problemOf(http ?? grpc, name, named.length);
    if (problem === undefined || this.#config !== unknownMeshConfig) return { ...authorizer, problem };
    assumptions.add(`the mesh config is not known: provider ${name} is taken to be in it`);
    return authorizer;
  }

  #problemOf(settings: JsonObject | undefined, name: string, count: number): string | undefined {
    if (settings === undefined) return 'the mesh config has no such external authorizer';
    if (count > 1) return 'the mesh config has it more than once';
    if (!/^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/.test(name)) return 'its name is not of small letters, digits and hyphens';
    const { service, port } = settings;
    if (!Number.isInteger(port) || Number(port) < 1 || Number(port) > 65_535) return 'its port is none';
    return this.#isKnown(String(service ?? '')) ? undefined : `its service ${String(service ?? '')} is not there`;
  }

  /** `namespace/host`, or a host that only one namespace has. */
  #isKnown(service: string): boolean {
    const [namespace, host] = service.includes('/') ? service.split('/') : [undefined, service];
    const spaces = new Set(this.#destinations.named(host ?? '').map((one) => one.namespace));
    return namespace === undefined ? spaces.size === 1 : spaces.has(namespace);
  }
}
