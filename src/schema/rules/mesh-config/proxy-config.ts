import type { ProxyConfig, Tracing } from '../../compiled/mesh.istio.io/ProxyConfig.js';
import { checkClientTls } from '../../values/client-tls.ts';
import { durationProblem, parseDuration, second } from '../../values/duration.ts';
import { hostPortProblem } from '../../values/host-port.ts';
import { portProblem } from '../../values/port.ts';
import type { Problem } from '../../values/value.ts';
import type { Field } from '../rule.ts';
import { checkPrivateKeyProvider } from './private-key-provider.ts';

/** Texts that have defaults, which an empty one would take the place of. */
const neverEmpty = ['configPath', 'binaryPath', 'serviceCluster', 'discoveryAddress'] as const;
const addresses = ['discoveryAddress', 'statsdUdpAddress', 'envoyMetricsServiceAddress'] as const;
const services = ['envoyMetricsService', 'envoyAccessLogService'] as const;
const ports = ['proxyAdminPort', 'statusPort'] as const;

const missing = 'is required, and missing';
const autoAllocate = 'ISTIO_META_DNS_AUTO_ALLOCATE';

function drainDurationProblem(duration: string): Problem {
  const time = parseDuration(duration);
  if (time === undefined) return durationProblem(duration);
  return time >= second && time % second === 0 ? undefined : `must be whole seconds, 1s at least, not ${duration}`;
}

/** `$(HOST_IP)` stands for the address of the node that a proxy runs on. */
const agentAddressProblem = (address = ''): Problem =>
  address === '' ? missing : hostPortProblem(address.replace('$(HOST_IP)', '127.0.0.1'));

function checkTracing({ zipkin, datadog, lightstep, tlsSettings }: Tracing, field: Field): void {
  if (zipkin !== undefined) field.at('zipkin', 'address').check(agentAddressProblem(zipkin.address));
  if (datadog !== undefined) field.at('datadog', 'address').check(agentAddressProblem(datadog.address));
  if (lightstep !== undefined) {
    const { address, accessToken } = lightstep;
    field.at('lightstep', 'address').check(address ? hostPortProblem(address) : missing);
    if (!accessToken) field.at('lightstep', 'accessToken').error(missing);
  }
  checkClientTls(tlsSettings, field.at('tlsSettings'), '');
}

/**
 * How proxies run, in the mesh's `defaultConfig` or for one pod, whose settings add to those; what is not there has its
 * default.
 *
 * @param field where `config` stands
 */
export function checkProxyConfig(config: ProxyConfig, field: Field): void {
  for (const name of neverEmpty) if (config[name] === '') field.at(name).error('must not be empty');
  for (const name of addresses) {
    const address = config[name];
    if (address) field.at(name).check(hostPortProblem(address));
  }
  for (const name of services) {
    const address = config[name]?.address;
    if (address) field.at(name, 'address').check(hostPortProblem(address));
  }
  for (const name of ports) {
    const port = config[name];
    if (port !== undefined) field.at(name).check(portProblem(port));
  }
  const { drainDuration, controlPlaneAuthPolicy, tracing, proxyMetadata = {}, privateKeyProvider } = config;
  if (drainDuration !== undefined) field.at('drainDuration').check(drainDurationProblem(drainDuration));
  if (controlPlaneAuthPolicy === 'INHERIT') {
    field.at('controlPlaneAuthPolicy').error('must be NONE or MUTUAL_TLS, not INHERIT');
  }
  if (tracing !== undefined) checkTracing(tracing, field.at('tracing'));
  if (privateKeyProvider !== undefined) checkPrivateKeyProvider(privateKeyProvider, field.at('privateKeyProvider'));
  if (config.envoyMetricsServiceAddress) {
    field.at('envoyMetricsServiceAddress').warning('has no effect any more: use envoyMetricsService.address');
  }
  if (Object.hasOwn(proxyMetadata, autoAllocate)) {
    field
      .at('proxyMetadata', autoAllocate)
      .warning('is deprecated: istiod gives ServiceEntries their addresses itself');
  }
}
