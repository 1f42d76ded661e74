import type { MeshConfig } from '../compiled/mesh.istio.io/MeshConfig.js';
import { durationProblem, durationRangeProblem, millisecond, parseDuration } from '../values/duration.ts';
import { wildcardHostProblem } from '../values/host.ts';
import { checkLocalityLbSetting } from '../values/locality.ts';
import { trustDomainProblem } from '../values/trust-domain.ts';
import { checkExtensionProviders } from './mesh-config/extension-providers.ts';
import { checkLabelSelector } from './mesh-config/label-selector.ts';
import { checkProxyConfig } from './mesh-config/proxy-config.ts';
import { checkMeshTls } from './mesh-config/tls.ts';
import { defineRules } from './rule.ts';

/**
 * What Istio demands of a mesh config (istio.io, Global Mesh Options) beyond its schema. The config is as it was written:
 * a field that is not there has istiod's default, while one that is there, however empty, takes its place.
 */
export default defineRules<MeshConfig>('MeshConfig', {
  'connect-timeout'({ connectTimeout }, field) {
    if (connectTimeout === undefined) return;
    field
      .at('connectTimeout')
      .check(durationProblem(connectTimeout) ?? durationRangeProblem(connectTimeout, '1ms', '1h'));
  },
  'protocol-detection-timeout'({ protocolDetectionTimeout = '0s' }, field) {
    if ((parseDuration(protocolDetectionTimeout) ?? 0) % millisecond === 0) return;
    field.at('protocolDetectionTimeout').error(`must be whole milliseconds, not ${protocolDetectionTimeout}`);
  },
  'proxy-config'({ defaultConfig }, field) {
    if (defaultConfig !== undefined) checkProxyConfig(defaultConfig, field.at('defaultConfig'));
  },
  localities({ localityLbSetting }, field) {
    // Which hosts have outlier detection is for their DestinationRules to say.
    checkLocalityLbSetting(localityLbSetting, field.at('localityLbSetting'), true);
  },
  'service-hosts'({ serviceSettings = [] }, field) {
    for (const [i, { hosts = [] }] of serviceSettings.entries()) {
      for (const [j, host] of hosts.entries()) {
        field.at('serviceSettings', i, 'hosts', j).check(wildcardHostProblem(host));
      }
    }
  },
  'trust-domains'({ trustDomain, trustDomainAliases = [] }, field) {
    if (trustDomain !== undefined) field.at('trustDomain').check(trustDomainProblem(trustDomain));
    for (const [i, alias] of trustDomainAliases.entries()) {
      field.at('trustDomainAliases', i).check(trustDomainProblem(alias));
    }
  },
  'tls-parameters'(config, field) {
    checkMeshTls(config, field);
  },
  'extension-providers'({ extensionProviders = [] }, field) {
    checkExtensionProviders(extensionProviders, field.at('extensionProviders'));
  },
  selectors({ discoverySelectors = [], serviceScopeConfigs = [] }, field) {
    for (const [i, one] of discoverySelectors.entries()) checkLabelSelector(one, field.at('discoverySelectors', i));
    for (const [i, { namespaceSelector = {}, servicesSelector = {} }] of serviceScopeConfigs.entries()) {
      checkLabelSelector(namespaceSelector, field.at('serviceScopeConfigs', i, 'namespaceSelector'));
      checkLabelSelector(servicesSelector, field.at('serviceScopeConfigs', i, 'servicesSelector'));
    }
  },
});
