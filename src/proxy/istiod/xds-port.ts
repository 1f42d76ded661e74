import { fromBinary, type JsonObject } from '@bufbuild/protobuf';
import { type Timestamp, timestampDate } from '@bufbuild/protobuf/wkt';
import { MeshwrightError } from '../../base/errors.ts';
import { textAt } from '../../resources/fields.ts';
import { type Build, buildOf } from './build.ts';
import type { IstiodConnection } from './connection.ts';
import { type IstiodPod, imageVersion } from './find-istiods.ts';
import { namespaceOfProxy, type ProxyStatus, type SyncState } from './proxy-status.ts';
import { askXds, type XdsAnswer, type XdsServer } from './xds-exchange.ts';
import { clientConfig } from './xds-messages.ts';

/** The type of resource that istiod tells about itself with, and the one of its proxies' states (istio, pkg/model/xds.go). */
const debugType = 'istio.io/debug';
const syncType = `${debugType}/syncz`;

/**
 * An istiod's debug endpoints, by its xDS port.
 *
 * @param known its Pod; without it, it says itself who it is
 * @param timeout milliseconds for each question
 */
export function xdsPort(server: XdsServer, known: IstiodPod | undefined, timeout: number): IstiodConnection {
  let name = known?.name;
  let synchronization: Promise<XdsAnswer> | undefined;
  const ask = async (typeUrl: string, resourceNames: readonly string[] = []): Promise<XdsAnswer> => {
    const answer = await askXds(server, { typeUrl, resourceNames }, performance.now() + timeout);
    name ??= textAt(answer.controlPlane, 'ID') || undefined;
    return answer;
  };
  const askStates = (): Promise<XdsAnswer> => {
    synchronization ??= ask(syncType);
    return synchronization;
  };
  return {
    get name() {
      return name ?? server.address;
    },
    revision: known?.revision,
    imageVersion: known && imageVersion(known),
    debug: async (question) => {
      const { resources } = await ask(debugType, [question]);
      return resources.map(({ value }) => Buffer.from(value).toString('utf8')).join('\n');
    },
    proxies: async () => (await askStates()).resources.map(({ value }) => readState(value)),
    build: async (): Promise<Build> => {
      const { controlPlane } = await askStates();
      const build = buildOf(controlPlane.Info);
      if (build === undefined) throw new MeshwrightError(`istiod at ${server.address} does not tell its version`);
      return build;
    },
  };
}

/** Envoy's ConfigStatus, by number. */
const states: readonly SyncState[] = ['UNKNOWN', 'SYNCED', 'NOT_SENT', 'STALE', 'ERROR'];

interface ClientConfig {
  readonly node?: { readonly id: string; readonly metadata?: JsonObject };
  readonly genericXdsConfigs: readonly {
    readonly typeUrl: string;
    readonly lastUpdated?: Timestamp;
    readonly configStatus: number;
    readonly errorState?: { readonly details: string };
  }[];
}

function readState(bytes: Uint8Array): ProxyStatus {
  const { node, genericXdsConfigs } = fromBinary(clientConfig, bytes) as unknown as ClientConfig;
  const { id = '', metadata = {} } = node ?? {};
  return {
    id,
    namespace: textAt(metadata, 'NAMESPACE') || namespaceOfProxy(id),
    cluster: textAt(metadata, 'CLUSTER_ID'),
    type: undefined,
    version: textAt(metadata, 'ISTIO_VERSION'),
    types: genericXdsConfigs.map(({ typeUrl, lastUpdated, configStatus, errorState }) => ({
      typeUrl,
      state: states[configStatus] ?? 'UNKNOWN',
      sent:
        lastUpdated === undefined || lastUpdated.seconds < 0n ? undefined : timestampDate(lastUpdated).toISOString(),
      ...(errorState !== undefined && { error: errorState.details }),
    })),
  };
}
