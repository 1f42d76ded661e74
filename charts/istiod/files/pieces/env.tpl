{{- /*
Environment variables of the proxy's container, in the groups that several templates have in the same order. The dot is the
injector's data.

Like all pieces these print YAML's flow style, `{name: ..., value: ...},`, which fits between `env: [` and `]` at any depth.
What never changes is plain text, and no map is built to look things up in: istiod and kube-inject run this for every pod.
*/}}

{{- /* "env.identity": who the proxy is, and who vouches for that. */}}
{{- define "env.identity" }}
          {name: PILOT_CERT_PROVIDER, value: {{ .Values.global.pilotCertProvider | toJson }}},
          {name: CA_ADDR, value: {{ template "env.caAddress" . }}},
          {name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}},
          {name: POD_NAMESPACE, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}},
          {name: INSTANCE_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}},
          {name: SERVICE_ACCOUNT, valueFrom: {fieldRef: {fieldPath: spec.serviceAccountName}}},
          {name: HOST_IP, valueFrom: {fieldRef: {fieldPath: status.hostIP}}},
{{- end }}

{{- /* "env.caAddress": who signs certificates: istiod, unless the settings name somebody else. */}}
{{- define "env.caAddress" }}
  {{- with .Values.global.caAddress }}{{ . | toJson }}
  {{- else }}"istiod{{ with .Values.revision }}-{{ . }}{{ end }}.{{ .Values.global.istioNamespace }}.svc:15012"
  {{- end }}
{{- end }}

{{- define "env.cpuLimit" }}
          {name: ISTIO_CPU_LIMIT, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: "1"}}},
{{- end }}

{{- /* "env.go": what the agent's Go runtime may use. */}}
{{- define "env.go" }}
          {name: GOMEMLIMIT, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: "1"}}},
          {name: GOMAXPROCS, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: "1"}}},
{{- end }}

{{- define "env.proxyConfig" }}
          {name: PROXY_CONFIG, value: {{ protoToJSON .ProxyConfig | toJson }}},
{{- end }}

{{- define "env.clusterID" }}
          {name: ISTIO_META_CLUSTER_ID, value: {{ valueOrDefault .Values.global.multiCluster.clusterName "Kubernetes" | toJson }}},
{{- end }}

{{- define "env.nodeName" }}
          {name: ISTIO_META_NODE_NAME, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}},
{{- end }}

{{- /* "env.mesh": which mesh the proxy is in. */}}
{{- define "env.mesh" }}
  {{- $trustDomain := valueOrDefault .MeshConfig.TrustDomain .Values.global.trustDomain }}
  {{- with .Values.global.meshID | default $trustDomain }}
          {name: ISTIO_META_MESH_ID, value: {{ . | toJson }}},
  {{- end }}
  {{- with $trustDomain }}
          {name: TRUST_DOMAIN, value: {{ . | toJson }}},
  {{- end }}
{{- end }}

{{- /* "env.texts" prints every variable of a map, sorted by name: ProxyConfig.proxyMetadata, for one. */}}
{{- define "env.texts" }}
  {{- range $name, $value := . }}
          {name: {{ $name | toJson }}, value: {{ $value | toString | toJson }}},
  {{- end }}
{{- end }}
