{{- /* Part of every chart; the source is charts/shared, and charts/README.md explains it. */}}

{{- /* Merges the layers of values, once: later calls find no `defaults`. Prints nothing. */}}
{{- define "shared.values" }}
{{- if hasKey .Values "defaults" }}
{{- $global := .Values.global | default dict }}
{{- $annotations := .Chart.Annotations | default dict }}
{{- $layers := dict }}
{{- range list
  (list "profile" "files/shared/profiles" (coalesce .Values.profile $global.profile))
  (list "compatibility version" "files/shared/compatibility" .Values.compatibilityVersion)
  (list "platform" "files/shared/platforms" (coalesce .Values.platform $global.platform)) }}
{{- $_ := mustMergeOverwrite $layers (include "shared.layer" (prepend . $) | fromYaml) }}
{{- end }}
{{- $defaults := .Values.defaults }}
{{- $_ := unset .Values "defaults" }}
{{- $_ := set . "UserValues" (deepCopy .Values) }}
{{- $_ := mustMergeOverwrite $defaults $layers }}
{{- if index $annotations "values.meshwright/flatten-global" }}
{{- $_ := mustMergeOverwrite $defaults ($layers.global | default dict) $global }}
{{- end }}
{{- $values := mustMergeOverwrite $defaults .Values }}
{{- with index $annotations "values.meshwright/scope" }}
{{- $_ := mustMergeOverwrite $values (index $values . | default dict) }}
{{- end }}
{{- $_ := set . "Values" $values }}
{{- end }}
{{- end }}

{{- /* The text of one layer. Takes a list: root context, what it is called, its folder, its name (or nothing). */}}
{{- define "shared.layer" }}
{{- $files := (index . 0).Files }}
{{- $what := index . 1 }}
{{- $folder := index . 2 }}
{{- with index . 3 }}
{{- $path := printf "%s/%v.yaml" $folder . }}
{{- if not ($files.Get $path) }}
{{- $known := list }}
{{- range $file, $_ := $files.Glob (printf "%s/*" $folder) }}
{{- $known = append $known (base $file | trimSuffix ".yaml") }}
{{- end }}
{{- fail (printf "unknown %s %q, known are: %s" $what (toString .) (join ", " (sortAlpha $known))) }}
{{- end }}
{{- $files.Get $path }}
{{- end }}
{{- end }}

{{- /* Labels of all objects. */}}
{{- define "shared.labels" -}}
app.kubernetes.io/part-of: istio
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- with .Release.Service }}
app.kubernetes.io/managed-by: {{ . | quote }}
{{- end }}
{{- with .Release.Name }}
app.kubernetes.io/instance: {{ . | quote }}
{{- end }}
{{- with .Chart.AppVersion }}
app.kubernetes.io/version: {{ . | quote }}
{{- end }}
{{- end }}
