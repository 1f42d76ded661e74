import { orList } from '../../base/list-names.ts';
import type { DestinationRule, TunnelSettings } from '../compiled/networking.istio.io/DestinationRule.js';
import { isIpAddress } from '../values/address.ts';
import { checkClientTls } from '../values/client-tls.ts';
import { checkConnectionPool } from '../values/connection-pool.ts';
import { checkExportTo } from '../values/export-to.ts';
import { dnsLabelProblem, hostProblem, wildcardHostProblem } from '../values/host.ts';
import { checkLabels } from '../values/labels.ts';
import { checkSelector } from '../values/policy-target.ts';
import { portProblem } from '../values/port.ts';
import { isSet } from '../values/presence.ts';
import { quote } from '../values/value.ts';
import { checkLoadBalancer } from './destination-rule/load-balancer.ts';
import { checkOutlierDetection } from './destination-rule/outlier-detection.ts';
import { eachPolicy, eachPort, eachSettings } from './destination-rule/policies.ts';
import { defineRules, type Field } from './rule.ts';

const portSettings = ['loadBalancer', 'connectionPool', 'outlierDetection', 'tls'] as const;
const settings = [...portSettings, 'portLevelSettings', 'tunnel', 'proxyProtocol', 'retryBudget'] as const;

function checkTunnel({ protocol = '', targetHost = '', targetPort = 0 }: TunnelSettings, field: Field): void {
  if (!['', 'CONNECT', 'POST'].includes(protocol)) {
    field.at('protocol').error(`must be CONNECT or POST, not ${quote(protocol)}`);
  }
  if (!isIpAddress(targetHost)) field.at('targetHost').check(hostProblem(targetHost));
  field.at('targetPort').check(portProblem(targetPort));
}

/** What Istio demands of a DestinationRule (istio.io, Destination Rule) beyond its schema. */
export default defineRules<DestinationRule>('DestinationRule', {
  'known-host'({ host = '' }, field) {
    field.at('host').check(wildcardHostProblem(host));
  },
  'policies-say-something'(spec, field) {
    eachPolicy(spec, field, (policy, at) => {
      if (!settings.some((name) => isSet(policy[name]))) at.error(`must have ${orList(settings)}`);
      eachPort(policy, at, (port, one) => {
        if (port.port === undefined) one.at('port').error('is required, and missing');
        if (!portSettings.some((name) => isSet(port[name]))) one.error(`must have ${orList(portSettings)}`);
      });
    });
  },
  'sound-load-balancer'(spec, field) {
    eachPolicy(spec, field, (policy, at) => {
      // A subset takes over from its rule what it does not say itself.
      const { loadBalancer, outlierDetection = spec.trafficPolicy?.outlierDetection } = policy;
      checkLoadBalancer(loadBalancer, at.at('loadBalancer'), outlierDetection !== undefined);
      eachPort(policy, at, (port, one) => {
        checkLoadBalancer(port.loadBalancer, one.at('loadBalancer'), port.outlierDetection !== undefined);
      });
    });
  },
  'sound-connection-pool'(spec, field) {
    eachSettings(spec, field, ({ connectionPool }, at) => {
      checkConnectionPool(connectionPool, at.at('connectionPool'));
    });
  },
  'sound-outlier-detection'(spec, field) {
    eachSettings(spec, field, ({ outlierDetection }, at) => {
      checkOutlierDetection(outlierDetection, at.at('outlierDetection'));
    });
  },
  'sound-tls'(spec, field, { namespace }) {
    eachSettings(spec, field, ({ tls }, at) => {
      checkClientTls(tls, at.at('tls'), namespace);
    });
  },
  'tunnel-or-proxy-protocol'(spec, field) {
    eachPolicy(spec, field, ({ tunnel, proxyProtocol }, at) => {
      if (tunnel !== undefined) checkTunnel(tunnel, at.at('tunnel'));
      if (tunnel !== undefined && proxyProtocol !== undefined) {
        at.at('proxyProtocol').error('must not be there beside tunnel');
      }
    });
  },
  'subset-names'({ subsets }, field) {
    const names = new Set<string>();
    subsets?.forEach(({ name = '' }, i) => {
      const repeated = names.has(name) ? `repeats ${quote(name)}: each subset needs a name of its own` : undefined;
      field.at('subsets', i, 'name').check(dnsLabelProblem(name) ?? repeated);
      names.add(name);
    });
  },
  'subset-labels'({ subsets }, field) {
    subsets?.forEach(({ labels }, i) => {
      checkLabels(labels, field.at('subsets', i, 'labels'));
    });
  },
  'known-namespaces'({ exportTo, workloadSelector }, field, subject) {
    checkExportTo(exportTo, field.at('exportTo'), { ...subject, ownNamespaceOnly: workloadSelector !== undefined });
  },
  'known-workloads'({ workloadSelector }, field) {
    checkSelector(workloadSelector, field.at('workloadSelector'));
  },
});
