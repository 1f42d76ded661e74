{{- /* How istiod checks configuration at admission: base installs it for the default revision, istiod for its own. */}}

{{- /* Webhook of a ValidatingWebhookConfiguration. Takes: root (root context), name, service. */}}
{{- define "shared.validationWebhook" -}}
{{- $base := .root.Values.base -}}
name: {{ .name }}
sideEffects: None
admissionReviewVersions: [v1]
clientConfig:
  {{- with $base.validationURL }}
  url: {{ . }}
  {{- else }}
  service:
    name: {{ .service }}
    namespace: {{ .root.Values.global.istioNamespace }}
    path: /validate
  {{- end }}
  {{- with $base.validationCABundle }}
  caBundle: {{ . | quote }}
  {{- end }}
rules:
  - {{ include "shared.configurationRule" . | nindent 4 | trim }}
{{- /* Without a bundle given here, istiod adds its own once it is ready and turns Ignore into Fail;
       an upgrade leaves what istiod has written. */}}
{{- if $base.validationCABundle }}
failurePolicy: Fail
{{- else if $base.validationFailurePolicy }}
failurePolicy: {{ $base.validationFailurePolicy }}
{{- else if not .root.Release.IsUpgrade }}
failurePolicy: Ignore
{{- end }}
{{- end }}

{{- /* Istio's configuration being written, as a rule of an admission object. */}}
{{- define "shared.configurationRule" -}}
apiGroups: [security.istio.io, networking.istio.io, telemetry.istio.io, extensions.istio.io]
apiVersions: ["*"]
resources: ["*"]
operations: [CREATE, UPDATE]
{{- end }}

{{- /* Spec of the ValidatingAdmissionPolicy that refuses what is not stable yet. Takes an objectSelector, or nothing. */}}
{{- define "shared.stablePolicy" -}}
failurePolicy: Fail
matchConstraints:
  resourceRules:
    - {{ include "shared.configurationRule" . | nindent 6 | trim }}
  {{- with . }}
  objectSelector:
    {{- . | nindent 4 }}
  {{- end }}
variables:
{{- range list "EnvoyFilter" "WasmPlugin" "ProxyConfig" "Telemetry" "AuthorizationPolicy" }}
  - name: is{{ . }}
    expression: object.kind == '{{ . }}'
{{- end }}
validations:
  - expression: "!variables.isEnvoyFilter"
  - expression: "!variables.isWasmPlugin"
  - expression: "!variables.isProxyConfig"
  - expression: |
      !(
        variables.isTelemetry && (
          (has(object.spec.tracing) ? object.spec.tracing : {}).exists(t, has(t.useRequestIdForTraceSampling)) ||
          (has(object.spec.metrics) ? object.spec.metrics : {}).exists(m, has(m.reportingInterval)) ||
          (has(object.spec.accessLogging) ? object.spec.accessLogging : {}).exists(l, has(l.filter))
        )
      )
  - expression: |
      !(
        variables.isAuthorizationPolicy &&
        has(object.spec.rules) &&
        object.spec.rules.exists(r,
          has(r.from) && r.from.exists(f,
            has(f.source) && (has(f.source.trustDomains) || has(f.source.notTrustDomains))
          )
        )
      )
{{- end }}
