import { isIP } from 'node:net';
import { parseDuration, second } from '../../base/duration.ts';
import { formatPath, isObject, type Json, type Path } from '../../resources/json.ts';
import { readYaml } from '../../resources/yaml/read.ts';
import type { ValueCheck } from './values.ts';

/** What is wrong with a field's value, as `spec.field must be …` goes on; undefined when nothing is. */
type Check = (value: Json, path: Path) => string | undefined;

/** In protobuf's JSON null is a value left out, wherever it stands. */
const expect =
  (expected: string, holds: (value: Json) => boolean): Check =>
  (value, path) =>
    value === null || holds(value) ? undefined : `${formatPath(path)} must be ${expected}`;

const text = expect(
  'a string (in quotes, if it looks like a number or a boolean)',
  (value) => typeof value === 'string',
);
const filledText = expect('a string that is not empty', (value) => typeof value === 'string' && value !== '');
const flag = expect('true or false', (value) => typeof value === 'boolean');
const decimal = expect('a number', (value) => Number.isFinite(numberOf(value)));
const integer = expect('a whole number', (value) => Number.isInteger(numberOf(value)));
const port = expect('a port number from 1 to 65535', (value) => isPort(numberOf(value)));
const duration = expect('a duration like 5s', (value) => nanosecondsOf(value) !== undefined);
const wholeSeconds = expect('a duration of whole seconds, at least 1s', (value) => {
  const time = nanosecondsOf(value);
  return time !== undefined && time >= second && time % second === 0;
});
const address = expect('an address like host:port', (value) => typeof value === 'string' && isAddress(value));
const addressIfAny: Check = (value, path) => (value === '' ? undefined : address(value, path));
/** `$(HOST_IP)` is filled in when the proxy starts, for what runs on every node. */
const agentAddress: Check = (value, path) =>
  address(typeof value === 'string' ? value.replace('$(HOST_IP)', '127.0.0.1') : value, path);
const choice = (...names: readonly string[]): Check =>
  expect(`one of ${names.join(', ')}`, (value) =>
    typeof value === 'string' ? names.includes(value) : Number.isInteger(value),
  );

const list =
  (item: Check): Check =>
  (value, path) =>
    Array.isArray(value)
      ? first(value.entries(), (entry, i) => item(entry, [...path, i]))
      : `${formatPath(path)} must be a list`;

const map =
  (item: Check): Check =>
  (value, path) =>
    isObject(value)
      ? first(Object.entries(value), (entry, key) => item(entry ?? null, [...path, key]))
      : `${formatPath(path) || 'it'} must be a YAML map`;

/**
 * A message: the fields it names are checked if set, in protobuf's JSON names or its own; others are let through.
 *
 * @param required names of fields that must be there
 */
function fields(known: Readonly<Record<string, Check>>, ...required: readonly string[]): Check {
  const checkEach = map((value, path) => {
    const name = jsonName(String(path.at(-1)));
    return value !== null && Object.hasOwn(known, name) ? known[name]!(value, path) : undefined;
  });
  return (value, path) => {
    const problem = checkEach(value, path);
    if (problem !== undefined || required.length === 0 || !isObject(value)) return problem;
    const set = new Set(Object.keys(value).filter((name) => value[name] !== null));
    const missing = required.find((name) => ![...set].some((one) => jsonName(one) === name));
    return missing && `${formatPath([...path, missing])} is required, and missing`;
  };
}

const jsonName = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const service = fields({ address: addressIfAny });
const collector = fields({ address: agentAddress }, 'address');
const accelerator = fields({ pollDelay: duration }, 'pollDelay');

/** Istio's ProxyConfig (istio.io, Global Mesh Options) with the checks that istiod makes of the annotation. */
const proxyConfig = fields({
  configPath: filledText,
  binaryPath: filledText,
  serviceCluster: filledText,
  tracingServiceName: choice('APP_LABEL_AND_NAMESPACE', 'CANONICAL_NAME_ONLY', 'CANONICAL_NAME_AND_NAMESPACE'),
  drainDuration: wholeSeconds,
  terminationDrainDuration: duration,
  discoveryRefreshDelay: duration,
  discoveryAddress: address,
  zipkinAddress: text,
  statsdUdpAddress: addressIfAny,
  envoyMetricsServiceAddress: addressIfAny,
  envoyMetricsService: service,
  envoyAccessLogService: service,
  proxyAdminPort: port,
  statusPort: port,
  controlPlaneAuthPolicy: choice('NONE', 'MUTUAL_TLS'),
  customConfigFile: text,
  statNameLength: integer,
  concurrency: integer,
  proxyBootstrapTemplatePath: text,
  interceptionMode: choice('REDIRECT', 'TPROXY', 'NONE'),
  tracing: fields({
    zipkin: collector,
    lightstep: fields({ address, accessToken: filledText }, 'address', 'accessToken'),
    datadog: collector,
    sampling: decimal,
    maxPathTagLength: integer,
    enableIstioTags: flag,
    customTags: map(fields({})),
  }),
  proxyMetadata: map(text),
  runtimeValues: map(text),
  extraStatTags: list(text),
  caCertificatesPem: list(text),
  proxyStatsMatcher: fields({
    inclusionPrefixes: list(text),
    inclusionSuffixes: list(text),
    inclusionRegexps: list(text),
  }),
  meshId: text,
  readinessProbe: fields({
    httpGet: fields({}),
    tcpSocket: fields({}),
    exec: fields({}),
    grpc: fields({}),
    initialDelaySeconds: integer,
    timeoutSeconds: integer,
    periodSeconds: integer,
    successThreshold: integer,
    failureThreshold: integer,
  }),
  gatewayTopology: fields({ numTrustedProxies: integer }),
  holdApplicationUntilProxyStarts: flag,
  image: fields({ imageType: text }),
  privateKeyProvider: fields({ cryptomb: accelerator, qat: accelerator }),
  fileFlushInterval: duration,
  fileFlushMinSizeKb: integer,
  statsCompression: flag,
});

/** The annotation `proxy.istio.io/config`: YAML of a ProxyConfig that is laid over the mesh-wide one. */
export const proxyConfigYaml: ValueCheck = (value) => {
  const { config, problem } = readProxyConfig(value);
  return problem ?? (config === undefined ? undefined : proxyConfig(config, []));
};

/** The image type that the annotation's text asks for, or undefined when it asks for none. */
export function imageTypeOf(annotation: string | undefined): string | undefined {
  if (!annotation) return undefined;
  const { config } = readProxyConfig(annotation);
  const image = isObject(config) ? config.image : undefined;
  const type = isObject(image) ? (image.imageType ?? image.image_type) : undefined;
  return typeof type === 'string' && type !== '' ? type : undefined;
}

function readProxyConfig(text: string): { config?: Json | undefined; problem?: string } {
  const [document] = readYaml(text);
  return document?.problem === undefined
    ? { config: document?.value }
    : { problem: `it is not YAML (line ${document.problem.line}: ${document.problem.message})` };
}

function first<K, V>(entries: Iterable<[K, V]>, check: (value: V, key: K) => string | undefined): string | undefined {
  for (const [key, value] of entries) {
    const problem = check(value, key);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Protobuf's JSON takes numbers in quotes too. */
const numberOf = (value: Json): number =>
  typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;

/** Undefined for what is no duration. */
const nanosecondsOf = (value: Json): number | undefined =>
  typeof value === 'string' ? parseDuration(value) : undefined;

const isPort = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 65535;

function isAddress(value: string): boolean {
  const match = /^(?:\[([\da-fA-F:.]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(value);
  if (match === null || !isPort(Number(match[3]))) return false;
  return match[1] !== undefined ? isIP(match[1]) === 6 : isIP(match[2]!) === 4 || isHostName(match[2]!);
}

/** A DNS name whose last label is not all digits (RFC 1123). */
const isHostName = (name: string): boolean =>
  name.length <= 255 &&
  !/(?:^|\.)\d+\.?$/.test(name) &&
  name
    .replace(/\.$/, '')
    .split('.')
    .every((label) => /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i.test(label));
