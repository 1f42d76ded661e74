import { InputError } from '../base/errors.ts';
import { SourceDocument, type SourceFile } from './document.ts';
import { isObject, type JsonObject } from './json.ts';
import { message } from './proto-message.ts';
import { Resource } from './resource.ts';
import { anyObject, boolean, type Infer, list, map, number, string } from './shape.ts';
import { readYaml } from './yaml/read.ts';

const providers = list(string);

/** Fields that istiod reads once more to merge them with its own, and then by these names only. */
const merged = ['defaultConfig', 'defaultProviders'] as const;

const meshConfig = message(
  {
    rootNamespace: string,
    ingressControllerMode: string,
    ingressService: string,
    ingressSelector: string,
    trustDomain: string,
    trustDomainAliases: list(string),
    enableAutoMtls: boolean,
    outboundTrafficPolicy: message({ mode: string }),
    defaultServiceExportTo: list(string),
    defaultDestinationRuleExportTo: list(string),
    defaultVirtualServiceExportTo: list(string),
    pathNormalization: message({ normalization: string }),
    defaultConfig: message({
      proxyMetadata: map(string),
      image: message({ imageType: string }),
      gatewayTopology: message({ numTrustedProxies: number }),
    }),
    defaultProviders: message({ tracing: providers, metrics: providers, accessLogging: providers }),
    extensionProviders: list(
      message({ name: string, lightstep: anyObject, envoyExtAuthzHttp: anyObject, envoyExtAuthzGrpc: anyObject }),
    ),
  },
  merged,
);

/** As much of Istio's MeshConfig as this program reads. */
export type MeshConfig = Infer<typeof meshConfig> & { readonly rootNamespace: string };

const endpoint = message({ fromCidr: string, fromRegistry: string });

const meshNetworks = message({
  networks: map(message({ endpoints: list(endpoint), gateways: list(anyObject) })),
});

/** Istio's MeshNetworks: network name → where its endpoints come from; with the resource that findings point at. */
export interface MeshNetworks {
  readonly networks: NonNullable<Infer<typeof meshNetworks>['networks']>;
  readonly resource: Resource;
}

/** MeshConfig from what a YAML file says; what that leaves out has Istio's defaults. */
export function meshConfigOf(value: unknown): MeshConfig {
  const given = meshConfig(value) ?? {};
  return { ...given, rootNamespace: given.rootNamespace || 'istio-system' };
}

/** What holds where nobody said what the mesh config is: this very object, so that it can be told from a given one. */
export const unknownMeshConfig: MeshConfig = meshConfigOf(undefined);

/** Reads a mesh config file, or that of an IstioOperator. Throws InputError when it is not one YAML map. */
export const readMeshConfig = (file: SourceFile): MeshConfig => meshConfigOf(readMap(file, 'mesh config').value);

/** Reads a mesh networks file; findings name it `MeshNetworks <namespace>/meshnetworks`. Throws InputError as above. */
export function readMeshNetworks(file: SourceFile, namespace: string): MeshNetworks {
  const { value, document } = readMap(file, 'mesh networks');
  const metadata = { name: 'meshnetworks', namespace };
  const resource = new Resource<JsonObject>({ apiVersion: '', kind: 'MeshNetworks', metadata, ...value }, document);
  return { networks: meshNetworks(value)?.networks ?? {}, resource };
}

function readMap(file: SourceFile, what: string): { value: JsonObject; document: SourceDocument } {
  const documents = readYaml(file.text);
  const problem = documents.find((d) => d.problem !== undefined)?.problem;
  if (problem) throw new InputError(`${file.name}:${problem.line}:${problem.column}: ${problem.message}`);
  const [first, second] = documents.filter((d) => d.value !== undefined);
  if (second !== undefined) throw new InputError(`${file.name}:${second.line}: a ${what} file holds one document only`);
  const value = first?.value ?? {};
  if (!isObject(value)) throw new InputError(`${file.name}: a ${what} file holds one YAML map`);
  const slice = first ?? { index: 0, start: 0, end: 0, line: 1 };
  const document = new SourceDocument(file, slice);
  if (what === 'mesh config' && value.kind === 'IstioOperator') {
    const { meshConfig = {} } = isObject(value.spec) ? value.spec : {};
    return { value: isObject(meshConfig) ? meshConfig : {}, document };
  }
  if (typeof value.kind === 'string' && typeof value.apiVersion === 'string') {
    throw new InputError(
      `${file.name}: a ${value.kind} is no ${what}: give the bare YAML, as Istio's ConfigMap holds it in its data`,
    );
  }
  return { value, document };
}
