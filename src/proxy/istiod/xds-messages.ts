import { create, createFileRegistry, type DescMethodBiDiStreaming } from '@bufbuild/protobuf';
import {
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FileDescriptorProtoSchema,
  file_google_protobuf_any,
  file_google_protobuf_struct,
  file_google_protobuf_timestamp,
} from '@bufbuild/protobuf/wkt';

/** A field: its number, and its type; `*` behind it for a list. */
type Field = readonly [number: number, type: string];

/**
 * The messages of Envoy's xDS that istiod's debug interface speaks, as far as they are read or written here, with the numbers
 * of envoyproxy/envoy's api/envoy: service/discovery/v3/discovery.proto, config/core/v3/base.proto, service/status/v3/csds.proto
 * and admin/v3/config_dump_shared.proto. On the wire there are no names, so that one package does for all.
 */
const messages: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  DiscoveryRequest: {
    node: [2, 'Node'],
    resource_names: [3, 'string*'],
    type_url: [4, 'string'],
  },
  DiscoveryResponse: {
    resources: [2, 'google.protobuf.Any*'],
    type_url: [4, 'string'],
    control_plane: [6, 'ControlPlane'],
  },
  Node: { id: [1, 'string'], metadata: [3, 'google.protobuf.Struct'] },
  ControlPlane: { identifier: [1, 'string'] },
  ClientConfig: { node: [1, 'Node'], generic_xds_configs: [3, 'GenericXdsConfig*'] },
  GenericXdsConfig: {
    type_url: [1, 'string'],
    last_updated: [5, 'google.protobuf.Timestamp'],
    config_status: [6, 'int32'],
    error_state: [8, 'UpdateFailureState'],
  },
  UpdateFailureState: { details: [3, 'string'] },
};

const service = 'AggregatedDiscoveryService';
const packageName = 'envoy.service.discovery.v3';

const scalars: Readonly<Record<string, FieldDescriptorProto_Type>> = {
  string: FieldDescriptorProto_Type.STRING,
  int32: FieldDescriptorProto_Type.INT32,
};

function typeOf(written: string) {
  const name = written.replace(/\*$/, '');
  const label = written.endsWith('*') ? FieldDescriptorProto_Label.REPEATED : FieldDescriptorProto_Label.OPTIONAL;
  const type = scalars[name];
  if (type !== undefined) return { label, type };
  const typeName = name.includes('.') ? `.${name}` : `.${packageName}.${name}`;
  return { label, type: FieldDescriptorProto_Type.MESSAGE, typeName };
}

const wellKnown = [file_google_protobuf_any, file_google_protobuf_struct, file_google_protobuf_timestamp];

const registry = createFileRegistry(
  create(FileDescriptorProtoSchema, {
    name: 'xds.proto',
    package: packageName,
    syntax: 'proto3',
    dependency: wellKnown.map(({ proto }) => proto.name),
    messageType: Object.entries(messages).map(([name, fields]) => ({
      name,
      field: Object.entries(fields).map(([field, [number, type]]) => ({ name: field, number, ...typeOf(type) })),
    })),
    service: [
      {
        name: service,
        method: [
          {
            name: 'StreamAggregatedResources',
            inputType: `.${packageName}.DiscoveryRequest`,
            outputType: `.${packageName}.DiscoveryResponse`,
            clientStreaming: true,
            serverStreaming: true,
          },
        ],
      },
    ],
  }),
  (name) => wellKnown.find(({ proto }) => proto.name === name),
);

/** A message as it is read, with the names of the fields in camel case. */
export interface XdsMessage {
  readonly resources?: readonly { readonly typeUrl: string; readonly value: Uint8Array }[];
  readonly controlPlane?: { readonly identifier: string };
}

/** The call by which proxies ask istiod for their configuration, and others reach its debug interface. */
export const streamAggregatedResources = registry.getService(`${packageName}.${service}`)!
  .methods[0] as DescMethodBiDiStreaming;

/** The state of a proxy, in a DiscoveryResponse's resources. */
export const clientConfig = registry.getMessage(`${packageName}.ClientConfig`)!;
