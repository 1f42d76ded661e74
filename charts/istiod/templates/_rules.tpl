{{- /* What istiod and the readers of other clusters may do in the whole cluster: rules of ClusterRoles. */}}

{{- define "istiod.configurationGroups" -}}
[config.istio.io, security.istio.io, networking.istio.io, authentication.istio.io, rbac.istio.io, telemetry.istio.io, extensions.istio.io]
{{- end }}

{{- define "istiod.rules" -}}
{{- $configuration := include "istiod.configurationGroups" . -}}
{{- $mcs := .Values.env.MCS_API_GROUP | default "multicluster.x-k8s.io" -}}
# Certificates of the webhooks.
- apiGroups: [admissionregistration.k8s.io]
  resources: [mutatingwebhookconfigurations]
  verbs: [get, list, watch, update, patch]
- apiGroups: [admissionregistration.k8s.io]
  resources: [validatingwebhookconfigurations]
  verbs: [get, list, watch, update]

# Configuration. Groups of former releases stay: an older istiod beside this one may still need them.
- apiGroups: {{ $configuration }}
  resources: ["*"]
  verbs: [get, watch, list]
{{- if .Values.global.istiod.enableAnalysis }}
- apiGroups: {{ $configuration }}
  resources:
    {{- range list "authorizationpolicies" "destinationrules" "envoyfilters" "gateways" "peerauthentications" "proxyconfigs"
      "requestauthentications" "serviceentries" "sidecars" "telemetries" "virtualservices" "wasmplugins" "workloadentries" "workloadgroups" }}
    - {{ . }}/status
    {{- end }}
  verbs: [update, patch]
{{- end }}
- apiGroups: [networking.istio.io]
  resources: [workloadentries]
  verbs: [get, watch, list, update, patch, create, delete]
- apiGroups: [networking.istio.io]
  resources: [workloadentries/status, serviceentries/status]
  verbs: [get, watch, list, update, patch, create, delete]
- apiGroups: [security.istio.io]
  resources: [authorizationpolicies/status]
  verbs: [get, watch, list, update, patch, create, delete]
- apiGroups: [""]
  resources: [services/status]
  verbs: [get, watch, list, update, patch, create, delete]
- apiGroups: [apiextensions.k8s.io]
  resources: [customresourcedefinitions]
  verbs: [get, list, watch]

# Workloads and services.
- apiGroups: [""]
  resources: [pods, nodes, services, namespaces, endpoints]
  verbs: [get, list, watch]
- apiGroups: [discovery.k8s.io]
  resources: [endpointslices]
  verbs: [get, list, watch]
{{- if .Values.taint.enabled }}
- apiGroups: [""]
  resources: [nodes]
  verbs: [patch]
{{- end }}

# Ingress.
{{- if .Values.global.istiod.enableAnalysis }}
- apiGroups: [extensions, networking.k8s.io]
  resources: [ingresses]
  verbs: [get, list, watch]
- apiGroups: [extensions, networking.k8s.io]
  resources: [ingresses/status]
  verbs: ["*"]
{{- end }}
- apiGroups: [networking.k8s.io]
  resources: [ingresses, ingressclasses]
  verbs: [get, list, watch]
- apiGroups: [networking.k8s.io]
  resources: [ingresses/status]
  verbs: ["*"]

# The root certificate, written to each namespace, and signing.
- apiGroups: [""]
  resources: [configmaps]
  verbs: [create, get, list, watch, update]
{{- if or .Values.env.EXTERNAL_CA (not (has .Values.global.pilotCertProvider (list "istiod" "custom" "none"))) }}
- apiGroups: [certificates.k8s.io]
  resources: [certificatesigningrequests, certificatesigningrequests/approval, certificatesigningrequests/status]
  verbs: [update, create, get, delete, watch]
- apiGroups: [certificates.k8s.io]
  resources: [signers]
  resourceNames: {{ .Values.global.certSigners | toJson }}
  verbs: [approve]
{{- end }}
{{- if include "istiod.clusterTrustBundle" . }}
- apiGroups: [certificates.k8s.io]
  resources: [clustertrustbundles]
  verbs: [update, create, delete, list, watch, get]
- apiGroups: [certificates.k8s.io]
  resources: [signers]
  resourceNames: [istio.io/istiod-ca]
  verbs: [attest]
{{- end }}

# Who a proxy is, and whether a gateway may have a secret.
- apiGroups: [authentication.k8s.io]
  resources: [tokenreviews]
  verbs: [create]
- apiGroups: [authorization.k8s.io]
  resources: [subjectaccessreviews]
  verbs: [create]

# Gateway API.
- apiGroups: [gateway.networking.k8s.io, gateway.networking.x-k8s.io]
  resources: ["*"]
  verbs: [get, watch, list]
- apiGroups: [gateway.networking.x-k8s.io]
  resources: [xbackendtrafficpolicies/status]
  verbs: [update, patch]
- apiGroups: [gateway.networking.k8s.io]
  resources:
    {{- range list "backendtlspolicies" "gatewayclasses" "gateways" "grpcroutes" "httproutes" "referencegrants" "tcproutes" "tlsroutes"
      "udproutes" "listenersets" }}
    - {{ . }}/status
    {{- end }}
  verbs: [update, patch]
- apiGroups: [gateway.networking.k8s.io]
  resources: [gatewayclasses]
  verbs: [create, update, patch, delete]
- apiGroups: [inference.networking.k8s.io]
  resources: [inferencepools]
  verbs: [get, watch, list]
- apiGroups: [inference.networking.k8s.io]
  resources: [inferencepools/status]
  verbs: [update, patch]

# Other clusters of the mesh: how to reach them, and services shared with them.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, watch, list]
- apiGroups: [{{ $mcs | quote }}]
  resources: [serviceexports]
  verbs: [get, watch, list, create, delete]
- apiGroups: [{{ $mcs | quote }}]
  resources: [serviceimports]
  verbs: [get, watch, list]
{{- end }}

{{- /* To deploy what a Gateway of the Gateway API asks for. */}}
{{- define "istiod.gatewayRules" -}}
{{- range list
  (list "apps" "deployments")
  (list "autoscaling" "horizontalpodautoscalers")
  (list "policy" "poddisruptionbudgets")
  (list "" "services")
  (list "" "serviceaccounts") }}
- apiGroups: [{{ index . 0 | quote }}]
  resources: [{{ index . 1 }}]
  verbs: [get, watch, list, update, patch, create, delete]
{{- end }}
{{- end }}

{{- define "istiod.readerRules" -}}
{{- $mcs := .Values.env.MCS_API_GROUP | default "multicluster.x-k8s.io" -}}
- apiGroups: {{ include "istiod.configurationGroups" . }}
  resources: ["*"]
  verbs: [get, list, watch]
- apiGroups: [""]
  resources: [endpoints, pods, services, nodes, replicationcontrollers, namespaces, secrets, configmaps]
  verbs: [get, list, watch]
- apiGroups: [networking.istio.io]
  resources: [workloadentries]
  verbs: [get, watch, list]
- apiGroups: [networking.x-k8s.io, gateway.networking.k8s.io]
  resources: [gateways]
  verbs: [get, watch, list]
- apiGroups: [apiextensions.k8s.io]
  resources: [customresourcedefinitions]
  verbs: [get, list, watch]
- apiGroups: [discovery.k8s.io]
  resources: [endpointslices]
  verbs: [get, list, watch]
- apiGroups: [{{ $mcs | quote }}]
  resources: [serviceexports]
  verbs: [get, list, watch, create, delete]
- apiGroups: [{{ $mcs | quote }}]
  resources: [serviceimports]
  verbs: [get, list, watch]
- apiGroups: [apps]
  resources: [replicasets]
  verbs: [get, list, watch]
- apiGroups: [authentication.k8s.io]
  resources: [tokenreviews]
  verbs: [create]
- apiGroups: [authorization.k8s.io]
  resources: [subjectaccessreviews]
  verbs: [create]
{{- if .Values.istiodRemote.enabled }}
# The control plane elsewhere works here with this account.
- apiGroups: [""]
  resources: [configmaps]
  verbs: [create, get, list, watch, update]
- apiGroups: [admissionregistration.k8s.io]
  resources: [mutatingwebhookconfigurations]
  verbs: [get, list, watch, update, patch]
- apiGroups: [admissionregistration.k8s.io]
  resources: [validatingwebhookconfigurations]
  verbs: [get, list, watch, update]
{{- end }}
{{- end }}
