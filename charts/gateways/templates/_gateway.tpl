{{- /* Name of the entry of .Values.gateways to render; also the value of app.kubernetes.io/name. */}}
{{- define "gateways.key" -}}
{{- if not (has .Values.direction (list "ingress" "egress")) }}
{{- fail (printf "direction: must be ingress or egress, not %q" (toString .Values.direction)) }}
{{- end -}}
istio-{{ .Values.direction }}gateway
{{- end }}

{{- /* Labels of all objects and of the pods. The chart is labelled as Istio's chart for this direction is. */}}
{{- define "gateways.common" -}}
{{- $chart := dict "Name" (printf "istio-%s" .Values.direction) "Version" .Chart.Version "AppVersion" .Chart.AppVersion -}}
install.operator.istio.io/owning-resource: {{ .Values.ownerName | default "unknown" | quote }}
operator.istio.io/component: {{ title .Values.direction }}Gateways
app.kubernetes.io/name: {{ include "gateways.key" . }}
{{ include "shared.labels" (dict "Release" .Release "Chart" $chart) | trim }}
{{- end }}

{{- /* Labels of all objects. */}}
{{- define "gateways.labels" -}}
release: {{ .Release.Name | quote }}
istio.io/rev: {{ .Values.revision | default "default" | quote }}
{{ include "gateways.common" . }}
{{- end }}
