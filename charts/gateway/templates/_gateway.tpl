{{- /* RELEASE-NAME is what an older `helm template` calls a release without a name. */}}
{{- define "gateway.name" -}}
{{- $release := eq .Release.Name "RELEASE-NAME" | ternary "" .Release.Name }}
{{- coalesce .Values.name $release "istio-ingressgateway" }}
{{- end }}

{{- define "gateway.selector" -}}
app: {{ .Values.labels.app | default (include "gateway.name" .) | quote }}
istio: {{ .Values.labels.istio | default (include "gateway.name" . | trimPrefix "istio-") | quote }}
{{- end }}

{{- /* What a user labels the gateway with, and what selects it. */}}
{{- define "gateway.ownLabels" -}}
{{- range $label, $value := omit .Values.labels "app" "istio" }}
{{ $label | quote }}: {{ $value | quote }}
{{- end }}
{{ include "gateway.selector" . }}
{{- end }}

{{- /* Labels of everything, pods too. */}}
{{- define "gateway.identity" -}}
app.kubernetes.io/name: {{ include "gateway.name" . | quote }}
{{ include "shared.labels" . | trim }}
{{- end }}

{{- define "gateway.labels" -}}
{{ include "shared.merged" (list (include "gateway.identity" .) (include "gateway.ownLabels" .)) }}
{{- end }}

{{- define "gateway.serviceAccountName" -}}
{{- .Values.serviceAccount.name | default (.Values.serviceAccount.create | ternary (include "gateway.name" .) "default") }}
{{- end }}
