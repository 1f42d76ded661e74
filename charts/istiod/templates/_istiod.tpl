{{- /* Name of this revision's objects. Takes a list: root context, the name without a revision. */}}
{{- define "istiod.named" -}}
{{ index . 1 }}{{ with (index . 0).Values.revision }}-{{ . }}{{ end }}
{{- end }}

{{- define "istiod.name" -}}
{{ include "istiod.named" (list . "istiod") }}
{{- end }}

{{- define "istiod.revision" -}}
{{ .Values.revision | default "default" }}
{{- end }}

{{- /* Not empty where objects of a namespace are to be rendered. */}}
{{- define "istiod.namespaced" -}}
{{ if has .Values.global.resourceScope (list "all" "namespace") }}true{{ end }}
{{- end }}

{{- /* Not empty where objects of the whole cluster are to be rendered. */}}
{{- define "istiod.clusterWide" -}}
{{ if has .Values.global.resourceScope (list "all" "cluster") }}true{{ end }}
{{- end }}

{{- /* Not empty where an istiod process runs in this cluster: not with a remote control plane, unless it injects locally. */}}
{{- define "istiod.runsHere" -}}
{{ if or (not .Values.istiodRemote.enabled) .Values.istiodRemote.enabledLocalInjectorIstiod }}true{{ end }}
{{- end }}

{{- /* Not empty where some istiod, here or elsewhere, takes configuration from this cluster or writes to it. */}}
{{- define "istiod.managesCluster" -}}
{{ if or (include "istiod.runsHere" .) .Values.global.configCluster }}true{{ end }}
{{- end }}

{{- /* Labels of all objects. */}}
{{- define "istiod.labels" -}}
app.kubernetes.io/name: istiod
release: {{ .Release.Name | quote }}
{{ include "shared.labels" . }}
{{- end }}

{{- /* Labels of objects that each revision has for itself. */}}
{{- define "istiod.revisionLabels" -}}
istio.io/rev: {{ include "istiod.revision" . | quote }}
install.operator.istio.io/owning-resource: {{ .Values.ownerName | default "unknown" }}
operator.istio.io/component: Pilot
{{ include "istiod.labels" . }}
{{- end }}

{{- /* Labels that tell this revision's Pods from another's; the unnamed revision has a label of its own. */}}
{{- define "istiod.selector" -}}
{{- with .Values.revision -}}
app: istiod
istio.io/rev: {{ . | quote }}
{{- else -}}
istio: pilot
{{- end }}
{{- end }}
