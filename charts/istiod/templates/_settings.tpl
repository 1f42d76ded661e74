{{- /* Text of the value at a path with dots; nothing where the path leads nowhere. Takes a list: values, path. */}}
{{- define "istiod.setting" -}}
{{- $value := index . 0 }}
{{- range splitList "." (index . 1) }}
{{- if kindIs "map" $value }}
{{- $value = get $value . }}
{{- else }}
{{- $value = "" }}
{{- end }}
{{- end }}
{{- if not (kindIs "invalid" $value) }}
{{- $value }}
{{- end }}
{{- end }}
