{{- /*
What the templates share that istiod's gateway controller runs over a Gateway of the Kubernetes Gateway API: every object around
the Deployment, and most of the Deployment. Names in .in: Name, Namespace and UID of the Gateway, DeploymentName and
ServiceAccount of what is made for it, InfrastructureLabels and InfrastructureAnnotations that the user wants on all of it.

"gateway.metadata" prints metadata of an object: .name; .labels and .annotations, which win over the user's; .defaults, annotations
over which the user's win. Annotations that steer the controller, or that kubectl writes, are not handed on.
*/}}
{{- define "gateway.annotations" }}
  {{- $user := omit .in.InfrastructureAnnotations
    "gateway.istio.io/controller-version"
    "gateway.istio.io/name-override"
    "gateway.istio.io/service-account"
    "kubectl.kubernetes.io/last-applied-configuration" }}
  {{- toJsonMap (.defaults | default (strdict)) $user (.annotations | default (strdict)) }}
{{- end }}

{{- define "gateway.labels" }}
  {{- $identity := strdict "gateway.networking.k8s.io/gateway-name" .in.Name "gateway.networking.k8s.io/gateway-class-name" .in.GatewayClass }}
  {{- toJsonMap (.defaultLabels | default (strdict)) .in.InfrastructureLabels $identity (.labels | default (strdict)) }}
{{- end }}

{{- define "gateway.metadata" }}
  name: {{ .name | default .in.DeploymentName | toJson }}
  namespace: {{ .in.Namespace | toJson }}
  annotations: {{ template "gateway.annotations" . }}
  labels: {{ template "gateway.labels" . }}
  ownerReferences:
  - apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    name: {{ .in.Name | toJson }}
    uid: {{ .in.UID | toString | toJson }}
{{- end }}

{{- define "gateway.serviceAccount" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- template "gateway.metadata" (dict "in" . "name" .ServiceAccount) }}
{{- end }}

{{- /* "gateway.deployment": the Deployment down to its Pods' spec. .managed says which controller it belongs to. */}}
{{- define "gateway.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- $managed := strdict "gateway.istio.io/managed" .managed }}
  {{- template "gateway.metadata" (dict "in" .in "labels" $managed) }}
spec:
  selector:
    matchLabels: {{ strdict .in.GatewayNameLabel .in.Name | toJson }}
  template:
    metadata:
      annotations: {{ template "gateway.annotations" (dict "in" .in
        "annotations" (strdict
          "istio.io/rev" (.in.Revision | default "default")
          "prometheus.io/path" "/stats/prometheus"
          "prometheus.io/port" "15020"
          "prometheus.io/scrape" "true")) }}
      labels: {{ template "gateway.labels" (dict "in" .in "labels" $managed "defaultLabels" (mergeMaps (.defaultLabels | default (strdict)) (strdict
        "service.istio.io/canonical-name" .in.DeploymentName
        "service.istio.io/canonical-revision" "latest"
        "sidecar.istio.io/inject" "false"))) }}
{{- end }}

{{- /* "gateway.podSecurity": ports below 1024 without root, unless the settings say otherwise. */}}
{{- define "gateway.podSecurity" }}
  {{- $security := dict "sysctls" (list (dict "name" "net.ipv4.ip_unprivileged_port_start" "value" "0")) }}
  {{- with .Values.gateways.seccompProfile }}{{ $_ := set $security "seccompProfile" . }}{{ end }}
  {{- .Values.gateways.securityContext | default $security | toJson }}
{{- end }}

{{- /* "gateway.probes": whether the container takes traffic; it may take 30 seconds to start. */}}
{{- define "gateway.probes" }}
        startupProbe:
          httpGet: {path: /healthz/ready, port: 15021, scheme: HTTP}
          initialDelaySeconds: 1
          periodSeconds: 1
          timeoutSeconds: 1
          successThreshold: 1
          failureThreshold: 30
        readinessProbe:
          httpGet: {path: /healthz/ready, port: 15021, scheme: HTTP}
          initialDelaySeconds: 0
          periodSeconds: 15
          timeoutSeconds: 1
          successThreshold: 1
          failureThreshold: 4
{{- end }}

{{- define "gateway.env.workload" }}
          {name: ISTIO_META_WORKLOAD_NAME, value: {{ .DeploymentName | toJson }}},
          {name: ISTIO_META_OWNER, value: "kubernetes://apis/apps/v1/namespaces/{{ .Namespace }}/deployments/{{ .DeploymentName }}"},
          {{- template "env.mesh" . }}
{{- end }}

{{- /*
"gateway.service": what clients connect to; and, after it, the autoscaler and the disruption budget. istiod makes those two only if
the parameters of the Gateway or its class say something about them.
*/}}
{{- define "gateway.service" -}}
apiVersion: v1
kind: Service
metadata:
  {{- template "gateway.metadata" . }}
spec:
  type: {{ .in.ServiceType | toString | toJson }}
  {{- if and .in.Spec.Addresses (eq (toString .in.ServiceType) "LoadBalancer") }}
  loadBalancerIP: {{ (index .in.Spec.Addresses 0).Value | toJson }}
  {{- end }}
  ipFamilyPolicy: PreferDualStack
  selector: {{ strdict .in.GatewayNameLabel .in.Name | toJson }}
  ports:
  {{- range .in.Ports }}
  - {name: {{ .Name | toJson }}, port: {{ .Port }}, protocol: TCP, appProtocol: {{ .AppProtocol | toJson }}}
  {{- end }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  {{- template "gateway.metadata" (dict "in" .in) }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ .in.DeploymentName | toJson }}
  maxReplicas: 1
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- template "gateway.metadata" (dict "in" .in) }}
spec:
  selector:
    matchLabels: {{ strdict "gateway.networking.k8s.io/gateway-name" .in.Name | toJson }}
{{- end }}
