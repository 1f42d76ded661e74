{{- /*
Parts of the proxy's container that several templates share.

"image" prints what .annotation of the pod or the Gateway asks for, or .value of the settings, if that is a whole reference
(there is a slash in it); otherwise .built, which the injector puts together from hub, image name, tag and type.
*/}}
{{- define "image" }}
  {{- $wanted := annotation .in.ObjectMeta .annotation .value }}
  {{- contains "/" $wanted | ternary $wanted .built | toJson }}
{{- end }}

{{- define "image.proxy" }}
  {{- template "image" (dict "in" . "annotation" "sidecar.istio.io/proxyImage" "value" .Values.global.proxy.image "built" .ProxyImage) }}
{{- end }}

{{- define "image.pullPolicy" }}
  {{- with .Values.global.imagePullPolicy }}imagePullPolicy: {{ . | toJson }}{{ end }}
{{- end }}

{{- define "image.pullSecrets" }}
  {{- with .Values.global.imagePullSecrets }}imagePullSecrets: [{{ range . }}{name: {{ . | toJson }}}, {{ end }}]{{ end }}
{{- end }}

{{- /* "args.domain": the DNS domain that short host names are completed with. */}}
{{- define "args.domain" }} --domain, "$(POD_NAMESPACE).svc.{{ .Values.global.proxy.clusterDomain }}", {{- end }}

{{- /* "args.logging": levels of Envoy and of the agent; "args.logging.split" has flag and level as two arguments. */}}
{{- define "args.logging" }}
          {{ annotation .ObjectMeta "sidecar.istio.io/logLevel" .Values.global.proxy.logLevel | printf "--proxyLogLevel=%s" | toJson }},
          {{ annotation .ObjectMeta "sidecar.istio.io/componentLogLevel" .Values.global.proxy.componentLogLevel | printf "--proxyComponentLogLevel=%s" | toJson }},
          {{ annotation .ObjectMeta "sidecar.istio.io/agentLogLevel" .Values.global.logging.level | printf "--log_output_level=%s" | toJson }},
{{- end }}

{{- define "args.logging.split" }}
          --proxyLogLevel, {{ annotation .ObjectMeta "sidecar.istio.io/logLevel" .Values.global.proxy.logLevel | toJson }},
          --proxyComponentLogLevel, {{ annotation .ObjectMeta "sidecar.istio.io/componentLogLevel" .Values.global.proxy.componentLogLevel | toJson }},
          --log_output_level, {{ annotation .ObjectMeta "sidecar.istio.io/agentLogLevel" .Values.global.logging.level | toJson }},
{{- end }}

{{- define "args.logAsJson" }}{{ if .Values.global.logAsJson }} --log_as_json, {{- end }}{{ end }}
{{- define "args.outlierLog" }}{{ with .Values.global.proxy.outlierLogPath }} "--outlierLogPath={{ . }}", {{- end }}{{ end }}
{{- define "args.sts" }}{{ with .Values.global.sts.servicePort }} "--stsPort={{ . }}", {{- end }}{{ end }}

{{- /* "lifecycle" of the settings, if there is one. */}}
{{- define "lifecycle" }}
  {{- with .Values.global.proxy.lifecycle }}lifecycle: {{ . | toJson }}{{ end }}
{{- end }}
