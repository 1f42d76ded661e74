{{- /* (global, gateway): the pods' affinity: global.arch and the node selector as node terms, anti-affinity as the gateway says. */}}
{{- define "gateways.affinity" -}}
{{- $architectures := dict }}
{{- range $architecture, $weight := .global.arch }}
{{- if gt (int $weight) 0 }}
{{- $_ := set $architectures $architecture (int $weight) }}
{{- end }}
{{- end }}
{{- $nodeSelector := .gateway.nodeSelector | default .global.defaultNodeSelector }}
{{- if or $architectures $nodeSelector }}
nodeAffinity:
  requiredDuringSchedulingIgnoredDuringExecution:
    nodeSelectorTerms:
    - matchExpressions:
      {{- with $architectures }}
      - { key: kubernetes.io/arch, operator: In, values: {{ keys . | sortAlpha | toJson }} }
      {{- end }}
      {{- range $label, $value := $nodeSelector }}
      - { key: {{ $label | quote }}, operator: In, values: [{{ $value | quote }}] }
      {{- end }}
  {{- with $architectures }}
  preferredDuringSchedulingIgnoredDuringExecution:
  {{- range $architecture, $weight := . }}
  - weight: {{ $weight }}
    preference:
      matchExpressions:
      - { key: kubernetes.io/arch, operator: In, values: [{{ $architecture | quote }}] }
  {{- end }}
  {{- end }}
{{- else }}
{{- /* As Istio's charts have it: Pods are not made anew when an installation of istioctl's is taken over. */}}
nodeAffinity: {}
{{- end }}
{{- $required := .gateway.podAntiAffinityLabelSelector }}
{{- $preferred := .gateway.podAntiAffinityTermLabelSelector }}
{{- if or $required $preferred }}
podAntiAffinity:
  {{- with $required }}
  requiredDuringSchedulingIgnoredDuringExecution:
  {{- range . }}
  - {{- include "gateways.podAffinityTerm" . | nindent 4 }}
    {{- with .namespaces }}
    namespaces: {{ splitList "," . | toJson }}
    {{- end }}
  {{- end }}
  {{- end }}
  {{- with $preferred }}
  preferredDuringSchedulingIgnoredDuringExecution:
  {{- range . }}
  - weight: 100
    podAffinityTerm:
      {{- include "gateways.podAffinityTerm" . | nindent 6 }}
  {{- end }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "gateways.podAffinityTerm" -}}
topologyKey: {{ .topologyKey }}
labelSelector:
  matchExpressions:
  - key: {{ .key }}
    operator: {{ .operator }}
    {{- with .values }}
    values: {{ splitList "," . | toJson }}
    {{- end }}
{{- end }}
