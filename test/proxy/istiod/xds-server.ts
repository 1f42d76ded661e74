import { once } from 'node:events';
import { createSecureServer, createServer, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { Certificate } from '../../cluster/certificate.ts';

/** What a client asked, as far as a test looks at it. */
export interface XdsRequest {
  readonly headers: IncomingHttpHeaders;
  readonly typeUrl: string;
  readonly resourceNames: readonly string[];
  readonly nodeId: string;
  /** The node's metadata, still in bytes. */
  readonly metadata: Buffer;
}

/** What the server does with a request. */
export type Answering = (request: XdsRequest, stream: ServerHttp2Stream) => void;

export interface XdsServerUnderTest {
  readonly port: number;
  readonly requests: readonly XdsRequest[];
  stop(): Promise<void>;
}

/** istiod's xDS port in the small: HTTP/2 with gRPC's framing, over TLS where there is a certificate. */
export async function startXds(answering: Answering, certificate?: Certificate): Promise<XdsServerUnderTest> {
  const requests: XdsRequest[] = [];
  const server = certificate
    ? createSecureServer({ cert: certificate.certificate, key: certificate.key })
    : createServer();
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  server.on('sessionError', () => {});
  server.on('stream', (stream, headers) => {
    let bytes = Buffer.alloc(0);
    stream.on('error', () => {});
    stream.on('data', (part: Buffer) => {
      bytes = Buffer.concat([bytes, part]);
      if (bytes.length < 5 || bytes.length < 5 + bytes.readUInt32BE(1)) return;
      const request = { headers, ...readRequest(bytes.subarray(5, 5 + bytes.readUInt32BE(1))) };
      requests.push(request);
      answering(request, stream);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    stop: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** A message behind gRPC's five bytes. */
export function framed(message: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

/** Answers with a message, and leaves the stream open, as istiod does. */
export function answer(stream: ServerHttp2Stream, message: Uint8Array): void {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
  stream.write(framed(message));
}

/** Ends the call with a status. */
export function refuse(stream: ServerHttp2Stream, status: number, message: string): void {
  stream.respond(
    { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': status, 'grpc-message': message },
    { endStream: true },
  );
}

function readRequest(bytes: Uint8Array): Omit<XdsRequest, 'headers'> {
  const reader = new BinaryReader(bytes);
  const resourceNames: string[] = [];
  let [typeUrl, nodeId] = ['', ''];
  let metadata = Buffer.alloc(0);
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    if (number === 3) resourceNames.push(reader.string());
    else if (number === 4) typeUrl = reader.string();
    else if (number === 2) {
      const node = new BinaryReader(reader.bytes());
      while (node.pos < node.len) {
        const [field, wire] = node.tag();
        if (field === 1) nodeId = node.string();
        else if (field === 3) metadata = Buffer.from(node.bytes());
        else node.skip(wire, field);
      }
    } else reader.skip(type, number);
  }
  return { typeUrl, resourceNames, nodeId, metadata };
}

/** A message of the fields that are given: texts, numbers, and messages, lists of any. */
export function message(fields: Readonly<Record<number, Value | readonly Value[]>>): Uint8Array {
  const writer = new BinaryWriter();
  for (const [number, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? (value as readonly Value[]) : [value as Value]) {
      const field = Number(number);
      if (typeof one === 'number') writer.tag(field, WireType.Varint).int64(BigInt(one));
      else if (typeof one === 'string') writer.tag(field, WireType.LengthDelimited).string(one);
      else writer.tag(field, WireType.LengthDelimited).bytes(one);
    }
  }
  return writer.finish();
}
type Value = string | number | Uint8Array;

/** google.protobuf.Struct of texts. */
const struct = (fields: Readonly<Record<string, string>>): Uint8Array =>
  message({ 1: Object.entries(fields).map(([key, value]) => message({ 1: key, 2: message({ 3: value }) })) });

export interface State {
  readonly typeUrl: string;
  readonly status: number;
  /** Seconds since 1970. */
  readonly sent?: number;
  readonly error?: string;
}

/** envoy.service.status.v3.ClientConfig, in google.protobuf.Any. */
export const clientConfig = (id: string, metadata: Readonly<Record<string, string>>, states: readonly State[]) =>
  message({
    1: 'type.googleapis.com/envoy.service.status.v3.ClientConfig',
    2: message({
      1: message({ 1: id, 3: struct(metadata) }),
      3: states.map(({ typeUrl, status, sent, error }) =>
        message({
          1: typeUrl,
          ...(sent !== undefined && { 5: message({ 1: sent }) }),
          6: status,
          ...(error !== undefined && { 8: message({ 3: error }) }),
        }),
      ),
    }),
  });

/** envoy.service.discovery.v3.DiscoveryResponse with resources in Any, from an istiod of that name. */
export const discoveryResponse = (resources: readonly Uint8Array[], istiod = 'istiod-1', version = '1.30.3') =>
  message({
    1: '2026-01-01/1',
    2: resources,
    4: 'istio.io/debug/syncz',
    6: message({
      1: JSON.stringify({ Component: 'istiod', ID: istiod, Info: { version, revision: 'abc', status: 'Clean' } }),
    }),
  });
