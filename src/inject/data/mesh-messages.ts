/**
 * The messages of a mesh config and what they refer to (istio.io/api mesh/v1alpha1, Istio 1.30), in the order of their
 * fields. Data: the notation is read by message-types.ts.
 *
 *     = AuthenticationPolicy: NONE, …        an enum's values, numbered from 0 but where a number stands behind `=`
 *     ProxyConfig: configPath string,        a message and its fields, by their names in JSON. Go has a capital letter for
 *       (ClusterName)serviceCluster string,  the first, or what stands behind `=`. Of those with the same name in brackets,
 *       …                                    Go's field for all of them, one at most is there
 */
export const meshMessages = `
= AuthenticationPolicy: NONE, MUTUAL_TLS, INHERIT=1000
= ForwardClientCertDetails: UNDEFINED, SANITIZE, FORWARD_ONLY, APPEND_FORWARD, SANITIZE_SET, ALWAYS_FORWARD_ONLY
= MeshConfig_AccessLogEncoding: TEXT, JSON
= MeshConfig_ExtensionProvider_OpenCensusAgentTracingProvider_TraceContext: UNSPECIFIED, W3C_TRACE_CONTEXT, GRPC_BIN,
  CLOUD_TRACE_CONTEXT, B3
= MeshConfig_ExtensionProvider_ServiceAttributeEnrichment: ISTIO_CANONICAL, OTEL_SEMANTIC_CONVENTIONS
= MeshConfig_ExtensionProvider_ZipkinTracingProvider_TraceContextOption: USE_B3, USE_B3_WITH_W3C_PROPAGATION
= MeshConfig_H2UpgradePolicy: DO_NOT_UPGRADE, UPGRADE
= MeshConfig_InboundTrafficPolicy_Mode: PASSTHROUGH, LOCALHOST
= MeshConfig_IngressControllerMode: UNSPECIFIED, OFF, DEFAULT, STRICT
= MeshConfig_OutboundTrafficPolicy_Mode: REGISTRY_ONLY, ALLOW_ANY, ALLOW_ANY_DYNAMIC_DNS=3
= MeshConfig_ProxyPathNormalization_NormalizationType: DEFAULT, NONE, BASE, MERGE_SLASHES, DECODE_AND_MERGE_SLASHES
= MeshConfig_ServiceScopeConfigs_Scope: LOCAL, GLOBAL
= MeshConfig_TLSConfig_TLSProtocol: TLS_AUTO, TLSV1_2, TLSV1_3
= ProxyConfig_InboundInterceptionMode: REDIRECT, TPROXY, NONE
= ProxyConfig_ProxyHeaders_MetadataExchangeMode: UNDEFINED, IN_MESH
= ProxyConfig_TracingServiceName: APP_LABEL_AND_NAMESPACE, CANONICAL_NAME_ONLY, CANONICAL_NAME_AND_NAMESPACE
= Resource: SERVICE_REGISTRY
= Tracing_OpenCensusAgent_TraceContext: UNSPECIFIED, W3C_TRACE_CONTEXT, GRPC_BIN, CLOUD_TRACE_CONTEXT, B3
= v1alpha3.ClientTLSSettings_TLSmode: DISABLE, SIMPLE, MUTUAL, ISTIO_MUTUAL
MeshConfig: proxyListenPort int32, proxyInboundListenPort int32, proxyHttpPort int32,
  connectTimeout *durationpb.Duration, hboneIdleTimeout *durationpb.Duration,
  protocolDetectionTimeout *durationpb.Duration,
  tcpKeepalive *v1alpha3.ConnectionPoolSettings_TCPSettings_TcpKeepalive, ingressClass string, ingressService string,
  ingressControllerMode MeshConfig_IngressControllerMode, ingressSelector string, enableTracing bool,
  accessLogFile string, accessLogFormat string, accessLogEncoding MeshConfig_AccessLogEncoding,
  enableEnvoyAccessLogService bool, disableEnvoyListenerLog bool, defaultConfig *ProxyConfig,
  outboundTrafficPolicy *MeshConfig_OutboundTrafficPolicy, inboundTrafficPolicy *MeshConfig_InboundTrafficPolicy,
  configSources []*ConfigSource, enableAutoMtls *wrapperspb.BoolValue, trustDomain string,
  trustDomainAliases []string, caCertificates []*MeshConfig_CertificateData, defaultServiceExportTo []string,
  defaultVirtualServiceExportTo []string, defaultDestinationRuleExportTo []string, rootNamespace string,
  localityLbSetting *v1alpha3.LocalityLoadBalancerSetting, dnsRefreshRate *durationpb.Duration,
  h2UpgradePolicy MeshConfig_H2UpgradePolicy, inboundClusterStatName string, outboundClusterStatName string,
  certificates []*Certificate, serviceSettings []*MeshConfig_ServiceSettings,
  serviceScopeConfigs []*MeshConfig_ServiceScopeConfigs, enablePrometheusMerge *wrapperspb.BoolValue,
  verifyCertificateAtClient *wrapperspb.BoolValue, ca *MeshConfig_CA,
  extensionProviders []*MeshConfig_ExtensionProvider, defaultProviders *MeshConfig_DefaultProviders,
  discoverySelectors []*LabelSelector, pathNormalization *MeshConfig_ProxyPathNormalization,
  defaultHttpRetryPolicy *v1alpha3.HTTPRetry, meshMTLS *MeshConfig_TLSConfig, tlsDefaults *MeshConfig_TLSConfig
v1alpha3.ConnectionPoolSettings_TCPSettings_TcpKeepalive: probes uint32, time *durationpb.Duration,
  interval *durationpb.Duration
ProxyConfig: configPath string, binaryPath string, (ClusterName)serviceCluster string,
  (ClusterName)tracingServiceName ProxyConfig_TracingServiceName, drainDuration *durationpb.Duration,
  discoveryAddress string, discoveryRefreshDelay *durationpb.Duration, zipkinAddress string, statsdUdpAddress string,
  envoyMetricsServiceAddress string, proxyAdminPort int32, availabilityZone string,
  controlPlaneAuthPolicy AuthenticationPolicy, customConfigFile string, statNameLength int32,
  concurrency *wrapperspb.Int32Value, proxyBootstrapTemplatePath string,
  interceptionMode ProxyConfig_InboundInterceptionMode, tracing *Tracing, sds *SDS,
  envoyAccessLogService *RemoteService, envoyMetricsService *RemoteService, proxyMetadata map[string]string,
  runtimeValues map[string]string, statusPort int32, extraStatTags []string, gatewayTopology *Topology,
  terminationDrainDuration *durationpb.Duration, meshId string, readinessProbe *v1alpha3.ReadinessProbe,
  proxyStatsMatcher *ProxyConfig_ProxyStatsMatcher, holdApplicationUntilProxyStarts *wrapperspb.BoolValue,
  caCertificatesPem []string, image *v1beta1.ProxyImage, privateKeyProvider *PrivateKeyProvider,
  proxyHeaders *ProxyConfig_ProxyHeaders, fileFlushInterval *durationpb.Duration, fileFlushMinSizeKb uint32,
  statsCompression *wrapperspb.BoolValue
Tracing: (Tracer)zipkin *Tracing_Zipkin, (Tracer)lightstep *Tracing_Lightstep, (Tracer)datadog *Tracing_Datadog,
  (Tracer)stackdriver *Tracing_Stackdriver, (Tracer)openCensusAgent *Tracing_OpenCensusAgent,
  customTags map[string]*Tracing_CustomTag, maxPathTagLength uint32, sampling double,
  tlsSettings *v1alpha3.ClientTLSSettings, enableIstioTags *wrapperspb.BoolValue
Tracing_Zipkin: address string
Tracing_Lightstep: address string, accessToken string
Tracing_Datadog: address string
Tracing_Stackdriver: debug bool, maxNumberOfAttributes *wrapperspb.Int64Value,
  maxNumberOfAnnotations *wrapperspb.Int64Value, maxNumberOfMessageEvents *wrapperspb.Int64Value
Tracing_OpenCensusAgent: address string, context []Tracing_OpenCensusAgent_TraceContext
Tracing_CustomTag: (Type)literal *Tracing_Literal, (Type)environment *Tracing_Environment,
  (Type)header *Tracing_RequestHeader
Tracing_Literal: value string
Tracing_Environment: name string, defaultValue string
Tracing_RequestHeader: name string, defaultValue string
v1alpha3.ClientTLSSettings: mode v1alpha3.ClientTLSSettings_TLSmode, clientCertificate string, privateKey string,
  caCertificates string, credentialName string, subjectAltNames []string, sni string,
  insecureSkipVerify *wrapperspb.BoolValue, caCrl string
SDS: enabled bool, k8sSaJwtPath=K8SSaJwtPath string
RemoteService: address string, tlsSettings *v1alpha3.ClientTLSSettings,
  tcpKeepalive *v1alpha3.ConnectionPoolSettings_TCPSettings_TcpKeepalive
Topology: numTrustedProxies uint32, forwardClientCertDetails ForwardClientCertDetails,
  proxyProtocol *Topology_ProxyProtocolConfiguration
Topology_ProxyProtocolConfiguration:
v1alpha3.ReadinessProbe: initialDelaySeconds int32, timeoutSeconds int32, periodSeconds int32, successThreshold int32,
  failureThreshold int32, (HealthCheckMethod)httpGet *v1alpha3.HTTPHealthCheckConfig,
  (HealthCheckMethod)tcpSocket *v1alpha3.TCPHealthCheckConfig,
  (HealthCheckMethod)exec *v1alpha3.ExecHealthCheckConfig, (HealthCheckMethod)grpc *v1alpha3.GrpcHealthCheckConfig
v1alpha3.HTTPHealthCheckConfig: path string, port uint32, host string, scheme string,
  httpHeaders []*v1alpha3.HTTPHeader
v1alpha3.HTTPHeader: name string, value string
v1alpha3.TCPHealthCheckConfig: host string, port uint32
v1alpha3.ExecHealthCheckConfig: command []string
v1alpha3.GrpcHealthCheckConfig: port uint32, service string
ProxyConfig_ProxyStatsMatcher: inclusionPrefixes []string, inclusionSuffixes []string, inclusionRegexps []string
v1beta1.ProxyImage: imageType string
PrivateKeyProvider: (Provider)cryptomb *PrivateKeyProvider_CryptoMb, (Provider)qat *PrivateKeyProvider_QAT
PrivateKeyProvider_CryptoMb: pollDelay *durationpb.Duration, fallback *wrapperspb.BoolValue
PrivateKeyProvider_QAT: pollDelay *durationpb.Duration, fallback *wrapperspb.BoolValue
ProxyConfig_ProxyHeaders: forwardedClientCert ForwardClientCertDetails,
  setCurrentClientCertDetails *ProxyConfig_ProxyHeaders_SetCurrentClientCertDetails,
  requestId *ProxyConfig_ProxyHeaders_RequestId, server *ProxyConfig_ProxyHeaders_Server,
  attemptCount *ProxyConfig_ProxyHeaders_AttemptCount, envoyDebugHeaders *ProxyConfig_ProxyHeaders_EnvoyDebugHeaders,
  metadataExchangeHeaders *ProxyConfig_ProxyHeaders_MetadataExchangeHeaders,
  preserveHttp1HeaderCase *wrapperspb.BoolValue, xForwardedHost *ProxyConfig_ProxyHeaders_XForwardedHost,
  xForwardedPort *ProxyConfig_ProxyHeaders_XForwardedPort
ProxyConfig_ProxyHeaders_SetCurrentClientCertDetails: subject *wrapperspb.BoolValue, cert *wrapperspb.BoolValue,
  chain *wrapperspb.BoolValue, dns *wrapperspb.BoolValue, uri *wrapperspb.BoolValue
ProxyConfig_ProxyHeaders_RequestId: disabled *wrapperspb.BoolValue
ProxyConfig_ProxyHeaders_Server: disabled *wrapperspb.BoolValue, value string
ProxyConfig_ProxyHeaders_AttemptCount: disabled *wrapperspb.BoolValue
ProxyConfig_ProxyHeaders_EnvoyDebugHeaders: disabled *wrapperspb.BoolValue
ProxyConfig_ProxyHeaders_MetadataExchangeHeaders: mode ProxyConfig_ProxyHeaders_MetadataExchangeMode
ProxyConfig_ProxyHeaders_XForwardedHost: enabled *wrapperspb.BoolValue
ProxyConfig_ProxyHeaders_XForwardedPort: enabled *wrapperspb.BoolValue
MeshConfig_OutboundTrafficPolicy: mode MeshConfig_OutboundTrafficPolicy_Mode, tls *v1alpha3.ClientTLSSettings
MeshConfig_InboundTrafficPolicy: mode MeshConfig_InboundTrafficPolicy_Mode
ConfigSource: address string, tlsSettings *v1alpha3.ClientTLSSettings, subscribedResources []Resource
MeshConfig_CertificateData: (CertificateData)pem string, (CertificateData)spiffeBundleUrl string,
  certSigners []string, trustDomains []string
v1alpha3.LocalityLoadBalancerSetting: distribute []*v1alpha3.LocalityLoadBalancerSetting_Distribute,
  failover []*v1alpha3.LocalityLoadBalancerSetting_Failover, failoverPriority []string, enabled *wrapperspb.BoolValue
v1alpha3.LocalityLoadBalancerSetting_Distribute: from string, to map[string]uint32
v1alpha3.LocalityLoadBalancerSetting_Failover: from string, to string
Certificate: secretName string, dnsNames []string
MeshConfig_ServiceSettings: settings *MeshConfig_ServiceSettings_Settings, hosts []string
MeshConfig_ServiceSettings_Settings: clusterLocal bool
MeshConfig_ServiceScopeConfigs: namespaceSelector *LabelSelector, servicesSelector *LabelSelector,
  scope MeshConfig_ServiceScopeConfigs_Scope
LabelSelector: matchLabels map[string]string, matchExpressions []*LabelSelectorRequirement
LabelSelectorRequirement: key string, operator string, values []string
MeshConfig_CA: address string, tlsSettings *v1alpha3.ClientTLSSettings, requestTimeout *durationpb.Duration,
  istiodSide bool
MeshConfig_ExtensionProvider: name string,
  (Provider)envoyExtAuthzHttp *MeshConfig_ExtensionProvider_EnvoyExternalAuthorizationHttpProvider,
  (Provider)envoyExtAuthzGrpc *MeshConfig_ExtensionProvider_EnvoyExternalAuthorizationGrpcProvider,
  (Provider)zipkin *MeshConfig_ExtensionProvider_ZipkinTracingProvider,
  (Provider)lightstep *MeshConfig_ExtensionProvider_LightstepTracingProvider,
  (Provider)datadog *MeshConfig_ExtensionProvider_DatadogTracingProvider,
  (Provider)stackdriver *MeshConfig_ExtensionProvider_StackdriverProvider,
  (Provider)opencensus *MeshConfig_ExtensionProvider_OpenCensusAgentTracingProvider,
  (Provider)skywalking *MeshConfig_ExtensionProvider_SkyWalkingTracingProvider,
  (Provider)opentelemetry *MeshConfig_ExtensionProvider_OpenTelemetryTracingProvider,
  (Provider)prometheus *MeshConfig_ExtensionProvider_PrometheusMetricsProvider,
  (Provider)envoyFileAccessLog *MeshConfig_ExtensionProvider_EnvoyFileAccessLogProvider,
  (Provider)envoyHttpAls *MeshConfig_ExtensionProvider_EnvoyHttpGrpcV3LogProvider,
  (Provider)envoyTcpAls *MeshConfig_ExtensionProvider_EnvoyTcpGrpcV3LogProvider,
  (Provider)envoyOtelAls *MeshConfig_ExtensionProvider_EnvoyOpenTelemetryLogProvider,
  (Provider)sds *MeshConfig_ExtensionProvider_SDSProvider
MeshConfig_ExtensionProvider_EnvoyExternalAuthorizationHttpProvider: service string, port uint32,
  timeout *durationpb.Duration, pathPrefix string, failOpen bool, clearRouteCache bool, statusOnError string,
  includeHeadersInCheck []string, includeRequestHeadersInCheck []string,
  includeAdditionalHeadersInCheck map[string]string,
  includeRequestBodyInCheck *MeshConfig_ExtensionProvider_EnvoyExternalAuthorizationRequestBody,
  headersToUpstreamOnAllow []string, headersToDownstreamOnDeny []string, headersToDownstreamOnAllow []string
MeshConfig_ExtensionProvider_EnvoyExternalAuthorizationRequestBody: maxRequestBytes uint32, allowPartialMessage bool,
  packAsBytes bool
MeshConfig_ExtensionProvider_EnvoyExternalAuthorizationGrpcProvider: service string, port uint32,
  timeout *durationpb.Duration, failOpen bool, clearRouteCache bool, statusOnError string,
  includeRequestBodyInCheck *MeshConfig_ExtensionProvider_EnvoyExternalAuthorizationRequestBody
MeshConfig_ExtensionProvider_ZipkinTracingProvider: service string, port uint32, maxTagLength uint32,
  enable64bitTraceId=Enable_64BitTraceId bool, path string,
  traceContextOption MeshConfig_ExtensionProvider_ZipkinTracingProvider_TraceContextOption,
  timeout *durationpb.Duration, headers []*MeshConfig_ExtensionProvider_HttpHeader
MeshConfig_ExtensionProvider_HttpHeader: name string, (HeaderValue)value string, (HeaderValue)envName string
MeshConfig_ExtensionProvider_LightstepTracingProvider: service string, port uint32, accessToken string,
  maxTagLength uint32
MeshConfig_ExtensionProvider_DatadogTracingProvider: service string, port uint32, maxTagLength uint32
MeshConfig_ExtensionProvider_StackdriverProvider: debug bool, maxNumberOfAttributes *wrapperspb.Int64Value,
  maxNumberOfAnnotations *wrapperspb.Int64Value, maxNumberOfMessageEvents *wrapperspb.Int64Value, maxTagLength uint32,
  logging *MeshConfig_ExtensionProvider_StackdriverProvider_Logging
MeshConfig_ExtensionProvider_StackdriverProvider_Logging: labels map[string]string
MeshConfig_ExtensionProvider_OpenCensusAgentTracingProvider: service string, port uint32,
  context []MeshConfig_ExtensionProvider_OpenCensusAgentTracingProvider_TraceContext, maxTagLength uint32
MeshConfig_ExtensionProvider_SkyWalkingTracingProvider: service string, port uint32, accessToken string
MeshConfig_ExtensionProvider_OpenTelemetryTracingProvider: service string, port uint32, maxTagLength uint32,
  http *MeshConfig_ExtensionProvider_HttpService, grpc *MeshConfig_ExtensionProvider_GrpcService,
  resourceDetectors *MeshConfig_ExtensionProvider_ResourceDetectors,
  serviceAttributeEnrichment MeshConfig_ExtensionProvider_ServiceAttributeEnrichment,
  (Sampling)dynatraceSampler *MeshConfig_ExtensionProvider_OpenTelemetryTracingProvider_DynatraceSampler
MeshConfig_ExtensionProvider_HttpService: path string, timeout *durationpb.Duration,
  headers []*MeshConfig_ExtensionProvider_HttpHeader
MeshConfig_ExtensionProvider_GrpcService: timeout *durationpb.Duration,
  initialMetadata []*MeshConfig_ExtensionProvider_HttpHeader
MeshConfig_ExtensionProvider_ResourceDetectors:
  environment *MeshConfig_ExtensionProvider_ResourceDetectors_EnvironmentResourceDetector,
  dynatrace *MeshConfig_ExtensionProvider_ResourceDetectors_DynatraceResourceDetector
MeshConfig_ExtensionProvider_ResourceDetectors_EnvironmentResourceDetector:
MeshConfig_ExtensionProvider_ResourceDetectors_DynatraceResourceDetector:
MeshConfig_ExtensionProvider_OpenTelemetryTracingProvider_DynatraceSampler: tenant string, clusterId int32,
  rootSpansPerMinute uint32,
  httpService *MeshConfig_ExtensionProvider_OpenTelemetryTracingProvider_DynatraceSampler_DynatraceApi
MeshConfig_ExtensionProvider_OpenTelemetryTracingProvider_DynatraceSampler_DynatraceApi: service string, port uint32,
  http *MeshConfig_ExtensionProvider_HttpService
MeshConfig_ExtensionProvider_PrometheusMetricsProvider:
MeshConfig_ExtensionProvider_EnvoyFileAccessLogProvider: path string,
  logFormat *MeshConfig_ExtensionProvider_EnvoyFileAccessLogProvider_LogFormat, omitEmptyValues bool
MeshConfig_ExtensionProvider_EnvoyFileAccessLogProvider_LogFormat: (LogFormat)text string,
  (LogFormat)labels *structpb.Struct
MeshConfig_ExtensionProvider_EnvoyHttpGrpcV3LogProvider: service string, port uint32, logName string,
  filterStateObjectsToLog []string, additionalRequestHeadersToLog []string, additionalResponseHeadersToLog []string,
  additionalResponseTrailersToLog []string
MeshConfig_ExtensionProvider_EnvoyTcpGrpcV3LogProvider: service string, port uint32, logName string,
  filterStateObjectsToLog []string
MeshConfig_ExtensionProvider_EnvoyOpenTelemetryLogProvider: service string, port uint32, logName string,
  logFormat *MeshConfig_ExtensionProvider_EnvoyOpenTelemetryLogProvider_LogFormat
MeshConfig_ExtensionProvider_EnvoyOpenTelemetryLogProvider_LogFormat: text string, labels *structpb.Struct
MeshConfig_ExtensionProvider_SDSProvider: name string, service string, port uint32
MeshConfig_DefaultProviders: tracing []string, metrics []string, accessLogging []string
MeshConfig_ProxyPathNormalization: normalization MeshConfig_ProxyPathNormalization_NormalizationType
v1alpha3.HTTPRetry: attempts int32, perTryTimeout *durationpb.Duration, retryOn string,
  retryRemoteLocalities *wrapperspb.BoolValue, retryIgnorePreviousHosts *wrapperspb.BoolValue,
  backoff *durationpb.Duration
MeshConfig_TLSConfig: minProtocolVersion MeshConfig_TLSConfig_TLSProtocol, ecdhCurves []string, cipherSuites []string
`;
