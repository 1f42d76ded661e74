{{- /*
What the templates that inject into a user's pod share. The dot is the injector's data, which then holds ObjectMeta and
Spec of the pod, TypeMeta and DeploymentMeta of the workload that it belongs to; or a map that holds it as .in.
*/}}

{{- /* "pod.labels": by which service and version metrics count the pod. Label values have 63 characters at most. */}}
{{- define "pod.labels" }}
  {{- $labels := .ObjectMeta.Labels }}
  {{- $name := coalesce (index $labels "service.istio.io/canonical-name") (index $labels "app.kubernetes.io/name") (index $labels "app") .DeploymentMeta.Name }}
  {{- $revision := coalesce (index $labels "service.istio.io/canonical-revision") (index $labels "app.kubernetes.io/version") (index $labels "version") "latest" }}
      service.istio.io/canonical-name: {{ $name | default "" | trunc 63 | trimSuffix "-" | toJson }},
      service.istio.io/canonical-revision: {{ $revision | toJson }},
{{- end }}

{{- /* "pod.annotations": the revision, and the application's first container for kubectl, unless the user names another. */}}
{{- define "pod.annotations" }}
  {{- $annotations := .ObjectMeta.Annotations }}
  {{- $application := "" }}
  {{- range .Spec.Containers }}{{ if ne .Name "istio-proxy" }}{{ $application = $application | default .Name }}{{ end }}{{ end }}
      istio.io/rev: {{ .Revision | default "default" | toJson }},
  {{- range list "kubectl.kubernetes.io/default-container" "kubectl.kubernetes.io/default-logs-container" }}
    {{- if and $application (not (isset $annotations .)) }}
      {{ . }}: {{ $application | toJson }},
    {{- end }}
  {{- end }}
{{- end }}

{{- /* "pod.env.ports": ports of all containers, for istiod to make inbound listeners from. */}}
{{- define "pod.env.ports" }}
  {{- $ports := list }}
  {{- range .Spec.Containers }}{{ range .Ports }}{{ $ports = append $ports . }}{{ end }}{{ end }}
          {name: ISTIO_META_POD_PORTS, value: {{ toJson $ports | toJson }}},
{{- end }}

{{- define "pod.env.applications" }}
  {{- $comma := "" }}
          {name: ISTIO_META_APP_CONTAINERS, value: "
  {{- range .Spec.Containers }}{{ if ne .Name "istio-proxy" }}{{ $comma }}{{ .Name }}{{ $comma = "," }}{{ end }}{{ end }}"},
{{- end }}

{{- define "pod.env.compliance" }}
  {{- with .CompliancePolicy }}
          {name: COMPLIANCE_POLICY, value: {{ . | toJson }}},
  {{- end }}
{{- end }}

{{- /* "pod.env.localhost": applications that listen on the loopback interface alone get their probes there. */}}
{{- define "pod.env.localhost" }}
  {{- if eq .InboundTrafficPolicyMode "localhost" }}
          {name: REWRITE_PROBE_LEGACY_LOCALHOST_DESTINATION, value: "true"},
  {{- end }}
{{- end }}

{{- define "pod.env.network" }}
  {{- with .Values.global.network }}
          {name: ISTIO_META_NETWORK, value: {{ . | toJson }}},
  {{- end }}
{{- end }}

{{- define "pod.env.workload" }}
  {{- with .DeploymentMeta.Name }}
          {name: ISTIO_META_WORKLOAD_NAME, value: {{ . | toJson }}},
  {{- end }}
{{- end }}

{{- define "pod.env.owner" }}
  {{- if and .TypeMeta.APIVersion .DeploymentMeta.Name }}
          {name: ISTIO_META_OWNER, value: "kubernetes://apis/{{ .TypeMeta.APIVersion }}/namespaces/{{ .DeploymentMeta.Namespace | default "default" }}/{{ toLower .TypeMeta.Kind }}s/{{ .DeploymentMeta.Name }}"},
  {{- end }}
{{- end }}

{{- /* "pod.env.bootstrap" and the volume: a ConfigMap with parts of Envoy's bootstrap configuration, named by an annotation. */}}
{{- define "pod.env.bootstrap" }}
  {{- if isset .ObjectMeta.Annotations "sidecar.istio.io/bootstrapOverride" }}
          {name: ISTIO_BOOTSTRAP_OVERRIDE, value: /etc/istio/custom-bootstrap/custom_bootstrap.json},
  {{- end }}
{{- end }}

{{- define "pod.mounts.bootstrap" }}
  {{- if isset .ObjectMeta.Annotations "sidecar.istio.io/bootstrapOverride" }}
          {name: custom-bootstrap-volume, mountPath: /etc/istio/custom-bootstrap},
  {{- end }}
{{- end }}

{{- define "pod.volumes.bootstrap" }}
  {{- if isset .ObjectMeta.Annotations "sidecar.istio.io/bootstrapOverride" }}
          {name: custom-bootstrap-volume, configMap: {name: {{ index .ObjectMeta.Annotations "sidecar.istio.io/bootstrapOverride" | toJson }}}},
  {{- end }}
{{- end }}

{{- /* "pod.volumes.mtls": certificates made beforehand for the service account. */}}
{{- define "pod.mounts.mtls" }}
  {{- if .Values.global.mountMtlsCerts }}
          {name: istio-certs, mountPath: /etc/certs/, readOnly: true},
  {{- end }}
{{- end }}

{{- define "pod.volumes.mtls" }}
  {{- if .Values.global.mountMtlsCerts }}
          {name: istio-certs, secret: {optional: true, secretName: {{ .Spec.ServiceAccountName | default "default" | printf "istio.%s" | toJson }}}},
  {{- end }}
{{- end }}

{{- /* "pod.readiness": when the agent says that the proxy is ready; annotations of the pod set the timing. */}}
{{- define "pod.readiness" }}
  {{- $meta := .in.ObjectMeta }}
  {{- $proxy := .in.Values.global.proxy }}
    readinessProbe:
      httpGet: {path: /healthz/ready, port: {{ .port }}}
      initialDelaySeconds: {{ annotation $meta "readiness.status.sidecar.istio.io/initialDelaySeconds" $proxy.readinessInitialDelaySeconds }}
      periodSeconds: {{ annotation $meta "readiness.status.sidecar.istio.io/periodSeconds" $proxy.readinessPeriodSeconds }}
      timeoutSeconds: 3
      failureThreshold: {{ annotation $meta "readiness.status.sidecar.istio.io/failureThreshold" $proxy.readinessFailureThreshold }}
{{- end }}

{{- /* "pod.resources": any of the four annotations replaces the settings as a whole. */}}
{{- define "pod.resources" }}
  {{- $cpu := index .ObjectMeta.Annotations "sidecar.istio.io/proxyCPU" }}
  {{- $memory := index .ObjectMeta.Annotations "sidecar.istio.io/proxyMemory" }}
  {{- $cpuLimit := index .ObjectMeta.Annotations "sidecar.istio.io/proxyCPULimit" }}
  {{- $memoryLimit := index .ObjectMeta.Annotations "sidecar.istio.io/proxyMemoryLimit" }}
  {{- if or $cpu $memory $cpuLimit $memoryLimit }}
      requests: { {{ with $cpu }}cpu: {{ . | toJson }}, {{ end }}{{ with $memory }}memory: {{ . | toJson }}{{ end }} }
      limits: { {{ with $cpuLimit }}cpu: {{ . | toJson }}, {{ end }}{{ with $memoryLimit }}memory: {{ . | toJson }}{{ end }} }
  {{- else }} {{ omitNil (.Values.global.proxy.resources | default nil) | toJson }}
  {{- end }}
{{- end }}

{{- /*
"pod.userVolumes": what an annotation holds: volumes or mounts in JSON, a list or by name. A name of their own wins; without
any, one of a list is named by its place.
*/}}
{{- define "pod.userVolumes" }}
  {{- with index .in.ObjectMeta.Annotations .annotation }}
    {{- range $key, $volume := fromJSON . }}
          {{ merge $volume (dict "name" (toString $key)) | toJson }},
    {{- end }}
  {{- end }}
{{- end }}
