{{- /* A map whose values must be strings, as of labels; null is an empty one. */}}
{{- define "istiod.textMap" -}}
{{- range $key, $value := . }}
{{ quote $key }}: {{ quote $value | default `""` }}
{{- end }}
{{- end }}

{{- define "istiod.image" -}}
{{- with .Values -}}
{{- if contains "/" .image -}}
{{ .image }}
{{- else -}}
{{ .hub | default .global.hub }}/{{ .image | default "pilot" }}:{{ .tag | default .global.tag }}
{{- with .variant | default .global.variant }}-{{ . }}{{ end }}
{{- end }}
{{- end }}
{{- end }}

{{- /* Environment of istiod. What the user puts in env stands in the middle, and goes before two variables set here. */}}
{{- define "istiod.env" -}}
{{- $env := .Values.env }}
- name: REVISION
  value: {{ include "istiod.revision" . | quote }}
- name: PILOT_CERT_PROVIDER
  value: {{ .Values.global.pilotCertProvider }}
{{- range $name, $field := dict
  "POD_NAME" "metadata.name"
  "POD_NAMESPACE" "metadata.namespace"
  "SERVICE_ACCOUNT" "spec.serviceAccountName" }}
- name: {{ $name }}
  valueFrom:
    fieldRef: {apiVersion: v1, fieldPath: {{ $field }}}
{{- end }}
- name: KUBECONFIG
  value: /var/run/secrets/remote/config
{{- if not $env.CA_TRUSTED_NODE_ACCOUNTS }}
# ztunnel asks for certificates on behalf of other Pods; nobody else may.
- name: CA_TRUSTED_NODE_ACCOUNTS
  value: {{ printf "%s/%s" (.Values.trustedZtunnelNamespace | default .Release.Namespace) (.Values.trustedZtunnelName | default "ztunnel") | quote }}
{{- end }}
{{- range $name, $value := $env }}
- name: {{ $name }}
  value: {{ quote $value | default `""` }}
{{- end }}
{{- with .Values.envVarFrom }}
{{ toYaml . }}
{{- end }}
{{- with .Values.traceSampling }}
- name: PILOT_TRACE_SAMPLING
  value: {{ . | quote }}
{{- end }}
{{- if .Values.taint.enabled }}
- name: PILOT_ENABLE_NODE_UNTAINT_CONTROLLERS
  value: "true"
- name: PILOT_NODE_UNTAINT_CONTROLLERS_TAINT_NAME
  value: {{ .Values.taint.name | quote }}
{{- end }}
{{- if and .Values.global.externalIstiod (not $env.EXTERNAL_ISTIOD) }}
- name: EXTERNAL_ISTIOD
  value: {{ .Values.global.externalIstiod | quote }}
{{- end }}
{{- with .Values.global.trustBundleName }}
- name: PILOT_CA_CERT_CONFIGMAP
  value: {{ . | quote }}
{{- end }}
{{- with .Values.crlConfigMapName }}
- name: PILOT_CRL_CONFIGMAP
  value: {{ . | quote }}
{{- end }}
- name: PILOT_ENABLE_ANALYSIS
  value: {{ .Values.global.istiod.enableAnalysis | quote }}
- name: CLUSTER_ID
  value: {{ .Values.global.multiCluster.clusterName | default "Kubernetes" | quote }}
- name: GOMAXPROCS
  valueFrom:
    resourceFieldRef: {resource: limits.cpu, divisor: "1"}
- name: PLATFORM
  value: {{ coalesce .Values.global.platform .Values.platform | default "" | quote }}
{{- end }}

{{- define "istiod.volumes" -}}
- name: local-certs
  emptyDir: {medium: Memory}
- name: istio-token
  projected:
    sources:
      - serviceAccountToken:
          audience: {{ .Values.global.sds.token.aud }}
          path: istio-token
          expirationSeconds: 43200
# A certificate authority of the user's own.
- name: cacerts
  secret: {secretName: cacerts, optional: true}
# How to reach another cluster's API server that this istiod serves.
- name: istio-kubeconfig
  secret: {secretName: istio-kubeconfig, optional: true}
# A certificate for istiod and its authority, where cert-manager's istio-csr signs.
- name: istio-csr-dns-cert
  secret: {secretName: istiod-tls, optional: true}
- name: istio-csr-ca-configmap
{{- if include "istiod.clusterTrustBundle" . }}
  projected:
    sources:
      - clusterTrustBundle:
          name: istio.io:istiod-ca:{{ .Values.global.trustBundleName | default "root-cert" }}
          path: root-cert.pem
          optional: true
{{- else }}
  configMap:
    name: {{ .Values.global.trustBundleName | default "istio-ca-root-cert" }}
    defaultMode: 420
    optional: true
{{- end }}
{{- if .Values.jwksResolverExtraRootCA }}
- name: extracacerts
  configMap:
    name: {{ include "istiod.named" (list . "pilot-jwks-extra-cacerts") }}
{{- end }}
{{- with .Values.volumes }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- /* Not empty where istiod publishes its root certificate as a ClusterTrustBundle. */}}
{{- define "istiod.clusterTrustBundle" -}}
{{ if eq (toString .Values.env.ENABLE_CLUSTER_TRUST_BUNDLE_API) "true" }}true{{ end }}
{{- end }}
