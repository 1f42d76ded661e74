import { orList } from '../../../base/list-names.ts';
import type { ExtensionProvider } from '../../compiled/mesh.istio.io/MeshConfig.js';
import { isIpAddress } from '../../values/address.ts';
import { hostProblem } from '../../values/host.ts';
import { egressNaming, namespacedHostProblem } from '../../values/namespaced-host.ts';
import { portProblem } from '../../values/port.ts';
import { isSet } from '../../values/presence.ts';
import { type Problem, quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';
import { checkExternalAuthorizer } from './external-authorizer.ts';

/** Kinds of providers that are services, and those that proxies are without. */
const services = [
  'envoyExtAuthzHttp',
  'envoyExtAuthzGrpc',
  'zipkin',
  'lightstep',
  'datadog',
  'opencensus',
  'skywalking',
  'opentelemetry',
  'envoyHttpAls',
  'envoyTcpAls',
  'envoyOtelAls',
  'sds',
] as const;
const others = ['stackdriver', 'prometheus', 'envoyFileAccessLog'] as const;
const kinds = [...services, ...others];

const missing = 'is required, and missing';

/** A host, or a namespace and a host that is in several. */
function serviceProblem(service: string): Problem {
  if (service.includes('/')) return namespacedHostProblem(service, egressNaming);
  return isIpAddress(service) ? undefined : hostProblem(service);
}

function checkProvider(provider: ExtensionProvider, field: Field): void {
  const warn = (at: Field, problem: Problem) => {
    if (problem !== undefined) at.warning(problem);
  };
  if (!kinds.some((kind) => provider[kind] !== undefined)) field.warning(`must have one of ${orList(kinds)}`);
  for (const kind of services) {
    const settings = provider[kind];
    if (settings === undefined) continue;
    const { service, port } = settings;
    warn(field.at(kind, 'service'), service ? serviceProblem(service) : missing);
    warn(field.at(kind, 'port'), port === undefined ? missing : portProblem(port));
  }
  const { lightstep, opentelemetry = {} } = provider;
  if (lightstep !== undefined && !lightstep.accessToken) field.at('lightstep', 'accessToken').warning(missing);
  if (opentelemetry.grpc !== undefined && opentelemetry.http !== undefined) {
    field.at('opentelemetry', 'grpc').warning('must not be there beside http');
  }
  checkExternalAuthorizer(provider, field);
}

/**
 * Authorizers, tracers and the like that other configuration names. istiod takes over a mesh config with wrong ones and
 * only logs it, so that all problems are warnings.
 *
 * @param field where the list stands
 */
export function checkExtensionProviders(providers: readonly ExtensionProvider[], field: Field): void {
  const names = new Set<string>();
  for (const [i, provider] of providers.entries()) {
    const { name = '' } = provider;
    const at = field.at(i);
    if (!isSet(name)) at.at('name').warning(missing);
    else if (names.has(name)) at.at('name').warning(`repeats ${quote(name)}: the last provider of that name counts`);
    names.add(name);
    checkProvider(provider, at);
  }
}
