import type { ServiceEntry } from '../compiled/networking.istio.io/ServiceEntry.js';
import { subnetProblem } from '../values/address.ts';
import { checkExportTo } from '../values/export-to.ts';
import { hostProblem, wildcardHostProblem } from '../values/host.ts';
import { portNameProblem } from '../values/port.ts';
import { isSet } from '../values/presence.ts';
import { isHttp, isKnownProtocol, isTls, protocolProblem } from '../values/protocol.ts';
import { quote } from '../values/value.ts';
import { checkWorkloadSelector } from '../values/workload-selector.ts';
import { defineRules, type RuleSubject } from './rule.ts';
import { checkDynamicDns } from './service-entry/dynamic-dns.ts';
import { checkEndpoints } from './service-entry/endpoints.ts';

const isResolvedByDns = ({ resolution }: ServiceEntry): boolean =>
  resolution === 'DNS' || resolution === 'DNS_ROUND_ROBIN';

/** Whether istiod gives the service an address of its own, when it names none (istio.io, automatic address allocation). */
const isGivenAddress = ({ resolution = 'NONE' }: ServiceEntry, { labels }: RuleSubject): boolean =>
  resolution !== 'NONE' && labels['networking.istio.io/enable-autoallocate-ip']?.toLowerCase() !== 'false';

/** True for what is neither HTTP nor TLS, and so says nothing of the host that it is for. */
const namesNoHost = (protocol: string): boolean =>
  !isHttp(protocol) && !isTls(protocol) && (protocol === '' || isKnownProtocol(protocol));

/** What Istio demands of a ServiceEntry (istio.io, Service Entry) beyond its schema. */
export default defineRules<ServiceEntry>('ServiceEntry', {
  'known-hosts'({ hosts, resolution }, field) {
    hosts?.forEach((host, i) => {
      const problem = wildcardHostProblem(host);
      if (problem !== undefined) field.at('hosts', i).error(problem);
      else if (/^\*[^.]/.test(host) && resolution !== 'DYNAMIC_DNS') {
        field.at('hosts', i).warning(`should have a wildcard for the whole first label, not as in ${quote(host)}`);
      }
    });
  },
  'hosts-to-resolve'(spec, field) {
    if (!isResolvedByDns(spec) || isSet(spec.endpoints)) return;
    spec.hosts?.forEach((host, i) => {
      // What is no host at all is reported above.
      if (wildcardHostProblem(host) !== undefined) return;
      const wildcard = `must not be a wildcard, ${quote(host)}, without endpoints to resolve in its place`;
      field.at('hosts', i).check(host.startsWith('*') ? wildcard : hostProblem(host));
    });
  },
  'known-addresses'({ addresses }, field) {
    addresses?.forEach((address, i) => {
      field.at('addresses', i).check(subnetProblem(address));
    });
  },
  'known-ports'({ ports }, field) {
    ports?.forEach(({ name = '', protocol = '' }, i) => {
      field.at('ports', i, 'name').check(portNameProblem(name));
      if (protocol !== '') field.at('ports', i, 'protocol').check(protocolProblem(protocol));
    });
  },
  'addresses-for-tcp'(spec, field, subject) {
    if (isSet(spec.addresses) || isGivenAddress(spec, subject)) return;
    const [port] = spec.ports?.filter(({ protocol = '' }) => protocol === '' || protocol === 'TCP') ?? [];
    if (port === undefined) return;
    field.at('addresses').warning(`is missing: nothing else tells TCP to the port ${port.number ?? 0} from other TCP`);
  },
  'hosts-told-apart'({ hosts = [], ports, resolution = 'NONE' }, field) {
    if (hosts.length < 2 || resolution === 'NONE' || resolution === 'DYNAMIC_DNS') return;
    ports?.forEach(({ protocol = '' }, i) => {
      if (!namesNoHost(protocol)) return;
      const what = protocol === '' ? 'is missing' : `is ${protocol}`;
      field.at('ports', i, 'protocol').error(`${what}, but only HTTP and TLS tell the ${hosts.length} hosts apart`);
    });
  },
  'one-host-per-address'(spec, field) {
    const { hosts = [], ports, addresses } = spec;
    if (hosts.length < 2 || !isResolvedByDns(spec) || !isSet(addresses)) return;
    const [port] = ports?.filter(({ protocol = '' }) => isTls(protocol)) ?? [];
    if (port === undefined) return;
    field
      .at('hosts')
      .warning(`should be one: the addresses do not tell ${port.protocol} to ${hosts.length} hosts apart`);
  },
  'known-endpoints': checkEndpoints,
  'dynamic-dns'(spec, field, subject) {
    if (spec.resolution === 'DYNAMIC_DNS') checkDynamicDns(spec, field, subject);
  },
  'known-workloads'({ workloadSelector, resolution = 'NONE' }, field) {
    if (workloadSelector === undefined) return;
    checkWorkloadSelector(workloadSelector, field.at('workloadSelector'));
    if (resolution === 'NONE') {
      field
        .at('workloadSelector')
        .warning('has no effect for the resolution NONE, which sends to where the client meant');
    }
  },
  'known-namespaces'({ exportTo }, field, { namespace }) {
    checkExportTo(exportTo, field.at('exportTo'), { namespace, mayBeNowhere: true });
  },
});
