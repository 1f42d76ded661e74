{{- /*
Volumes of a proxy's pod, and where its container mounts them, as far as several templates have them. The dot is the
injector's data.

A volume without a source is an emptyDir to Kubernetes, and another template can still give it a source of its own:
SPIRE's CSI driver for workload-socket, say. So those that somebody may want to replace have none.
*/}}

{{- /* "volumes.certificates": where certificates lie that something else than the agent brings. */}}
{{- define "volumes.certificates" }}
  {{- if eq (toString .Values.global.caName) "GkeWorkloadCertificate" }}
          {name: gke-workload-certificate, csi: {driver: workloadcertificates.security.cloud.google.com}},
  {{- else }}
          {name: workload-certs},
  {{- end }}
{{- end }}

{{- define "mounts.certificates" }}
  {{- if eq (toString .Values.global.caName) "GkeWorkloadCertificate" }}
          {name: gke-workload-certificate, mountPath: /var/run/secrets/workload-spiffe-credentials, readOnly: true},
  {{- else }}
          {name: workload-certs, mountPath: /var/run/secrets/workload-spiffe-credentials},
  {{- end }}
{{- end }}

{{- /* "volumes.ca": root certificates that istiod publishes; not there if another provider signs istiod's own certificate. */}}
{{- define "volumes.ca" }}
  {{- if eq (toString .Values.global.pilotCertProvider) "istiod" }}
    {{- template "volumes.publishedCa" . }}
  {{- end }}
{{- end }}

{{- define "volumes.publishedCa" }}
  {{- if eq (toString ((.Values.pilot).env).ENABLE_CLUSTER_TRUST_BUNDLE_API) "true" }}
          {name: istiod-ca-cert, projected: {sources: [{clusterTrustBundle: {
            name: "istio.io:istiod-ca:{{ .Values.global.trustBundleName | default "root-cert" }}", path: root-cert.pem}}]}},
  {{- else }}
          {name: istiod-ca-cert, configMap: {name: {{ .Values.global.trustBundleName | default "istio-ca-root-cert" | toJson }}}},
  {{- end }}
{{- end }}

{{- define "mounts.ca" }}
  {{- if eq (toString .Values.global.pilotCertProvider) "istiod" }}
          {name: istiod-ca-cert, mountPath: /var/run/secrets/istio},
  {{- end }}
{{- end }}

{{- /* "volumes.agent": what the agent reads: the pod's labels and annotations, and a token with which istiod knows it. */}}
{{- define "volumes.agent" }}
          {name: istio-podinfo, downwardAPI: {items: [
            {path: labels, fieldRef: {fieldPath: metadata.labels}},
            {path: annotations, fieldRef: {fieldPath: metadata.annotations}}]}},
          {name: istio-token, {{ template "volumes.token" . }}path: istio-token}}]}},
{{- end }}

{{- /* "volumes.token": source of a service account's token for istiod, up to the path in the volume. */}}
{{- define "volumes.token" -}}
  projected: {sources: [{serviceAccountToken: {audience: {{ .Values.global.sds.token.aud | default "istio-ca" | toJson }}, expirationSeconds: 43200, {{ end }}
