{{- define "ztunnel.name" -}}
{{ .Values.resourceName | default "ztunnel" }}
{{- end }}

{{- /* Labels of everything, pods too. */}}
{{- define "ztunnel.identity" -}}
app.kubernetes.io/name: ztunnel
{{ include "shared.labels" . | trim }}
{{- end }}

{{- /* Labels of objects that a user may label too. */}}
{{- define "ztunnel.labels" -}}
{{ include "shared.merged" (list (include "ztunnel.identity" .) .Values.labels) }}
{{- end }}

{{- define "ztunnel.annotations" -}}
{{ include "shared.merged" (list .Values.annotations (include "ztunnel.revision" .)) }}
{{- end }}

{{- define "ztunnel.revision" -}}
{{- with .Values.revision }}
istio.io/rev: {{ . | quote }}
{{- end }}
{{- end }}

{{- define "ztunnel.image" -}}
{{- if contains "/" .Values.image }}
{{- .Values.image }}
{{- else -}}
{{ .Values.hub }}/{{ .Values.image | default "ztunnel" }}:{{ .Values.tag }}{{ with .Values.variant }}-{{ . }}{{ end }}
{{- end }}
{{- end }}

{{- /* Address at which istiod gives out configuration and certificates. */}}
{{- define "ztunnel.istiod" -}}
istiod{{ with .Values.revision }}-{{ . }}{{ end }}.{{ .Values.istioNamespace }}.svc:15012
{{- end }}
