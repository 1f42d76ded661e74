{{- /* Labels of what istioctl owns. */}}
{{- define "cni.labels" -}}
release: {{ .Release.Name | quote }}
istio.io/rev: {{ .Values.revision | default "default" | quote }}
install.operator.istio.io/owning-resource: {{ .Values.ownerName | default "unknown" | quote }}
operator.istio.io/component: Cni
{{ include "cni.identity" . }}
{{- end }}

{{- /* Labels of everything, pods too. */}}
{{- define "cni.identity" -}}
app.kubernetes.io/name: istio-cni
{{ include "shared.labels" . | trim }}
{{- end }}

{{- define "cni.image" -}}
{{- if contains "/" .Values.image }}
{{- .Values.image }}
{{- else -}}
{{ .Values.hub | default .Values.global.hub }}/{{ .Values.image | default "install-cni" }}:{{ .Values.tag | default .Values.global.tag }}
{{- with .Values.variant | default .Values.global.variant }}-{{ . }}{{ end }}
{{- end }}
{{- end }}

{{- define "cni.binDir" -}}
{{- .Values.cniBinDir | default (contains "-gke" .Capabilities.KubeVersion.GitVersion | ternary "/home/kubernetes/bin" "/opt/cni/bin") }}
{{- end }}
