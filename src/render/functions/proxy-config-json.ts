import { FunctionError } from '../template/errors.ts';
import type { GoType } from '../template/model/types.ts';
import { indirect, Pointer, Struct, type Value } from '../template/model/values.ts';
import { FieldMap } from './formats/json-value.ts';
import { writeJson } from './formats/json-writer.ts';

/** What a proxy's configuration has where it says nothing (istio.io, pkg/config/mesh, DefaultProxyConfig). */
export const proxyConfigDefaults = {
  configPath: './etc/istio/proxy',
  binaryPath: '/usr/local/bin/envoy',
  serviceCluster: 'istio-proxy',
  drainDuration: '45s',
  discoveryAddress: 'istiod.istio-system.svc:15012',
  proxyAdminPort: 15000,
  controlPlaneAuthPolicy: 'MUTUAL_TLS',
  statNameLength: 189,
  statusPort: 15020,
  terminationDrainDuration: '5s',
} as const;

const defaults = new Map(Object.entries(proxyConfigDefaults).map(([name, value]) => [name, JSON.stringify(value)]));

/** The Go type of a struct that is a message: its JSON as messages have it, which for some is another than the struct's. */
export interface MessageGoType extends GoType {
  readonly messageJson: (message: Struct) => Value;
}

/**
 * The JSON of a message (protobuf.dev, ProtoJSON): of a ProxyConfig without its defaults, so that Pods stay small. Of nil it
 * is `{}`.
 * @throws FunctionError for what is no message
 */
export function messageJson(value: Value): string {
  const message = indirect(value);
  if (message instanceof Pointer || message === null) return '{}';
  if (!(message instanceof Struct && 'messageJson' in message.type)) throw new FunctionError('expected proto.Message');
  const type = message.type as MessageGoType;
  const json = type.messageJson(message);
  if (type.name !== 'v1alpha1.ProxyConfig') return writeJson(json);
  const kept = [...(json as FieldMap)].filter(([name, field]) => defaults.get(name) !== writeJson(field));
  return writeJson(new FieldMap(kept));
}
