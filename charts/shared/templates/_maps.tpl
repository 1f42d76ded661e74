{{- /* What several charts print as maps. */}}

{{- /* One map out of a list of maps and YAML texts, null ones left out. The last one wins, so no key appears twice. */}}
{{- define "shared.merged" }}
{{- $merged := dict }}
{{- range . }}
{{- $map := . }}
{{- if kindIs "string" . }}
{{- $map = fromYaml . }}
{{- end }}
{{- $_ := mustMergeOverwrite $merged $map }}
{{- end }}
{{- toYaml $merged }}
{{- end }}

{{- /* A container's resources. What is null is left out: that is how a user takes a default away. */}}
{{- define "shared.resources" }}
{{- range $kind, $quantities := pick . "limits" "requests" }}
{{ $kind }}:
  {{- range $resource, $quantity := $quantities }}
  {{- if $quantity }}
  {{ $resource }}: {{ $quantity }}
  {{- end }}
  {{- end }}
{{- end }}
{{- end }}

{{- /* Names of secrets, as imagePullSecrets wants them. */}}
{{- define "shared.secretNames" }}
{{- range . }}
- name: {{ . }}
{{- end }}
{{- end }}

{{- /* Scope of the quota without which some clusters allow a node's critical pods in kube-system only. */}}
{{- define "shared.nodeCriticalScope" -}}
scopeSelector:
  matchExpressions:
  - { scopeName: PriorityClass, operator: In, values: [system-node-critical] }
{{- end }}
