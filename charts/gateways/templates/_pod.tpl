{{- /* The pods' labels and annotations: what injection, the mesh and its dashboards know them by. */}}
{{- define "gateways.podLabels" -}}
{{- $gateway := index .Values.gateways (include "gateways.key" .) -}}
{{ include "gateways.common" . }}
service.istio.io/canonical-name: {{ $gateway.name }}
service.istio.io/canonical-revision: {{ coalesce (get $gateway.labels "app.kubernetes.io/version") $gateway.labels.version .Values.revision "latest" | quote }}
{{- if eq .Release.Namespace "istio-system" }}
release: istio
chart: gateways
heritage: Tiller
{{- end }}
sidecar.istio.io/inject: {{ $gateway.injectionTemplate | empty | not | quote }}
{{- if not $gateway.injectionTemplate }}
istio.io/rev: {{ .Values.revision | default "default" | quote }}
istio.io/dataplane-mode: none
{{- else if .Values.revision }}
istio.io/rev: {{ .Values.revision | quote }}
{{- end }}
{{- end }}

{{- define "gateways.podAnnotations" -}}
{{- $gateway := index .Values.gateways (include "gateways.key" .) -}}
sidecar.istio.io/inject: {{ $gateway.injectionTemplate | empty | not | quote }}
{{- with $gateway.injectionTemplate }}
inject.istio.io/templates: {{ . | quote }}
{{- else }}
istio.io/rev: {{ .Values.revision | default "default" | quote }}
{{- end }}
{{- if .Values.meshConfig.enablePrometheusMerge }}
prometheus.io/port: "15020"
prometheus.io/scrape: "true"
prometheus.io/path: /stats/prometheus
{{- end }}
{{- end }}

{{- define "gateways.image" -}}
{{- $global := .Values.global }}
{{- $gateway := index .Values.gateways (include "gateways.key" .) }}
{{- $name := $global.proxy.image | default "proxyv2" }}
{{- if contains "/" $name }}
{{- $name }}
{{- else -}}
{{ $global.hub }}/{{ $name }}:{{ $gateway.tag | default $global.tag }}
{{- with $global.proxy.variant | default $global.variant }}-{{ . }}{{ end }}
{{- end }}
{{- end }}

{{- /* Environment of a proxy that no injection fills in. */}}
{{- define "gateways.env" -}}
{{- $global := .Values.global }}
{{- $gateway := index .Values.gateways (include "gateways.key" .) }}
{{- $trustDomain := .Values.meshConfig.trustDomain -}}
- name: PILOT_CERT_PROVIDER
  value: {{ $global.pilotCertProvider | quote }}
- name: CA_ADDR
  value: {{ $global.caAddress | default (printf "istiod%s.%s.svc:15012" (include "gateways.revisionSuffix" .) $global.istioNamespace) | quote }}
- name: NODE_NAME
  valueFrom: { fieldRef: { apiVersion: v1, fieldPath: spec.nodeName } }
- name: POD_NAME
  valueFrom: { fieldRef: { apiVersion: v1, fieldPath: metadata.name } }
- name: POD_NAMESPACE
  valueFrom: { fieldRef: { apiVersion: v1, fieldPath: metadata.namespace } }
- name: INSTANCE_IP
  valueFrom: { fieldRef: { apiVersion: v1, fieldPath: status.podIP } }
- name: HOST_IP
  valueFrom: { fieldRef: { apiVersion: v1, fieldPath: status.hostIP } }
- name: ISTIO_CPU_LIMIT
  valueFrom: { resourceFieldRef: { resource: limits.cpu, divisor: "1" } }
- name: SERVICE_ACCOUNT
  valueFrom: { fieldRef: { fieldPath: spec.serviceAccountName } }
- name: ISTIO_META_WORKLOAD_NAME
  value: {{ with $gateway.name }}{{ . | quote }}{{ end }}
- name: ISTIO_META_OWNER
  value: kubernetes://apis/apps/v1/namespaces/{{ .Release.Namespace }}/deployments/{{ $gateway.name }}
{{- with $global.meshID | default $trustDomain }}
- name: ISTIO_META_MESH_ID
  value: {{ . | quote }}
{{- end }}
{{- with $trustDomain }}
- name: TRUST_DOMAIN
  value: {{ . | quote }}
{{- end }}
{{- include "gateways.userEnv" $gateway }}
{{- range $name, $value := (.Values.meshConfig.defaultConfig).proxyMetadata }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- if not ($gateway.env).ISTIO_META_NETWORK }}
{{- with $global.network }}
- name: ISTIO_META_NETWORK
  value: {{ . | quote }}
{{- end }}
{{- end }}
- name: ISTIO_META_CLUSTER_ID
  value: {{ ($global.multiCluster).clusterName | default "Kubernetes" | quote }}
- name: ISTIO_META_NODE_NAME
  valueFrom: { fieldRef: { fieldPath: spec.nodeName } }
{{- end }}

{{- /* (gateway): environment that the gateway's own settings make, injected or not. */}}
{{- define "gateways.userEnv" }}
{{- if not .runAsRoot }}
- name: ISTIO_META_UNPRIVILEGED_POD
  value: "true"
{{- end }}
{{- range $name, $value := .env }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{- define "gateways.revisionSuffix" -}}
{{- with .Values.revision }}-{{ . }}{{ end }}
{{- end }}
