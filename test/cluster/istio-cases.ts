/**
 * What the API server refuses of Istio's own cases, file by file and in their order: the document's name, and each field
 * by its path, followed by what the server says of it where the words are its own. Documents that are not here must be
 * taken. The server drops nulls before it looks, so that of `nil` and `nested-nil` it says that a value is required.
 */
export const istioCases: Readonly<Record<string, readonly (readonly [name: string, ...refused: string[]])[]>> = {
  'destinationrule-invalid.yaml': [
    ['bookinfo-ratings', 'spec.trafficPolicy.loadBalancer.warmup.minimumPercent: less than or equal to 100'],
    ['bookinfo-ratings', 'spec.trafficPolicy.loadBalancer.warmup.duration: Required value'],
    ['bookinfo-ratings', 'spec.trafficPolicy.loadBalancer.warmup.aggression: greater than or equal to 0'],
  ],
  'envoyfilter-invalid.yaml': [
    ['waypoint-wrong-context', 'spec.configPatches[0].match'],
    ['waypoint-wrong-match', 'spec.configPatches[0].match'],
    ['waypoint-wrong-port', 'spec.configPatches[0].match.waypoint.portNumber'],
  ],
  'peerauth-invalid.yaml': [
    ['bad-mode', 'spec.mtls.mode: Unsupported value: "BLAH"'],
    ['bad-port', 'spec.portLevelMtls: type conversion error'],
    ['port-level-global', 'spec'],
    ['empty-port-level', 'spec.portLevelMtls: should have at least 1 properties'],
    ['zero-port', 'spec.portLevelMtls'],
    ['high-port', 'spec.portLevelMtls'],
  ],
  'proxyconfig-invalid.yaml': [
    ['bad-concurrency', 'spec.concurrency: should be greater than or equal to 0'],
    ['empty-key-selector', 'spec.selector.matchLabels'],
  ],
  'serviceentry-invalid.yaml': [
    ['no-spec', 'spec: Required value'],
    ['missing-host', 'spec.hosts: Required value'],
    ['bad-selector-value', 'spec.workloadSelector.labels[val]'],
    ['selector-and-endpoints', 'spec', 'spec'],
    ['bad-host-wildcard', 'spec.hosts[0]'],
    ['bad-cidr-resolution', 'spec'],
    ['duplicate-ports-name', 'spec.ports[1]: Duplicate value'],
    ['duplicate-ports-number', 'spec.ports'],
    ['bad-port', 'spec.ports[0].number'],
    ['bad-port-target', 'spec.ports[0].targetPort'],
    ['none-with-endpoints', 'spec'],
    ['dns-rr-with-multiple-endpoints', 'spec'],
  ],
  'wasm-invalid.yaml': [
    ['unset-port', 'spec.match[0].ports[0].number: Required value', 'spec.url: Required value'],
    ['unset-url', 'spec.url: should be at least 1 chars long'],
    ['invalid-url', 'spec.url'],
    ['invalid-url-schema', 'spec.url'],
    ['invalid-sha256', 'spec.sha256: should match'],
    ['invalid-imagePullSecret', 'spec.imagePullSecret: should be at least 1 chars long'],
    ['invalid-pluginName', 'spec.pluginName: should be at least 1 chars long'],
    ['duplicate-env', 'spec.vmConfig.env[1]: Duplicate value'],
    ['invalid-env-name', 'spec.vmConfig.env[0].name: should be at least 1 chars long'],
    ['invalid-env-name', 'spec.vmConfig.env[0]'],
    ['invalid-env-name', 'spec.vmConfig.env[0]'],
    ['nil', 'spec: Required value'],
    ['nested-nil', 'spec.url: Required value'],
    ['invalid-selector', 'spec.selector.matchLabels[istio]'],
    ['invalid-selector', 'spec.selector.matchLabels'],
  ],
  'workloadentry-invalid.yaml': [
    ['no-spec', 'spec: Required value'],
    ['missing-address', 'spec'],
    ['bad-uds-dir', 'spec.address'],
    ['bad-uds-relative', 'spec.address'],
    ['uds-with-ports', 'spec'],
    ['high-port', 'spec.ports[http]'],
    ['bad-port-name', 'spec.ports'],
  ],
  'workloadgroup-invalid.yaml': [
    ['no-spec', 'spec: Required value'],
    ['tcp-probe-invalid', 'spec.probe.tcpSocket.port'],
    ['http-probe-invalid', 'spec.probe.httpGet.httpHeaders[0].name: should match'],
  ],
};
