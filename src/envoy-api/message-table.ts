/**
 * Every message that a configuration of Envoy can hold: names and types of fields, facts of its protos (API v3 of Envoy as
 * Istio 1.30 links it, xDS, Istio's extensions), taken from their descriptors by a program. `messages.ts` reads it.
 *
 * A line that starts with > opens a package; each other is a message and its fields, which stand as name, list or map, type.
 * Types: nothing for a text, .b boolean, .i and .u integers of 32 bits, #l and #m of 64 (i and l with a sign), .f number,
 * .y bytes, ~ duration, ~t time, @n an enum of the list below, :n a message, by its place in this list, ? a message that
 * names its type (google.protobuf.Any), * any JSON, *o an object, *l a list, = null. Before the type stands [ where it is a
 * list of that, { where it is a map; after it ! where a zero is no absence, and /n where only one of several fields, those
 * with the same n, can be set. Places count from 0, to the base 36. A minus before the name: secret.
 */
export const messageTable = `>cel.expr.
CheckedExpr reference_map{:b type_map{:f expr:2 source_info:c expr_version
Constant null_value=/0 bool_value.b!/0 int64_value#l!/0 uint64_value#m!/0 double_value.f!/0 string_value!/0 bytes_value.y!/0 duration_value~/0 timestamp_value~t/0
Expr id#l const_expr:1/0 ident_expr:8/0 select_expr:9/0 call_expr:3/0 list_expr:5/0 struct_expr:6/0 comprehension_expr:4/0
Expr.Call target:2 function args[:2
Expr.Comprehension iter_var iter_range:2 accu_var accu_init:2 loop_condition:2 loop_step:2 result:2 iter_var2
Expr.CreateList elements[:2 optional_indices[.i
Expr.CreateStruct message_name entries[:7
Expr.CreateStruct.Entry id#l field_key!/0 map_key:2/0 value:2 optional_entry.b
Expr.Ident name
Expr.Select operand:2 field test_only.b
ParsedExpr expr:2 source_info:c
Reference name overload_id[ value:1
SourceInfo syntax_version location line_offsets[.i positions{.i macro_calls{:2 extensions[:d
SourceInfo.Extension id affected_components[@0 version:e
SourceInfo.Extension.Version major#l minor#l
Type dyn:ya/0 null=/0 primitive@1!/0 wrapper@1!/0 well_known@2!/0 list_type:i/0 map_type:j/0 function:h/0 message_type!/0 type_param!/0 type:f/0 error:ya/0 abstract_type:g/0
Type.AbstractType name parameter_types[:f
Type.FunctionType result_type:f arg_types[:f
Type.ListType elem_type:f
Type.MapType key_type:f value_type:f
>envoy.admin.v3.
BootstrapConfigDump bootstrap:1u last_updated~t
ClusterStatus name added_via_api.b success_rate_ejection_threshold:xk host_statuses[:x local_origin_success_rate_ejection_threshold:xk circuit_breakers:2f observability_name eds_service_name
Clusters cluster_statuses[:l
ClustersConfigDump version_info static_clusters[:p dynamic_active_clusters[:o dynamic_warming_clusters[:o
ClustersConfigDump.DynamicCluster version_info cluster? last_updated~t error_state:1c client_status@3
ClustersConfigDump.StaticCluster cluster? last_updated~t
ConfigDump configs[?
EcdsConfigDump ecds_filters[:s
EcdsConfigDump.EcdsFilterConfig version_info ecds_filter? last_updated~t error_state:1c client_status@3
EndpointsConfigDump static_endpoint_configs[:v dynamic_endpoint_configs[:u
EndpointsConfigDump.DynamicEndpointConfig version_info endpoint_config? last_updated~t error_state:1c client_status@3
EndpointsConfigDump.StaticEndpointConfig endpoint_config? last_updated~t
HostHealthStatus failed_active_health_check.b failed_outlier_check.b eds_health_status@4 failed_active_degraded_check.b pending_dynamic_removal.b pending_active_hc.b excluded_via_immediate_hc_fail.b active_hc_timeout.b failed_degraded_outlier_detection.b
HostStatus address:3q stats[:1b health_status:w success_rate:xk weight.u hostname priority.u local_origin_success_rate:xk locality:5i
ListenersConfigDump version_info static_listeners[:11 dynamic_listeners[:z
ListenersConfigDump.DynamicListener name active_state:10 warming_state:10 draining_state:10 error_state:1c client_status@3
ListenersConfigDump.DynamicListenerState version_info listener? last_updated~t
ListenersConfigDump.StaticListener listener? last_updated~t
RoutesConfigDump static_route_configs[:14 dynamic_route_configs[:13
RoutesConfigDump.DynamicRouteConfig version_info route_config? last_updated~t error_state:1c client_status@3
RoutesConfigDump.StaticRouteConfig route_config? last_updated~t
ScopedRoutesConfigDump inline_scoped_route_configs[:17 dynamic_scoped_route_configs[:16
ScopedRoutesConfigDump.DynamicScopedRouteConfigs name version_info scoped_route_configs[? last_updated~t error_state:1c client_status@3
ScopedRoutesConfigDump.InlineScopedRouteConfigs name scoped_route_configs[? last_updated~t
SecretsConfigDump static_secrets[:1a dynamic_active_secrets[:19 dynamic_warming_secrets[:19
SecretsConfigDump.DynamicSecret name version_info last_updated~t secret? error_state:1c client_status@3
SecretsConfigDump.StaticSecret name last_updated~t secret?
SimpleMetric type@5 value#m name
UpdateFailureState failed_configuration? last_update_attempt~t details version_info
>envoy.config.accesslog.v3.
AccessLog name filter:1e typed_config?
AccessLogFilter status_code_filter:1r/0 duration_filter:1h/0 not_health_check_filter:1n/0 traceable_filter:1s/0 runtime_filter:1q/0 and_filter:1f/0 or_filter:1o/0 header_filter:1k/0 response_flag_filter:1p/0 grpc_status_filter:1j/0 extension_filter:1i/0 metadata_filter:1m/0 log_type_filter:1l/0
AndFilter filters[:1e
ComparisonFilter op@6 value:64
DurationFilter comparison:1g
ExtensionFilter name typed_config?
GrpcStatusFilter statuses[@7 exclude.b
HeaderFilter header:8t
LogTypeFilter types[@8 exclude.b
MetadataFilter matcher:wn match_if_key_not_found.b!
NotHealthCheckFilter
OrFilter filters[:1e
ResponseFlagFilter flags[
RuntimeFilter runtime_key percent_sampled:xd use_independent_randomness.b
StatusCodeFilter comparison:1g
TraceableFilter
>envoy.config.bootstrap.v3.
Admin access_log_path profile_path address:3q socket_options[:69 access_log[:1d ignore_global_conn_limit.b allow_paths[:wv
Bootstrap node:5k static_resources:20 dynamic_resources:1y cluster_manager:21 flags_path stats_sinks[:7w stats_flush_interval~ watchdog:2c tracing:ay admin:1t stats_config:7u hds_config:3u overload_manager:82 enable_dispatcher_stats.b layered_runtime:25 header_prefix stats_server_version_override#m! use_tcp_for_dns_lookups.b bootstrap_extensions[:6j config_sources[:41 default_config_source:41 default_socket_interface certificate_provider_instances{:6j node_context_params[ watchdogs:2e fatal_actions[:24 stats_flush_on_admin.b! dns_resolution_config:44 typed_dns_resolver_config:6j inline_headers[:23 perf_tracing_file_path default_regex_engine:6j xds_delegate_extension:6j xds_config_tracker_extension:6j listener_manager:6j application_log_config:1v deferred_stat_options:1x grpc_async_client_manager_config:1z memory_allocator_manager:26 stats_eviction_interval~
Bootstrap.ApplicationLogConfig log_format:1w
Bootstrap.ApplicationLogConfig.LogFormat json_format*o/0 text_format!/0
Bootstrap.DeferredStatOptions enable_deferred_creation_stats.b
Bootstrap.DynamicResources lds_config:41 cds_config:41 ads_config:3u lds_resources_locator cds_resources_locator
Bootstrap.GrpcAsyncClientManagerConfig max_cached_entry_idle_duration~
Bootstrap.StaticResources listeners[:7c clusters[:2i secrets[:v8
ClusterManager local_cluster_name outlier_detection:22 upstream_bind_config:3x load_stats_config:3u enable_deferred_cluster_creation.b
ClusterManager.OutlierDetection event_log_path event_service:47
CustomInlineHeader inline_header_name inline_header_type@9
FatalAction config:6j
LayeredRuntime layers[:28
MemoryAllocatorManager bytes_to_release#m memory_release_interval~ soft_memory_limit_bytes#m! max_per_cpu_cache_size_bytes.u! max_unfreed_memory_bytes#m
Runtime symlink_root subdirectory override_subdirectory base*o
RuntimeLayer name static_layer*o/0 disk_layer:2a/0 admin_layer:29/0 rtds_layer:2b/0
RuntimeLayer.AdminLayer
RuntimeLayer.DiskLayer symlink_root append_service_cluster.b subdirectory
RuntimeLayer.RtdsLayer name rtds_config:41
Watchdog miss_timeout~ megamiss_timeout~ kill_timeout~ multikill_timeout~ multikill_threshold:xk max_kill_timeout_jitter~ actions[:2d
Watchdog.WatchdogAction config:6j event@a
Watchdogs main_thread_watchdog:2c worker_watchdog:2c
>envoy.config.cluster.v3.
CircuitBreakers thresholds[:2g per_host_thresholds[:2g
CircuitBreakers.Thresholds priority@b max_connections.u! max_pending_requests.u! max_requests.u! max_retries.u! track_remaining.b max_connection_pools.u! retry_budget:2h
CircuitBreakers.Thresholds.RetryBudget budget_percent:xk min_retry_concurrency.u!
Cluster name type@c!/0 eds_cluster_config:2o connect_timeout~ per_connection_buffer_limit_bytes.u! lb_policy@d health_checks[:4u max_requests_per_connection.u! circuit_breakers:2f http_protocol_options:53 http2_protocol_options:56 dns_refresh_rate~ dns_lookup_family@e dns_resolvers[:3q outlier_detection:34 cleanup_interval~ upstream_bind_config:3x lb_subset_config:2p ring_hash_lb_config:2w/1 transport_socket:6i metadata:5j protocol_selection@f common_lb_config:2j alt_stat_name common_http_protocol_options:59 upstream_connection_options:36 close_connections_on_host_health_failure.b ignore_health_on_host_removal.b load_assignment:6n original_dst_lb_config:2t/1 typed_extension_protocol_options{? least_request_lb_config:2r/1 cluster_type:2n/0 respect_dns_ttl.b filters[:31 load_balancing_policy:32 lrs_server:41 transport_socket_matches[:2z dns_failure_refresh_rate:2v use_tcp_for_dns_lookups.b upstream_http_protocol_options:6l track_timeout_budgets.b upstream_config:6j track_cluster_stats:35 preconnect_policy:2u connection_pool_per_downstream_connection.b maglev_lb_config:2s/1 dns_resolution_config:44 wait_for_warm_on_init.b! typed_dns_resolver_config:6j round_robin_lb_config:2x/1 lrs_report_endpoint_metrics[ dns_jitter~ transport_socket_matcher:zl per_connection_buffer_high_watermark_timeout~
Cluster.CommonLbConfig healthy_panic_threshold:xk zone_aware_lb_config:2m/0 locality_weighted_lb_config:2l/0 update_merge_window~ ignore_new_hosts_until_first_hc.b close_connections_on_host_set_change.b consistent_hashing_lb_config:2k override_host_status:52
Cluster.CommonLbConfig.ConsistentHashingLbConfig use_hostname_for_hashing.b hash_balance_factor.u!
Cluster.CommonLbConfig.LocalityWeightedLbConfig
Cluster.CommonLbConfig.ZoneAwareLbConfig routing_enabled:xk min_cluster_size#m! fail_traffic_on_panic.b
Cluster.CustomClusterType name typed_config?
Cluster.EdsClusterConfig eds_config:41 service_name
Cluster.LbSubsetConfig fallback_policy@g default_subset*o subset_selectors[:2q locality_weight_aware.b scale_locality_weight.b panic_mode_any.b list_as_any.b metadata_fallback_policy@h
Cluster.LbSubsetConfig.LbSubsetSelector keys[ fallback_policy@i fallback_keys_subset[ single_host_per_subset.b
Cluster.LeastRequestLbConfig choice_count.u! active_request_bias:60 slow_start_config:2y
Cluster.MaglevLbConfig table_size#m!
Cluster.OriginalDstLbConfig use_http_header.b http_header_name upstream_port_override.u! metadata_key:x0
Cluster.PreconnectPolicy per_upstream_preconnect_ratio.f! predictive_preconnect_ratio.f!
Cluster.RefreshRate base_interval~ max_interval~
Cluster.RingHashLbConfig minimum_ring_size#m! hash_function@j maximum_ring_size#m!
Cluster.RoundRobinLbConfig slow_start_config:2y
Cluster.SlowStartConfig slow_start_window~ aggression:60 min_weight_percent:xk
Cluster.TransportSocketMatch name match*o transport_socket:6i
ClusterCollection entries:z2
Filter name typed_config? config_discovery:49
LoadBalancingPolicy policies[:33
LoadBalancingPolicy.Policy typed_extension_config:6j
OutlierDetection consecutive_5xx.u! interval~ base_ejection_time~ max_ejection_percent.u! enforcing_consecutive_5xx.u! enforcing_success_rate.u! success_rate_minimum_hosts.u! success_rate_request_volume.u! success_rate_stdev_factor.u! consecutive_gateway_failure.u! enforcing_consecutive_gateway_failure.u! split_external_local_origin_errors.b consecutive_local_origin_failure.u! enforcing_consecutive_local_origin_failure.u! enforcing_local_origin_success_rate.u! failure_percentage_threshold.u! enforcing_failure_percentage.u! enforcing_failure_percentage_local_origin.u! failure_percentage_minimum_hosts.u! failure_percentage_request_volume.u! max_ejection_time~ max_ejection_time_jitter~ successful_active_health_check_uneject_host.b! monitors[:6j always_eject_one_host.b! detect_degraded_hosts.b!
TrackClusterStats timeout_budgets.b request_response_sizes.b per_endpoint_stats.b
UpstreamConnectionOptions tcp_keepalive:6f set_local_interface_name_on_upstream_connections.b happy_eyeballs_config:37
UpstreamConnectionOptions.HappyEyeballsConfig first_address_family_version@k first_address_family_count.u!
>envoy.config.common.key_value.v3.
KeyValueStoreConfig config:6j
>envoy.config.common.matcher.v3.
HttpGenericBodyMatch bytes_limit.u patterns[:3a
HttpGenericBodyMatch.GenericTextMatch string_match!/0 binary_match.y!/0
HttpHeadersMatch headers[:8t
MatchPredicate or_match:3d/0 and_match:3d/0 not_match:3c/0 any_match.b!/0 http_request_headers_match:3b/0 http_request_trailers_match:3b/0 http_response_headers_match:3b/0 http_response_trailers_match:3b/0 http_request_generic_body_match:39/0 http_response_generic_body_match:39/0
MatchPredicate.MatchSet rules[:3c
Matcher matcher_list:3f/0 matcher_tree:3k/0 on_no_match:3m
Matcher.MatcherList matchers[:3g
Matcher.MatcherList.FieldMatcher predicate:3h on_match:3m
Matcher.MatcherList.Predicate single_predicate:3j/0 or_matcher:3i/0 and_matcher:3i/0 not_matcher:3h/0
Matcher.MatcherList.Predicate.PredicateList predicate[:3h
Matcher.MatcherList.Predicate.SinglePredicate input:6j value_match:wv/0 custom_match:6j/0
Matcher.MatcherTree input:6j exact_match_map:3l/0 prefix_match_map:3l/0 custom_match:6j/0
Matcher.MatcherTree.MatchMap map{:3m
Matcher.OnMatch matcher:3e/0 action:6j/0 keep_matching.b
>envoy.config.common.mutation_rules.v3.
HeaderMutation remove!/0 append:4t/0 remove_on_match:3o/0
HeaderMutation.RemoveOnMatch key_matcher:wv
HeaderMutationRules allow_all_routing.b! allow_envoy.b! disallow_system.b! disallow_all.b! allow_expression:wt disallow_expression:wt disallow_is_error.b!
>envoy.config.core.v3.
Address socket_address:67/0 pipe:5n/0 envoy_internal_address:46/0
AggregatedConfigSource
AlternateProtocolsCacheOptions name max_entries.u! key_value_store_config:6j prepopulated_entries[:3t canonical_suffixes[
AlternateProtocolsCacheOptions.AlternateProtocolsCacheEntry hostname port.u
ApiConfigSource api_type@l cluster_names[ refresh_delay~ grpc_services[:4e request_timeout~ rate_limit_settings:5v set_node_on_first_message_only.b transport_api_version@m config_validators[:6j
AsyncDataSource local:43/0 remote:5w/0
BackoffStrategy base_interval~ max_interval~
BindConfig source_address:67 freebind.b! socket_options[:69 additional_source_addresses[:67 extra_source_addresses[:4a local_address_selector:6j
BuildVersion version:xn metadata*o
CelExpressionConfig enable_string_conversion.b enable_string_concat.b enable_string_functions.b
CidrRange address_prefix prefix_len.u!
ConfigSource path!/0 api_config_source:3u/0 ads:3r/0 initial_fetch_timeout~ self:66/0 resource_api_version@m authorities[:z0 path_config_source:5l/0
ControlPlane identifier
DataSource filename!/0 inline_bytes.y!/0 inline_string!/0 environment_variable!/0 watched_directory:6m
DnsResolutionConfig resolvers[:3q dns_resolver_options:45
DnsResolverOptions use_tcp_for_dns_lookups.b no_default_search_domain.b
EnvoyInternalAddress server_listener_name! endpoint_id
EventServiceConfig grpc_service:4e
Extension name category type_descriptor version:3y disabled.b type_urls[
ExtensionConfigSource config_source:41 default_config? apply_default_config_without_warming.b type_urls[
ExtraSourceAddress address:67 socket_options:6d
GrpcMethodList services[:4c
GrpcMethodList.Service name method_names[
GrpcProtocolOptions http2_protocol_options:56
GrpcService envoy_grpc:4f/0 google_grpc:4g/0 timeout~ initial_metadata[:4s retry_policy:5x
GrpcService.EnvoyGrpc cluster_name authority retry_policy:5x max_receive_message_length.u! skip_envoy_headers.b
GrpcService.GoogleGrpc target_uri channel_credentials:4o call_credentials[:4h stat_prefix credentials_factory_name config*o per_stream_buffer_limit_bytes.u! channel_args:4m channel_credentials_plugin[? call_credentials_plugin[?
GrpcService.GoogleGrpc.CallCredentials access_token!/0 google_compute_engine:ya/0 google_refresh_token!/0 service_account_jwt_access:4k/0 google_iam:4i/0 from_plugin:4j/0 sts_service:4l/0
GrpcService.GoogleGrpc.CallCredentials.GoogleIAMCredentials authorization_token authority_selector
GrpcService.GoogleGrpc.CallCredentials.MetadataCredentialsFromPlugin name typed_config?
GrpcService.GoogleGrpc.CallCredentials.ServiceAccountJWTAccessCredentials json_key token_lifetime_seconds#m
GrpcService.GoogleGrpc.CallCredentials.StsService token_exchange_service_uri resource audience scope requested_token_type subject_token_path subject_token_type actor_token_path actor_token_type
GrpcService.GoogleGrpc.ChannelArgs args{:4n
GrpcService.GoogleGrpc.ChannelArgs.Value string_value!/0 int_value#l!/0
GrpcService.GoogleGrpc.ChannelCredentials ssl_credentials:4q/0 google_default:ya/0 local_credentials:4p/0
GrpcService.GoogleGrpc.GoogleLocalCredentials
GrpcService.GoogleGrpc.SslCredentials root_certs:43 -private_key:43 cert_chain:43
HeaderMap headers[:4s
HeaderValue key value raw_value.y
HeaderValueOption header:4s append.b! append_action@n keep_empty_value.b
HealthCheck timeout~ interval~ interval_jitter~ unhealthy_threshold.u! healthy_threshold.u! alt_port.u! reuse_connection.b! http_health_check:4x/0 tcp_health_check:50/0 grpc_health_check:4w/0 no_traffic_interval~ custom_health_check:4v/0 unhealthy_interval~ unhealthy_edge_interval~ healthy_edge_interval~ event_log_path interval_jitter_percent.u always_log_health_check_failures.b initial_jitter~ tls_options:51 event_service:47 transport_socket_match_criteria*o no_traffic_healthy_interval~ event_logger[:6j always_log_health_check_success.b
HealthCheck.CustomHealthCheck name typed_config?
HealthCheck.GrpcHealthCheck service_name authority initial_metadata[:4t
HealthCheck.HttpHealthCheck host path send:4y receive[:4y request_headers_to_add[:4t request_headers_to_remove[ expected_statuses[:xj codec_client_type@o service_name_matcher:wv retriable_statuses[:xj method@p response_buffer_size#m!
HealthCheck.Payload text!/0 binary.y!/0
HealthCheck.RedisHealthCheck key
HealthCheck.TcpHealthCheck send:4y receive[:4y proxy_protocol_config:5o
HealthCheck.TlsOptions alpn_protocols[
HealthStatusSet statuses[@4
Http1ProtocolOptions allow_absolute_url.b! accept_http_10.b default_host_for_http_10 header_key_format:54 enable_trailers.b allow_chunked_length.b override_stream_error_on_invalid_http_message.b! send_fully_qualified_url.b use_balsa_parser.b! allow_custom_methods.b ignore_http_11_upgrade[:wv
Http1ProtocolOptions.HeaderKeyFormat proper_case_words:55/0 stateful_formatter:6j/0
Http1ProtocolOptions.HeaderKeyFormat.ProperCaseWords
Http2ProtocolOptions hpack_table_size.u! max_concurrent_streams.u! initial_stream_window_size.u! initial_connection_window_size.u! allow_connect.b allow_metadata.b max_outbound_frames.u! max_outbound_control_frames.u! max_consecutive_inbound_frames_with_empty_payload.u! max_inbound_priority_frames_per_stream.u! max_inbound_window_update_frames_per_data_frame_sent.u! stream_error_on_invalid_http_messaging.b custom_settings_parameters[:57 override_stream_error_on_invalid_http_message.b! connection_keepalive:5d use_oghttp2_codec.b! max_metadata_size#m! enable_huffman_encoding.b! max_header_field_size_kb.u!
Http2ProtocolOptions.SettingsParameter identifier.u! value.u!
Http3ProtocolOptions quic_protocol_options:5s override_stream_error_on_invalid_http_message.b! allow_extended_connect.b allow_metadata.b disable_qpack.b disable_connection_flow_control_for_streams.b
HttpProtocolOptions idle_timeout~ max_headers_count.u! max_connection_duration~ max_stream_duration~ headers_with_underscores_action@q max_requests_per_connection.u! max_response_headers_kb.u!
HttpService http_uri:5b request_headers_to_add[:4t formatters[:6j
HttpUri uri cluster! timeout~
JsonFormatOptions sort_properties.b
KeepaliveSettings interval~ timeout~ interval_jitter:xk connection_idle_interval~
KeyValue key value.y
KeyValueAppend entry:5e action@r record:5h
KeyValueMutation append:5f remove
KeyValuePair key value*
Locality region zone sub_zone
Metadata filter_metadata{*o typed_filter_metadata{?
Node id cluster metadata*o locality:5i user_agent_name user_agent_version!/0 user_agent_build_version:3y/0 extensions[:48 client_features[ listening_addresses[:3q dynamic_parameters{:z4
PathConfigSource path watched_directory:6m
PerHostConfig added_tlvs[:6h
Pipe path mode.u
ProxyProtocolConfig version@s pass_through_tlvs:5p added_tlvs[:6h
ProxyProtocolPassThroughTLVs match_type@t tlv_type[.u
QueryParameter key value
QuicKeepAliveSettings max_interval~ initial_interval~
QuicProtocolOptions max_concurrent_streams.u! initial_stream_window_size.u! initial_connection_window_size.u! num_timeouts_to_trigger_port_migration.u! connection_keepalive:5r connection_options client_connection_options idle_network_timeout~ max_packet_length#m! client_packet_writer:6j connection_migration:5t
QuicProtocolOptions.ConnectionMigrationSettings migrate_idle_connections:5u max_time_on_non_default_network~
QuicProtocolOptions.ConnectionMigrationSettings.MigrateIdleConnectionSettings max_idle_time_before_migration~
RateLimitSettings max_tokens.u! fill_rate.f!
RemoteDataSource http_uri:5b sha256 retry_policy:5x
RetryPolicy retry_back_off:3w num_retries.u! retry_on retry_priority:5z retry_host_predicate[:5y host_selection_retry_max_attempts#l
RetryPolicy.RetryHostPredicate name typed_config?
RetryPolicy.RetryPriority name typed_config?
RuntimeDouble default_value.f runtime_key
RuntimeFeatureFlag default_value.b! runtime_key
RuntimeFractionalPercent default_value:xd runtime_key
RuntimePercent default_value:xk runtime_key
RuntimeUInt32 default_value.u runtime_key
SchemeHeaderTransformation scheme_to_overwrite! match_upstream.b
SelfConfigSource transport_api_version@m
SocketAddress protocol@u address port_value.u!/0 named_port!/0 resolver_name ipv4_compat.b network_namespace_filepath
SocketCmsgHeaders level.u! type.u! expected_size.u
SocketOption description level#l name#l int_value#l!/0 buf_value.y!/0 state@v type:6a ip_version@w
SocketOption.SocketType stream:6c datagram:6b
SocketOption.SocketType.Datagram
SocketOption.SocketType.Stream
SocketOptionsOverride socket_options[:69
SubstitutionFormatString text_format!/0 json_format*o/0 omit_empty_values.b content_type text_format_source:43/0 formatters[:6j json_format_options:5c
TcpKeepalive keepalive_probes.u! keepalive_time.u! keepalive_interval.u!
TcpProtocolOptions
TlvEntry type.u value.y format_string:6e
TransportSocket name typed_config?
TypedExtensionConfig name typed_config?
UdpSocketConfig max_rx_datagram_size#m! prefer_gro.b!
UpstreamHttpProtocolOptions auto_sni.b auto_san_validation.b override_auto_sni_header
WatchedDirectory path
>envoy.config.endpoint.v3.
ClusterLoadAssignment cluster_name endpoints[:6z policy:6o named_endpoints{:6s
ClusterLoadAssignment.Policy drop_overloads[:6p overprovisioning_factor.u! endpoint_stale_after~ weighted_priority_health.b
ClusterLoadAssignment.Policy.DropOverload category drop_percentage:xd
ClusterStats cluster_name upstream_locality_stats[:73 total_dropped_requests#m load_report_interval~ dropped_requests[:6r cluster_service_name
ClusterStats.DroppedRequests category dropped_count#m
Endpoint address:3q health_check_config:6u hostname additional_addresses[:6t
Endpoint.AdditionalAddress address:3q
Endpoint.HealthCheckConfig port_value.u hostname address:3q disable_active_health_check.b
EndpointLoadMetricStats metric_name num_requests_finished_with_metric#m total_metric_value.f
LbEndpoint endpoint:6s/0 health_status@4 metadata:5j load_balancing_weight.u! endpoint_name!/0
LbEndpointCollection entries:z2
LedsClusterLocalityConfig leds_config:41 leds_collection_name
LocalityLbEndpoints locality:5i lb_endpoints[:6w load_balancing_weight.u! priority.u proximity.u! load_balancer_endpoints:70/0 leds_cluster_locality_config:6y/0 metadata:5j
LocalityLbEndpoints.LbEndpointList lb_endpoints[:6w
UnnamedEndpointLoadMetricStats num_requests_finished_with_metric#m total_metric_value.f
UpstreamEndpointStats address:3q total_successful_requests#m total_requests_in_progress#m total_error_requests#m load_metric_stats[:6v metadata*o total_issued_requests#m
UpstreamLocalityStats locality:5i total_successful_requests#m total_requests_in_progress#m total_error_requests#m load_metric_stats[:6v priority.u upstream_endpoint_stats[:72 total_issued_requests#m total_active_connections#m total_new_connections#m total_fail_connections#m cpu_utilization:71 mem_utilization:71 application_utilization:71
>envoy.config.grpc_credential.v3.
FileBasedMetadataConfig -secret_data:43 header_key header_prefix
>envoy.config.listener.v3.
ActiveRawUdpListenerConfig
AdditionalAddress address:3q socket_options:6d tcp_keepalive:6f
ApiListener api_listener?
ApiListenerManager
Filter name typed_config?/0 config_discovery:49/0
FilterChain filter_chain_match:7b filters[:79 use_proxy_proto.b! metadata:5j transport_socket:6i name transport_socket_connect_timeout~
FilterChainMatch prefix_ranges[:40 address_suffix suffix_len.u! source_prefix_ranges[:40 source_ports[.u destination_port.u! transport_protocol application_protocols[ server_names[ source_type@x direct_source_prefix_ranges[:40
Listener name address:3q filter_chains[:7a use_original_dst.b! per_connection_buffer_limit_bytes.u! metadata:5j deprecated_v1:7f drain_type@y listener_filters[:7j transparent.b! freebind.b! tcp_fast_open_queue_length.u! socket_options[:69 listener_filters_timeout~ traffic_direction@z continue_on_listener_filters_timeout.b udp_listener_config:7o api_listener:77 connection_balance_config:7d reuse_port.b access_log[:1d tcp_backlog_size.u! default_filter_chain:7a bind_to_port.b! internal_listener:7h stat_prefix enable_reuse_port.b! enable_mptcp.b ignore_global_conn_limit.b filter_chain_matcher:zl additional_addresses[:76 max_connections_to_accept_per_socket_event.u! bypass_overload_manager.b fcds_config:7g tcp_keepalive:6f per_connection_buffer_high_watermark_timeout~
Listener.ConnectionBalanceConfig exact_balance:7e/0 extend_balance:6j/0
Listener.ConnectionBalanceConfig.ExactBalance
Listener.DeprecatedV1 bind_to_port.b!
Listener.FcdsConfig name config_source:41
Listener.InternalListenerConfig
ListenerCollection entries[:z2
ListenerFilter name typed_config?/0 filter_disabled:7k config_discovery:49/0
ListenerFilterChainMatchPredicate or_match:7l/0 and_match:7l/0 not_match:7k/0 any_match.b!/0 destination_port_range:xi/0
ListenerFilterChainMatchPredicate.MatchSet rules[:7k
ListenerManager
QuicProtocolOptions quic_protocol_options:5s idle_timeout~ crypto_handshake_timeout~ enabled:61 packets_to_read_to_connection_count_ratio.u! crypto_stream_config:6j proof_source_config:6j connection_id_generator_config:6j server_preferred_address_config:6j send_disable_active_migration.b! connection_debug_visitor_config:6j save_cmsg_config[:68 reject_new_connections.b max_sessions_per_event_loop.u!
UdpListenerConfig downstream_socket_config:6k quic_options:7n udp_packet_packet_writer_config:6j
ValidationListenerManager
>envoy.config.metrics.v3.
DogStatsdSink address:3q prefix max_bytes_per_datagram#m!
HistogramBucketSettings match:wv buckets[.f bins.u!
HystrixSink num_buckets#l
MetricsServiceConfig grpc_service:4e report_counters_as_deltas.b! transport_api_version@m emit_tags_as_labels.b histogram_emit_mode@10 batch_size.u
StatsConfig stats_tags[:7y use_all_default_tags.b! stats_matcher:7v histogram_bucket_settings[:7r
StatsMatcher reject_all.b!/0 exclusion_list:wm/0 inclusion_list:wm/0
StatsSink name typed_config?
StatsdSink address:3q/0 tcp_cluster_name!/0 prefix
TagSpecifier tag_name regex!/0 fixed_value!/0
>envoy.config.overload.v3.
BufferFactoryConfig minimum_account_to_track_power_of_two.u
LoadShedPoint name triggers[:89
OverloadAction name triggers[:89 typed_config?
OverloadManager refresh_interval~ resource_monitors[:83 actions[:81 buffer_factory_config:7z loadshed_points[:80
ResourceMonitor name typed_config?
ScaleTimersOverloadActionConfig timer_scale_factors[:85
ScaleTimersOverloadActionConfig.ScaleTimer timer@11 min_timeout~/0 min_scale:xk/0
ScaledTrigger scaling_threshold.f saturation_threshold.f
ShrinkHeapConfig timer_interval~ max_unfreed_memory_bytes#m!
ThresholdTrigger value.f
Trigger name threshold:88/0 scaled:86/0
>envoy.config.ratelimit.v3.
RateLimitServiceConfig grpc_service:4e transport_api_version@m
>envoy.config.rbac.v3.
Action name action@12
Permission and_rules:8d/0 or_rules:8d/0 any.b!/0 header:8t/0 destination_ip:40/0 destination_port.u!/0 metadata:wn/0 not_rule:8c/0 requested_server_name:wv/0 url_path:wr/0 destination_port_range:xi/0 matcher:6j/0 uri_template:6j/0 sourced_metadata:8l/0
Permission.Set rules[:8c
Policy permissions[:8c principals[:8f condition:xs checked_condition:xq cel_config:3z
Principal and_ids:8h/0 or_ids:8h/0 any.b!/0 authenticated:8g/0 source_ip:40/0 header:8t/0 metadata:wn/0 not_id:8f/0 url_path:wr/0 direct_remote_ip:40/0 remote_ip:40/0 filter_state:wc/0 sourced_metadata:8l/0 custom:6j/0
Principal.Authenticated principal_name:wv
Principal.Set ids[:8f
RBAC action@12 policies{:8e audit_logging_options:8j
RBAC.AuditLoggingOptions audit_condition@13 logger_configs[:8k
RBAC.AuditLoggingOptions.AuditLoggerConfig audit_logger:6j is_optional.b
SourcedMetadata metadata_matcher:wn metadata_source@14
>envoy.config.route.v3.
ClusterSpecifierPlugin extension:6j is_optional.b
CookieMatcher name string_match:wv invert_match.b
CorsPolicy allow_methods allow_headers expose_headers max_age allow_credentials.b! filter_enabled:62 shadow_enabled:62 allow_origin_string_match[:wv allow_private_network_access.b! forward_not_matching_preflights.b!
Decorator operation propagate.b!
DirectResponseAction status.u body:43 body_format:6e
FilterAction action?
FilterConfig config? is_optional.b disabled.b
HeaderMatcher name exact_match!/0 range_match:xj/0 present_match.b!/0 invert_match.b prefix_match!/0 suffix_match!/0 safe_regex_match:wt/0 contains_match!/0 string_match:wv/0 treat_missing_header_as_empty.b
HedgePolicy initial_requests.u! additional_request_chance:xd hedge_on_per_try_timeout.b
InternalRedirectPolicy max_internal_redirects.u! redirect_response_codes[.u predicates[:6j allow_cross_scheme_redirect.b response_headers_to_copy[
NonForwardingAction
QueryParameterMatcher name string_match:wv/0 present_match.b!/0
RateLimit stage.u! disable_key actions[:8z limit:9d hits_addend:9c apply_on_stream_done.b x_ratelimit_option@15
RateLimit.Action source_cluster:9b/0 destination_cluster:90/0 request_headers:9a/0 remote_address:98/0 generic_key:92/0 header_value_match:93/0 dynamic_metadata:91/0 metadata:95/0 extension:6j/0 masked_remote_address:94/0 query_parameter_value_match:96/0 query_parameters:97/0 remote_address_match:99/0
RateLimit.Action.DestinationCluster
RateLimit.Action.DynamicMetaData descriptor_key metadata_key:x0 default_value
RateLimit.Action.GenericKey descriptor_value descriptor_key default_value
RateLimit.Action.HeaderValueMatch descriptor_value expect_match.b! headers[:8t descriptor_key default_value
RateLimit.Action.MaskedRemoteAddress v4_prefix_mask_len.u! v6_prefix_mask_len.u!
RateLimit.Action.MetaData descriptor_key metadata_key:x0 default_value source@16 skip_if_absent.b
RateLimit.Action.QueryParameterValueMatch descriptor_value expect_match.b! query_parameters[:8x descriptor_key default_value
RateLimit.Action.QueryParameters query_parameter_name descriptor_key skip_if_absent.b
RateLimit.Action.RemoteAddress
RateLimit.Action.RemoteAddressMatch descriptor_value descriptor_key default_value address_matcher:wa
RateLimit.Action.RequestHeaders header_name descriptor_key skip_if_absent.b
RateLimit.Action.SourceCluster
RateLimit.HitsAddend number#m! format is_negative_hits.b
RateLimit.Override dynamic_metadata:9e
RateLimit.Override.DynamicMetadata metadata_key:x0
RedirectAction host_redirect path_redirect!/1 response_code@17 https_redirect.b!/0 prefix_rewrite!/1 strip_query.b scheme_redirect!/0 port_redirect.u regex_rewrite:ws/1
RetryPolicy retry_on num_retries.u! per_try_timeout~ retry_priority:9l retry_host_predicate[:9k host_selection_retry_max_attempts#l retriable_status_codes[.u retry_back_off:9j retriable_headers[:8t retriable_request_headers[:8t rate_limited_retry_back_off:9h retry_options_predicates[:6j per_try_idle_timeout~
RetryPolicy.RateLimitedRetryBackOff reset_headers[:9i max_interval~
RetryPolicy.ResetHeader name format@18
RetryPolicy.RetryBackOff base_interval~ max_interval~
RetryPolicy.RetryHostPredicate name typed_config?
RetryPolicy.RetryPriority name typed_config?
Route match:a1 route:9n/0 redirect:9f/0 metadata:5j decorator:8p direct_response:8q/0 request_headers_to_add[:4t response_headers_to_add[:4t response_headers_to_remove[ request_headers_to_remove[ typed_per_filter_config{? name tracing:a8 per_request_buffer_limit_bytes.u! filter_action:8r/0 non_forwarding_action:8w/0 stat_prefix request_body_buffer_limit#m!
RouteAction cluster!/0 cluster_header!/0 weighted_clusters:ac/0 metadata_match:5j prefix_rewrite host_rewrite_literal!/1 auto_host_rewrite.b!/1 timeout~ retry_policy:9g priority@b rate_limits[:8y include_vh_rate_limits.b! hash_policy[:9o cors:8o cluster_not_found_response_code@19 max_grpc_timeout~ idle_timeout~ upgrade_configs[:9x internal_redirect_action@1a hedge_policy:8u grpc_timeout_offset~ host_rewrite_header!/1 request_mirror_policies[:9w max_internal_redirects.u! regex_rewrite:ws retry_policy_typed_config? internal_redirect_policy:8v host_rewrite_path_regex:ws/1 max_stream_duration:9v cluster_specifier_plugin!/0 append_x_forwarded_host.b inline_cluster_specifier_plugin:8m/0 early_data_policy:6j path_rewrite_policy:6j flush_timeout~ host_rewrite!/1 path_rewrite
RouteAction.HashPolicy header:9t/0 cookie:9q/0 connection_properties:9p/0 terminal.b query_parameter:9u/0 filter_state:9s/0
RouteAction.HashPolicy.ConnectionProperties source_ip.b
RouteAction.HashPolicy.Cookie name ttl~ path attributes[:9r
RouteAction.HashPolicy.CookieAttribute name value
RouteAction.HashPolicy.FilterState key
RouteAction.HashPolicy.Header header_name regex_rewrite:ws
RouteAction.HashPolicy.QueryParameter name
RouteAction.MaxStreamDuration max_stream_duration~ grpc_timeout_header_max~ grpc_timeout_header_offset~
RouteAction.RequestMirrorPolicy cluster runtime_fraction:62 trace_sampled.b! cluster_header disable_shadow_host_suffix_append.b request_headers_mutations[:3n host_rewrite_literal
RouteAction.UpgradeConfig upgrade_type enabled.b! connect_config:9y
RouteAction.UpgradeConfig.ConnectConfig proxy_protocol_config:5o allow_post.b
RouteConfiguration name virtual_hosts[:ab internal_only_headers[ response_headers_to_add[:4t response_headers_to_remove[ request_headers_to_add[:4t validate_clusters.b! request_headers_to_remove[ vhds:a9 most_specific_header_mutations_wins.b max_direct_response_body_size_bytes.u! cluster_specifier_plugins[:8m request_mirror_policies[:9w ignore_port_in_host_matching.b ignore_path_parameters_in_path_matching.b typed_per_filter_config{? metadata:5j vhost_header
RouteList routes[:9m
RouteMatch prefix!/0 path!/0 case_sensitive.b! headers[:8t query_parameters[:8x grpc:a3 runtime_fraction:62 safe_regex:wt/0 tls_context:a4 connect_matcher:a2/0 dynamic_metadata[:wn path_separated_prefix!/0 path_match_policy:6j/0 filter_state[:wc cookies[:8n
RouteMatch.ConnectMatcher
RouteMatch.GrpcRouteMatchOptions
RouteMatch.TlsContextMatchOptions presented.b! validated.b!
ScopedRouteConfiguration name route_configuration_name key:a6 on_demand.b route_configuration:9z
ScopedRouteConfiguration.Key fragments[:a7
ScopedRouteConfiguration.Key.Fragment string_key!
Tracing client_sampling:xd random_sampling:xd overall_sampling:xd custom_tags[:x7 operation upstream_operation
Vhds config_source:41
VirtualCluster name headers[:8t
VirtualHost name domains[ routes[:9m require_tls@1b virtual_clusters[:aa rate_limits[:8y request_headers_to_add[:4t cors:8o response_headers_to_add[:4t response_headers_to_remove[ request_headers_to_remove[ include_request_attempt_count.b typed_per_filter_config{? retry_policy:9g hedge_policy:8u per_request_buffer_limit_bytes.u! include_attempt_count_in_response.b retry_policy_typed_config? matcher:zl request_mirror_policies[:9w include_is_timeout_retry_header.b metadata:5j request_body_buffer_limit#m!
WeightedCluster clusters[:ad runtime_key_prefix total_weight.u! header_name!/0 use_hash_policy.b!/0
WeightedCluster.ClusterWeight name weight.u! metadata_match:5j request_headers_to_add[:4t response_headers_to_add[:4t response_headers_to_remove[ request_headers_to_remove[ typed_per_filter_config{? host_rewrite_literal! cluster_header
>envoy.config.tap.v3.
BufferedAdminSink max_traces#m timeout~
FilePerTapSink path_prefix
HttpGenericBodyMatch bytes_limit.u patterns[:ah
HttpGenericBodyMatch.GenericTextMatch string_match!/0 binary_match.y!/0
HttpHeadersMatch headers[:8t
MatchPredicate or_match:ak/0 and_match:ak/0 not_match:aj/0 any_match.b!/0 http_request_headers_match:ai/0 http_request_trailers_match:ai/0 http_response_headers_match:ai/0 http_response_trailers_match:ai/0 http_request_generic_body_match:ag/0 http_response_generic_body_match:ag/0
MatchPredicate.MatchSet rules[:aj
OutputConfig sinks[:am max_buffered_rx_bytes.u! max_buffered_tx_bytes.u! streaming.b min_streamed_sent_bytes.u!
OutputSink format@1c streaming_admin:an/0 file_per_tap:af/0 streaming_grpc:ao/0 buffered_admin:ae/0 custom_sink:6j/0
StreamingAdminSink
StreamingGrpcSink tap_id grpc_service:4e
TapConfig match_config:aj output_config:al tap_enabled:62 match:3c
>envoy.config.trace.v3.
ClientConfig service_name instance_name -backend_token! max_cache_size.u!
DatadogConfig collector_cluster service_name collector_hostname remote_config:as
DatadogRemoteConfig polling_interval~
DynamicOtConfig library config*o
LightstepConfig collector_cluster access_token_file propagation_modes[@1d access_token:43
OpenTelemetryConfig grpc_service:4e service_name http_service:5a resource_detectors[:6j sampler:6j max_cache_size.u!
SkyWalkingConfig grpc_service:4e client_config:aq
TraceServiceConfig grpc_service:4e
Tracing http:az
Tracing.Http name typed_config?
XRayConfig daemon_endpoint:67 segment_name sampling_rule_manifest:43 segment_fields:b1
XRayConfig.SegmentFields origin aws*o
ZipkinConfig collector_cluster collector_endpoint trace_id_128bit.b shared_span_context.b! collector_endpoint_version@1e collector_hostname split_spans_for_request.b trace_context_option@1f collector_service:5a timestamp_trace_ids.b
>envoy.config.upstream.local_address_selector.v3.
DefaultLocalAddressSelector
>envoy.data.dns.v3.
DnsTable external_retry_count.u virtual_domains[:bb known_suffixes[:wv
DnsTable.AddressList address[
DnsTable.DnsEndpoint address_list:b5/0 cluster_name!/0 service_list:b8/0
DnsTable.DnsService service_name protocol:b9 ttl~ targets[:ba
DnsTable.DnsServiceList services[:b7
DnsTable.DnsServiceProtocol number.u!/0 name!/0
DnsTable.DnsServiceTarget host_name!/0 cluster_name!/0 priority.u weight.u port.u
DnsTable.DnsVirtualDomain name endpoint:b6 answer_ttl~
>envoy.extensions.access_loggers.dynamic_modules.v3.
DynamicModuleAccessLog dynamic_module_config:dg logger_name logger_config?
>envoy.extensions.access_loggers.file.v3.
FileAccessLog path format!/0 json_format*o/0 typed_json_format*o/0 log_format:6e/0
>envoy.extensions.access_loggers.filters.cel.v3.
ExpressionFilter expression cel_config:3z
>envoy.extensions.access_loggers.filters.process_ratelimit.v3.
DynamicTokenBucket resource_name config_source:41
ProcessRateLimitFilter dynamic_config:bf
>envoy.extensions.access_loggers.fluentd.v3.
FluentdAccessLogConfig cluster tag stat_prefix buffer_flush_interval~ buffer_size_bytes.u! record*o retry_options:bi formatters[:6j
FluentdAccessLogConfig.RetryOptions max_connect_attempts.u! backoff_options:3w
>envoy.extensions.access_loggers.grpc.v3.
CommonGrpcAccessLogConfig log_name grpc_service:4e buffer_flush_interval~ buffer_size_bytes.u! filter_state_objects_to_log[ transport_api_version@m grpc_stream_retry_policy:5x custom_tags[:x7
HttpGrpcAccessLogConfig common_config:bj additional_request_headers_to_log[ additional_response_headers_to_log[ additional_response_trailers_to_log[
TcpGrpcAccessLogConfig common_config:bj
>envoy.extensions.access_loggers.open_telemetry.v3.
OpenTelemetryAccessLogConfig common_config:bj body:ys attributes:yv resource_attributes:yv disable_builtin_labels.b stat_prefix formatters[:6j http_service:5a grpc_service:4e log_name buffer_flush_interval~ buffer_size_bytes.u! filter_state_objects_to_log[ custom_tags[:x7
>envoy.extensions.access_loggers.stats.v3.
Config stat_prefix histograms[:bs counters[:bo gauges[:bp
Config.Counter stat:bt value_format value_fixed#m!
Config.Gauge stat:bt value_format value_fixed#m! add_subtract:bq set:br
Config.Gauge.PairedAddSubtract add_log_type@8 sub_log_type@8
Config.Gauge.Set log_type@8
Config.Histogram stat:bt unit@1g value_format
Config.Stat name tags[:bu
Config.Tag name value_format rules:zl
>envoy.extensions.access_loggers.stream.v3.
StderrAccessLog log_format:6e
StdoutAccessLog log_format:6e
>envoy.extensions.access_loggers.wasm.v3.
WasmAccessLog config:vx
>envoy.extensions.bootstrap.dynamic_modules.v3.
DynamicModuleBootstrapExtension dynamic_module_config:dg extension_name extension_config?
>envoy.extensions.bootstrap.internal_listener.v3.
InternalListener buffer_size_kb.u!
>envoy.extensions.bootstrap.reverse_tunnel.downstream_socket_interface.v3.
DownstreamReverseConnectionSocketInterface stat_prefix enable_detailed_stats.b http_handshake:c1
DownstreamReverseConnectionSocketInterface.HttpHandshakeConfig request_path
>envoy.extensions.bootstrap.reverse_tunnel.upstream_socket_interface.v3.
UpstreamReverseConnectionSocketInterface stat_prefix ping_failure_threshold.u! enable_detailed_stats.b reporter_config:6j enable_tenant_isolation.b!
>envoy.extensions.clusters.aggregate.v3.
AggregateClusterResource config_source:41 resource_name
ClusterConfig clusters[
>envoy.extensions.clusters.composite.v3.
ClusterConfig clusters[:c6
ClusterConfig.ClusterEntry name
>envoy.extensions.clusters.dns.v3.
DnsCluster dns_refresh_rate~ dns_failure_refresh_rate:c8 respect_dns_ttl.b dns_jitter~ typed_dns_resolver_config:6j dns_lookup_family@1h all_addresses_in_single_endpoint.b
DnsCluster.RefreshRate base_interval~ max_interval~
>envoy.extensions.clusters.dynamic_forward_proxy.v3.
ClusterConfig dns_cache_config:cu/0 allow_insecure_cluster_options.b allow_coalesced_connections.b sub_clusters_config:ca/0
SubClustersConfig lb_policy@d max_sub_clusters.u! sub_cluster_ttl~ preresolve_clusters[:67
>envoy.extensions.clusters.dynamic_modules.v3.
ClusterConfig dynamic_module_config:dg cluster_name cluster_config?
>envoy.extensions.clusters.mcp_multicluster.v3.
ClusterConfig servers[:cd
ClusterConfig.McpBackend name mcp_cluster:ce
ClusterConfig.McpCluster cluster path timeout~ host_rewrite_literal
>envoy.extensions.clusters.redis.v3.
RedisClusterConfig cluster_refresh_rate~ cluster_refresh_timeout~ redirect_refresh_interval~ redirect_refresh_threshold.u! failure_refresh_threshold.u host_degraded_refresh_threshold.u enable_zone_discovery.b!
>envoy.extensions.clusters.reverse_connection.v3.
ReverseConnectionClusterConfig cleanup_interval~ host_id_format tenant_id_format
>envoy.extensions.common.async_files.v3.
AsyncFileManagerConfig id thread_pool:ci
AsyncFileManagerConfig.ThreadPool thread_count.u
>envoy.extensions.common.aws.v3.
AssumeRoleCredentialProvider role_arn role_session_name external_id session_duration~ credential_provider:cl
AssumeRoleWithWebIdentityCredentialProvider -web_identity_token_data_source:43 role_arn role_session_name
AwsCredentialProvider assume_role_with_web_identity_provider:ck inline_credential:cr credentials_file_provider:co custom_credential_provider_chain.b iam_roles_anywhere_credential_provider:cq config_credential_provider:cm container_credential_provider:cn environment_credential_provider:cp instance_profile_credential_provider:cs assume_role_credential_provider:cj
ConfigCredentialProvider
ContainerCredentialProvider
CredentialsFileCredentialProvider -credentials_data_source:43 profile
EnvironmentCredentialProvider
IAMRolesAnywhereCredentialProvider role_arn certificate:43 certificate_chain:43 -private_key:43 trust_anchor_arn profile_arn role_session_name session_duration~
InlineCredentialProvider access_key_id -secret_access_key -session_token
InstanceProfileCredentialProvider
>envoy.extensions.common.dynamic_forward_proxy.v3.
DnsCacheCircuitBreakers max_pending_requests.u!
DnsCacheConfig name dns_lookup_family@e dns_refresh_rate~ host_ttl~ max_hosts.u! dns_failure_refresh_rate:2v dns_cache_circuit_breaker:ct use_tcp_for_dns_lookups.b dns_resolution_config:44 preresolve_hostnames[:67 dns_query_timeout~ typed_dns_resolver_config:6j key_value_config:38 dns_min_refresh_rate~ disable_dns_refresh_on_failure.b
>envoy.extensions.common.matching.v3.
ExtensionWithMatcher matcher:3e extension_config:6j xds_matcher:zl
ExtensionWithMatcherPerRoute xds_matcher:zl
>envoy.extensions.common.ratelimit.v3.
LocalClusterRateLimit
LocalRateLimitDescriptor entries[:d0 token_bucket:xo shadow_mode.b
RateLimitDescriptor entries[:d0 limit:d1 hits_addend#m! is_negative_hits.b
RateLimitDescriptor.Entry key value
RateLimitDescriptor.RateLimitOverride requests_per_unit.u unit@1i
>envoy.extensions.common.tap.v3.
AdminConfig config_id
CommonExtensionConfig admin_config:d2/0 static_config:ap/0
>envoy.extensions.compression.brotli.compressor.v3.
Brotli quality.u! encoder_mode@1j window_bits.u! input_block_bits.u! chunk_size.u! disable_literal_context_modeling.b
>envoy.extensions.compression.brotli.decompressor.v3.
Brotli disable_ring_buffer_reallocation.b chunk_size.u!
>envoy.extensions.compression.gzip.compressor.v3.
Gzip memory_level.u! compression_level@1k compression_strategy@1l window_bits.u! chunk_size.u!
>envoy.extensions.compression.gzip.decompressor.v3.
Gzip window_bits.u! chunk_size.u! max_inflate_ratio.u!
>envoy.extensions.compression.qatzip.compressor.v3alpha.
Qatzip compression_level.u! hardware_buffer_size@1m input_size_threshold.u! stream_buffer_size.u! chunk_size.u!
>envoy.extensions.compression.qatzstd.compressor.v3alpha.
Qatzstd compression_level.u! enable_checksum.b strategy@1n chunk_size.u! enable_qat_zstd.b qat_zstd_fallback_threshold.u!
>envoy.extensions.compression.zstd.compressor.v3.
Zstd compression_level.u! enable_checksum.b strategy@1o dictionary:43 chunk_size.u!
>envoy.extensions.compression.zstd.decompressor.v3.
Zstd dictionaries[:43 chunk_size.u!
>envoy.extensions.config.v3alpha.
KeyValueStoreXdsDelegateConfig key_value_store_config:38
>envoy.extensions.config.validators.minimum_clusters.v3.
MinimumClustersValidator min_clusters_num.u
>envoy.extensions.content_parsers.json.v3.
JsonContentParser rules[:df
JsonContentParser.RuleConfig rule:hj stop_processing_after_matches.u
>envoy.extensions.dynamic_modules.v3.
DynamicModuleConfig name do_not_close.b load_globally.b metrics_namespace module:3v nack_on_cache_miss.b
>envoy.extensions.early_data.v3.
DefaultEarlyDataPolicy
>envoy.extensions.filters.common.dependency.v3.
Dependency type@1p name
FilterDependencies decode_required[:di decode_provided[:di encode_required[:di encode_provided[:di
MatchingRequirements data_input_allow_list:dl
MatchingRequirements.DataInputAllowList type_url[
>envoy.extensions.filters.common.fault.v3.
FaultDelay fixed_delay~/0 percentage:xd header_delay:dn/0
FaultDelay.HeaderDelay
FaultRateLimit fixed_limit:dp/0 percentage:xd header_limit:dq/0
FaultRateLimit.FixedLimit limit_kbps#m
FaultRateLimit.HeaderLimit
>envoy.extensions.filters.common.matcher.action.v3.
SkipFilter
>envoy.extensions.filters.common.set_filter_state.v3.
FilterStateValue object_key! format_string:6e read_only.b shared_with_upstream@1q skip_if_empty.b factory_key
>envoy.extensions.filters.http.a2a.v3.
A2a traffic_mode@1r max_request_body_size.u! parser_config:dv storage_mode@1s
MethodParsingConfig group paths[
ParserConfig method_configs{:du always_extract_attributes[ group_metadata_key
>envoy.extensions.filters.http.adaptive_concurrency.v3.
AdaptiveConcurrency gradient_controller_config:dx enabled:61 concurrency_limit_exceeded_status:xh
GradientControllerConfig sample_aggregate_percentile:xk concurrency_limit_params:dy min_rtt_calc_params:dz
GradientControllerConfig.ConcurrencyLimitCalculationParams max_concurrency_limit.u! concurrency_update_interval~
GradientControllerConfig.MinimumRTTCalculationParams interval~ request_count.u! jitter:xk min_concurrency.u! buffer:xk fixed_value~
>envoy.extensions.filters.http.admission_control.v3.
AdmissionControl enabled:61 success_criteria:e1 sampling_window~ aggression:60 sr_threshold:63 rps_threshold:64 max_rejection_probability:63
AdmissionControl.SuccessCriteria http_criteria:e3 grpc_criteria:e2
AdmissionControl.SuccessCriteria.GrpcCriteria grpc_success_status[.u
AdmissionControl.SuccessCriteria.HttpCriteria http_success_status[:xi
>envoy.extensions.filters.http.alternate_protocols_cache.v3.
FilterConfig alternate_protocols_cache_options:3s
>envoy.extensions.filters.http.api_key_auth.v3.
ApiKeyAuth -credentials[:e7 key_sources[:e9 forwarding:e8
ApiKeyAuthPerRoute -credentials[:e7 key_sources[:e9 allowed_clients[ forwarding:e8
Credential key client
Forwarding header hide_credentials.b
KeySource header query cookie
>envoy.extensions.filters.http.aws_lambda.v3.
Config arn payload_passthrough.b invocation_mode@1t host_rewrite credentials_profile credentials:eb
Credentials access_key_id secret_access_key session_token
PerRouteConfig invoke_config:ea
>envoy.extensions.filters.http.aws_request_signing.v3.
AwsRequestSigning service_name region host_rewrite use_unsigned_payload.b match_excluded_headers[:wv signing_algorithm@1u query_string:ee credential_provider:cl match_included_headers[:wv
AwsRequestSigning.QueryString expiration_time~
AwsRequestSigningPerRoute aws_request_signing:ed stat_prefix
>envoy.extensions.filters.http.bandwidth_limit.v3.
BandwidthLimit stat_prefix enable_mode@1v limit_kbps#m! fill_interval~ runtime_enabled:61 enable_response_trailers.b response_trailer_prefix
>envoy.extensions.filters.http.basic_auth.v3.
BasicAuth -users:43 forward_username_header authentication_header
BasicAuthPerRoute -users:43
>envoy.extensions.filters.http.buffer.v3.
Buffer max_request_bytes.u!
BufferPerRoute disabled.b!/0 buffer:ej/0
>envoy.extensions.filters.http.cache.v3.
CacheConfig typed_config? allowed_vary_headers[:wv key_creator_params:em max_body_bytes.u disabled.b! ignore_request_cache_control_header.b
CacheConfig.KeyCreatorParams exclude_scheme.b exclude_host.b query_parameters_included[:8x query_parameters_excluded[:8x
>envoy.extensions.filters.http.cache_v2.v3.
CacheV2Config typed_config? allowed_vary_headers[:wv key_creator_params:eo max_body_bytes.u disabled.b! ignore_request_cache_control_header.b override_upstream_cluster
CacheV2Config.KeyCreatorParams exclude_scheme.b exclude_host.b query_parameters_included[:8x query_parameters_excluded[:8x
>envoy.extensions.filters.http.cdn_loop.v3.
CdnLoopConfig cdn_id max_allowed_occurrences.u
>envoy.extensions.filters.http.checksum.v3alpha.
ChecksumConfig checksums[:er reject_unmatched.b
ChecksumConfig.Checksum path_matcher:wv sha256
>envoy.extensions.filters.http.composite.v3.
Composite named_filter_chains{:ew matcher:zl
CompositePerRoute matcher:zl
DynamicConfig name config_discovery:49
ExecuteFilterAction typed_config:6j dynamic_config:eu sample_percent:62 filter_chain:ew filter_chain_name
FilterChainConfiguration typed_config[:6j
>envoy.extensions.filters.http.compressor.v3.
Compressor content_length.u! content_type[ disable_on_etag_header.b remove_accept_encoding_header.b runtime_enabled:61 compressor_library:6j request_direction_config:ez response_direction_config:f0 choose_first.b
Compressor.CommonDirectionConfig enabled:61 min_content_length.u! content_type[
Compressor.RequestDirectionConfig common_config:ey
Compressor.ResponseDirectionConfig common_config:ey disable_on_etag_header.b remove_accept_encoding_header.b uncompressible_response_codes[.u status_header_enabled.b weaken_etag_on_compress.b
CompressorOverrides response_direction_config:f3 compressor_library:6j
CompressorPerRoute disabled.b!/0 overrides:f1/0
ResponseDirectionOverrides remove_accept_encoding_header.b!
>envoy.extensions.filters.http.connect_grpc_bridge.v3.
FilterConfig
>envoy.extensions.filters.http.cors.v3.
Cors
CorsPolicy allow_origin_string_match[:wv allow_methods allow_headers expose_headers max_age allow_credentials.b! filter_enabled:62 shadow_enabled:62 allow_private_network_access.b! forward_not_matching_preflights.b!
>envoy.extensions.filters.http.credential_injector.v3.
CredentialInjector overwrite.b allow_request_without_credential.b credential:6j
>envoy.extensions.filters.http.csrf.v3.
CsrfPolicy filter_enabled:62 shadow_enabled:62 additional_origins[:wv
>envoy.extensions.filters.http.custom_response.v3.
CustomResponse custom_response_matcher:zl
>envoy.extensions.filters.http.decompressor.v3.
Decompressor decompressor_library:6j request_direction_config:fc response_direction_config:fd
Decompressor.CommonDirectionConfig enabled:61 ignore_no_transform_header.b
Decompressor.RequestDirectionConfig common_config:fb advertise_accept_encoding.b!
Decompressor.ResponseDirectionConfig common_config:fb
>envoy.extensions.filters.http.dynamic_forward_proxy.v3.
FilterConfig dns_cache_config:cu/0 save_upstream_address.b sub_cluster_config:fg/0 allow_dynamic_host_from_filter_state.b
PerRouteConfig host_rewrite_literal!/0 host_rewrite_header!/0
SubClusterConfig cluster_init_timeout~
>envoy.extensions.filters.http.dynamic_modules.v3.
DynamicModuleFilter dynamic_module_config:dg filter_name filter_config? terminal_filter.b
DynamicModuleFilterPerRoute dynamic_module_config:dg per_route_config_name filter_config? filter_name
>envoy.extensions.filters.http.dynamo.v3.
Dynamo
>envoy.extensions.filters.http.ext_authz.v3.
AuthorizationRequest allowed_headers:wm headers_to_add[:4s
AuthorizationResponse allowed_upstream_headers:wm allowed_client_headers:wm allowed_upstream_headers_to_append:wm allowed_client_headers_on_success:wm dynamic_metadata_from_headers:wm
BufferSettings max_request_bytes.u allow_partial_message.b pack_as_bytes.b
CheckSettings -context_extensions{ disable_request_body_buffering.b with_request_body:fm grpc_service:4e/0 http_service:fq/0
ExtAuthz grpc_service:4e/0 failure_mode_allow.b http_service:fq/0 with_request_body:fm clear_route_cache.b status_on_error:xh metadata_context_namespaces[ filter_enabled:62 include_peer_certificate.b deny_at_disable:61 transport_api_version@m stat_prefix filter_enabled_metadata:wn bootstrap_metadata_labels_key typed_metadata_context_namespaces[ allowed_headers:wm include_tls_session.b failure_mode_allow_header_add.b charge_cluster_response_stats.b! route_metadata_context_namespaces[ route_typed_metadata_context_namespaces[ encode_raw_headers.b validate_mutations.b disallowed_headers:wm decoder_header_mutation_rules:3p enable_dynamic_metadata_ingestion.b! filter_metadata*o emit_filter_state_stats.b max_denied_response_body_bytes.u enforce_response_header_limits.b
ExtAuthzPerRoute disabled.b!/0 check_settings:fn/0
HttpService server_uri:5b path_prefix authorization_request:fk authorization_response:fl retry_policy:5x path_override
>envoy.extensions.filters.http.ext_proc.v3.
ExtProcHttpService http_service:5a
ExtProcOverrides processing_mode:fy async_mode.b request_attributes[ response_attributes[ grpc_service:4e metadata_options:fw grpc_initial_metadata[:4s failure_mode_allow.b! processing_request_modifier:6j
ExtProcPerRoute disabled.b!/0 overrides:fs/0
ExternalProcessor grpc_service:4e failure_mode_allow.b processing_mode:fy request_attributes[ response_attributes[ message_timeout~ stat_prefix mutation_rules:3p max_message_timeout~ disable_clear_route_cache.b forward_rules:fv filter_metadata*o allow_mode_override.b disable_immediate_response.b metadata_options:fw observability_mode.b route_cache_action@1w deferred_close_timeout~ http_service:fr send_body_without_waiting_for_header_response.b allowed_override_modes[:fy on_processing_response:6j status_on_error:xh processing_request_modifier:6j allow_content_length_header.b
HeaderForwardingRules allowed_headers:wm disallowed_headers:wm
MetadataOptions forwarding_namespaces:fx receiving_namespaces:fx cluster_metadata_forwarding_namespaces:fx
MetadataOptions.MetadataNamespaces untyped[ typed[
ProcessingMode request_header_mode@1x response_header_mode@1x request_body_mode@1y response_body_mode@1y request_trailer_mode@1x response_trailer_mode@1x
>envoy.extensions.filters.http.fault.v3.
FaultAbort http_status.u!/0 percentage:xd header_abort:g0/0 grpc_status.u!/0
FaultAbort.HeaderAbort
HTTPFault delay:dm abort:fz upstream_cluster headers[:8t downstream_nodes[ max_active_faults.u! response_rate_limit:do delay_percent_runtime abort_percent_runtime delay_duration_runtime abort_http_status_runtime max_active_faults_runtime response_rate_limit_percent_runtime abort_grpc_status_runtime disable_downstream_cluster_stats.b filter_metadata*o
>envoy.extensions.filters.http.file_server.v3.
FileServerConfig manager_config:ch path_mappings[:g5 content_types{ default_content_type directory_behaviors[:g3
FileServerConfig.DirectoryBehavior default_file list:g4
FileServerConfig.DirectoryBehavior.List
FileServerConfig.PathMapping request_path_prefix file_path_prefix
>envoy.extensions.filters.http.file_system_buffer.v3.
BufferBehavior stream_when_possible:gb/0 bypass:g7/0 inject_content_length_if_necessary:ga/0 fully_buffer_and_always_inject_content_length:g9/0 fully_buffer:g8/0
BufferBehavior.Bypass
BufferBehavior.FullyBuffer
BufferBehavior.FullyBufferAndAlwaysInjectContentLength
BufferBehavior.InjectContentLengthIfNecessary
BufferBehavior.StreamWhenPossible
FileSystemBufferFilterConfig manager_config:ch storage_buffer_path! request:gd response:gd
StreamConfig behavior:g6 memory_buffer_bytes_limit#m! storage_buffer_bytes_limit#m! storage_buffer_queue_high_watermark_bytes#m!
>envoy.extensions.filters.http.gcp_authn.v3.
Audience url
GcpAuthnFilterConfig http_uri:5b retry_policy:5x cache_config:gg token_header:gh cluster timeout~
TokenCacheConfig cache_size#m!
TokenHeader name value_prefix
>envoy.extensions.filters.http.geoip.v3.
Geoip xff_config:gk provider:6j custom_header_config:gj
Geoip.CustomHeaderConfig header_name
Geoip.XffConfig xff_num_trusted_hops.u
>envoy.extensions.filters.http.golang.v3alpha.
Config library_id library_path plugin_name plugin_config? merge_policy@1z generic_secrets[:v7
ConfigsPerRoute plugins_config{:gn
RouterPlugin disabled.b!/0 config?/0
>envoy.extensions.filters.http.grpc_field_extraction.v3.
FieldExtractions request_field_extractions{:gq
GrpcFieldExtractionConfig descriptor_set:43 extractions_by_method{:go
RequestFieldValueDisposition dynamic_metadata!
>envoy.extensions.filters.http.grpc_http1_bridge.v3.
Config upgrade_protobuf_to_grpc.b ignore_query_parameters.b
>envoy.extensions.filters.http.grpc_http1_reverse_bridge.v3.
FilterConfig content_type withhold_grpc_frames.b response_size_header
FilterConfigPerRoute disabled.b
>envoy.extensions.filters.http.grpc_json_reverse_transcoder.v3.
GrpcJsonReverseTranscoder descriptor_path descriptor_binary.y max_request_body_size.u! max_response_body_size.u! api_version_header request_json_print_options:gv
GrpcJsonReverseTranscoder.PrintOptions always_print_primitive_fields.b always_print_enums_as_ints.b use_canonical_field_names.b
>envoy.extensions.filters.http.grpc_json_transcoder.v3.
GrpcJsonTranscoder proto_descriptor!/0 services[ print_options:gx proto_descriptor_bin.y!/0 match_incoming_request_route.b ignored_query_parameters[ auto_mapping.b ignore_unknown_query_parameters.b convert_grpc_status.b url_unescape_spec@20 request_validation_options:gy query_param_unescape_plus.b match_unregistered_custom_verb.b case_insensitive_enum_parsing.b max_request_body_size.u! max_response_body_size.u! capture_unknown_query_parameters.b
GrpcJsonTranscoder.PrintOptions add_whitespace.b always_print_primitive_fields.b always_print_enums_as_ints.b preserve_proto_field_names.b stream_newline_delimited.b stream_sse_style_delimited.b
GrpcJsonTranscoder.RequestValidationOptions reject_unknown_method.b reject_unknown_query_parameters.b reject_binding_body_field_collisions.b
UnknownQueryParams key{:h0
UnknownQueryParams.Values values[
>envoy.extensions.filters.http.grpc_stats.v3.
FilterConfig emit_filter_state.b individual_method_stats_allowlist:4b/0 stats_for_all_methods.b!/0 enable_upstream_stats.b replace_dots_in_grpc_service_name.b
FilterObject request_message_count#m response_message_count#m
>envoy.extensions.filters.http.grpc_web.v3.
GrpcWeb
>envoy.extensions.filters.http.gzip.v3.
Gzip memory_level.u! compression_level@21 compression_strategy@22 window_bits.u! compressor:ex chunk_size.u!
Gzip.CompressionLevel
>envoy.extensions.filters.http.header_mutation.v3.
HeaderMutation mutations:h8 most_specific_header_mutations_wins.b
HeaderMutationPerRoute mutations:h8
Mutations request_mutations[:3n response_mutations[:3n query_parameter_mutations[:5g response_trailers_mutations[:3n request_trailers_mutations[:3n
>envoy.extensions.filters.http.header_to_metadata.v3.
Config request_rules[:hb response_rules[:hb stat_prefix
Config.KeyValuePair metadata_namespace key value type@23 encode@24 regex_value_rewrite:ws
Config.Rule header on_header_present:ha on_header_missing:ha remove.b cookie
>envoy.extensions.filters.http.health_check.v3.
HealthCheck pass_through_mode.b! cache_time~ cluster_min_healthy_percentages{:xk headers[:8t
>envoy.extensions.filters.http.ip_tagging.v3.
IPTagging request_type@25 ip_tags[:he ip_tag_header:hf
IPTagging.IPTag ip_tag_name ip_list[:40
IPTagging.IpTagHeader header action@26
>envoy.extensions.filters.http.json_to_metadata.v3.
JsonToMetadata request_rules:hi response_rules:hi
JsonToMetadata.KeyValuePair metadata_namespace key value* type@27 preserve_existing_metadata_value.b
JsonToMetadata.MatchRules rules[:hj allow_content_types[ allow_empty_content_type.b allow_content_types_regex:wt
JsonToMetadata.Rule selectors[:hk on_present:hh on_missing:hh on_error:hh
JsonToMetadata.Selector key!
>envoy.extensions.filters.http.jwt_authn.v3.
ExtractOnlyWithoutValidation
FilterStateRule name requires{:hu
JwksAsyncFetch fast_listener.b failed_refetch_duration~
JwtAuthentication providers{:hs rules[:i0 filter_state_rules:hm bypass_cors_preflight.b requirement_map{:hu strip_failure_response.b stat_prefix
JwtCacheConfig jwt_cache_size.u jwt_max_token_size.u
JwtClaimToHeader header_name claim_name
JwtHeader name value_prefix
JwtProvider issuer audiences[ remote_jwks:hz/0 local_jwks:43/0 forward.b from_headers[:hr from_params[ forward_payload_header payload_in_metadata clock_skew_seconds.u pad_forward_payload_header.b jwt_cache_config:hp from_cookies[ header_in_metadata claim_to_headers[:hq failed_status_in_metadata clear_route_cache.b normalize_payload_in_metadata:ht subjects:wv require_expiration.b max_lifetime~
JwtProvider.NormalizePayload space_delimited_claims[
JwtRequirement provider_name!/0 provider_and_audiences:hy/0 requires_any:hw/0 requires_all:hv/0 allow_missing_or_failed:ya/0 allow_missing:ya/0 extract_only_without_validation:hl/0
JwtRequirementAndList requirements[:hu
JwtRequirementOrList requirements[:hu
PerRouteConfig disabled.b!/0 requirement_name!/0
ProviderWithAudiences provider_name audiences[
RemoteJwks http_uri:5b cache_duration~ async_fetch:hn retry_policy:5x
RequirementRule match:a1 requires:hu/0 requirement_name!/0
>envoy.extensions.filters.http.kill_request.v3.
KillRequest probability:xd kill_request_header direction@28
>envoy.extensions.filters.http.language.v3alpha.
Language default_language supported_languages[ clear_route_cache.b
>envoy.extensions.filters.http.local_ratelimit.v3.
LocalRateLimit stat_prefix status:xh token_bucket:xo filter_enabled:62 filter_enforced:62 response_headers_to_add[:4t descriptors[:cy stage.u request_headers_to_add_when_not_enforced[:4t local_rate_limit_per_downstream_connection.b enable_x_ratelimit_headers@29 vh_rate_limits@2a always_consume_default_token_bucket.b! rate_limited_as_resource_exhausted.b local_cluster_rate_limit:cx rate_limits[:8y max_dynamic_descriptors.u!
>envoy.extensions.filters.http.lua.v3.
Lua inline_code source_codes{:43 default_source_code:43 stat_prefix clear_route_cache.b!
LuaPerRoute disabled.b!/0 name!/0 source_code:43/0 filter_context*o
>envoy.extensions.filters.http.mcp.v3.
Mcp traffic_mode@2b clear_route_cache.b max_request_body_size.u! parser_config:ia request_storage_mode@2c propagate_trace_context:i8 propagate_baggage:i7
Mcp.BaggagePropagationConfig
Mcp.TraceContextPropagationConfig
McpOverride traffic_mode@2b max_request_body_size.u!
ParserConfig methods[:ic group_metadata_key
ParserConfig.AttributeExtractionRule path
ParserConfig.MethodConfig method group extraction_rules[:ib
>envoy.extensions.filters.http.mcp_json_rest_bridge.v3.
HttpRule get put post delete patch body
McpJsonRestBridge server_info:if tool_config:ig
ServerInfo supported_protocol_versions[ description fallback_protocol_version!
ServerToolConfig tools[:ih list_changed.b tool_list_http_rule:id
ToolConfig name http_rule:id
>envoy.extensions.filters.http.mcp_router.v3.
DynamicMetadataSource key:x0
HeaderSource name
IdentityExtractor header:ij dynamic_metadata:ii
McpRouter servers[:im session_identity:io
McpRouter.McpBackend name mcp_cluster:in
McpRouter.McpCluster cluster path timeout~ host_rewrite_literal
SessionIdentity identity:ik validation:ip
ValidationPolicy mode@2d
>envoy.extensions.filters.http.oauth2.v3.
CookieConfig same_site@2e path partitioned.b
CookieConfigs bearer_token_cookie_config:iq oauth_hmac_cookie_config:iq oauth_expires_cookie_config:iq id_token_cookie_config:iq refresh_token_cookie_config:iq oauth_nonce_cookie_config:iq code_verifier_cookie_config:iq
OAuth2 config:it
OAuth2Config token_endpoint:5b authorization_endpoint credentials:iu redirect_uri redirect_path_matcher:wr signout_path:wr forward_bearer_token.b pass_through_matcher[:8t auth_scopes[ resources[ auth_type@2f use_refresh_token.b! default_expires_in~ deny_redirect_matcher[:8t default_refresh_token_expires_in~ preserve_authorization_header.b disable_id_token_set_cookie.b retry_policy:5x disable_access_token_set_cookie.b disable_refresh_token_set_cookie.b cookie_configs:ir stat_prefix end_session_endpoint csrf_token_expires_in~ code_verifier_token_expires_in~ disable_token_encryption.b allow_failed_matcher[:8t
OAuth2Credentials client_id token_secret:v7 hmac_secret:v7 cookie_names:iv cookie_domain
OAuth2Credentials.CookieNames bearer_token oauth_hmac oauth_expires id_token refresh_token oauth_nonce code_verifier
OAuth2PerRoute config:it
>envoy.extensions.filters.http.on_demand.v3.
OnDemand odcds:iy
OnDemandCds source:41 resources_locator timeout~
PerRouteConfig odcds:iy
>envoy.extensions.filters.http.original_src.v3.
OriginalSrc mark.u
>envoy.extensions.filters.http.peak_ewma.v3alpha.
PeakEwmaConfig
>envoy.extensions.filters.http.proto_api_scrubber.v3.
DescriptorSet data_source:43
MessageRestrictions config:j7 field_restrictions{:j7
MethodRestrictions request_field_restrictions{:j7 response_field_restrictions{:j7 method_restriction:j7
ProtoApiScrubberConfig descriptor_set:j2 restrictions:j8 filtering_mode@2g scrub_unknown_fields.b
RemoveFieldAction
RestrictionConfig matcher:zl
Restrictions method_restrictions{:j4 message_restrictions{:j3
>envoy.extensions.filters.http.proto_message_extraction.v3.
MethodExtraction request_extraction_by_field{@2h response_extraction_by_field{@2h
ProtoMessageExtractionConfig data_source:43/0 proto_descriptor_typed_metadata!/0 mode@2i extraction_by_method{:j9
>envoy.extensions.filters.http.rate_limit_quota.v3.
RateLimitQuotaBucketSettings bucket_id_builder:jc reporting_interval~ deny_response_settings:je no_assignment_behavior:jh expired_assignment_behavior:jf
RateLimitQuotaBucketSettings.BucketIdBuilder bucket_id_builder{:jd
RateLimitQuotaBucketSettings.BucketIdBuilder.ValueBuilder string_value!/0 custom_value:6j/0
RateLimitQuotaBucketSettings.DenyResponseSettings http_status:xh http_body.y! grpc_status:yb response_headers_to_add[:4t
RateLimitQuotaBucketSettings.ExpiredAssignmentBehavior expired_assignment_behavior_timeout~ fallback_rate_limit:xl/0 reuse_last_assignment:jg/0
RateLimitQuotaBucketSettings.ExpiredAssignmentBehavior.ReuseLastAssignment
RateLimitQuotaBucketSettings.NoAssignmentBehavior fallback_rate_limit:xl
RateLimitQuotaFilterConfig rlqs_server:4e domain bucket_matchers:zl filter_enabled:62 filter_enforced:62 request_headers_to_add_when_not_enforced[:4t
RateLimitQuotaOverride domain bucket_matchers:zl
>envoy.extensions.filters.http.ratelimit.v3.
RateLimit domain stage.u request_type timeout~ failure_mode_deny.b rate_limited_as_resource_exhausted.b rate_limit_service:8a enable_x_ratelimit_headers@2j disable_x_envoy_ratelimited_header.b rate_limited_status:xh response_headers_to_add[:4t status_on_error:xh stat_prefix filter_enabled:62 filter_enforced:62 failure_mode_deny_percent:62 rate_limits[:8y
RateLimitPerRoute vh_rate_limits@2k override_option@2l rate_limits[:8y domain
>envoy.extensions.filters.http.rbac.v3.
RBAC rules:8i shadow_rules:8i shadow_rules_stat_prefix matcher:zl shadow_matcher:zl rules_stat_prefix track_per_rule_stats.b
RBACPerRoute rbac:jm
>envoy.extensions.filters.http.router.v3.
Router dynamic_stats.b! start_child_span.b upstream_log[:1d suppress_envoy_headers.b strict_check_headers[ respect_expected_rq_timeout.b suppress_grpc_request_failure_code_stats.b upstream_http_filters[:m0 upstream_log_options:jp reject_connect_request_early_data.b!
Router.UpstreamAccessLogOptions flush_upstream_log_on_upstream_stream.b upstream_log_flush_interval~
>envoy.extensions.filters.http.set_filter_state.v3.
Config on_request_headers[:ds clear_route_cache.b
>envoy.extensions.filters.http.set_metadata.v3.
Config metadata_namespace value*o metadata[:js
Metadata metadata_namespace allow_overwrite.b value*o typed_value?
>envoy.extensions.filters.http.sse_to_metadata.v3.
SseToMetadata response_rules:ju
SseToMetadata.ProcessingRules content_parser:6j max_event_size.u!
>envoy.extensions.filters.http.stateful_session.v3.
StatefulSession session_state:6j strict.b stat_prefix
StatefulSessionPerRoute disabled.b!/0 stateful_session:jv/0
>envoy.extensions.filters.http.sxg.v3alpha.
SXG certificate:v7 private_key:v7 duration~ mi_record_size#m cbor_url validity_url client_can_accept_sxg_header should_encode_sxg_header header_prefix_filters[
>envoy.extensions.filters.http.tap.v3.
Tap common_config:d3 record_headers_received_time.b record_downstream_connection.b record_upstream_connection.b
>envoy.extensions.filters.http.thrift_to_metadata.v3.
FieldSelector name id.i child:jz
KeyValuePair metadata_namespace key value*
Rule field@2m field_selector:jz method_name on_present:k0 on_missing:k0
ThriftToMetadata request_rules[:k1 response_rules[:k1 transport@2n protocol@2o allow_content_types[ allow_empty_content_type.b
ThriftToMetadataPerRoute request_rules[:k1 response_rules[:k1
>envoy.extensions.filters.http.transform.v3.
BodyTransformation body_format:6e action@2p
TransformConfig request_transformation:k6 response_transformation:k6 clear_cluster_cache.b clear_route_cache.b
Transformation headers_mutations[:3n body_transformation:k4
>envoy.extensions.filters.http.upstream_codec.v3.
UpstreamCodec
>envoy.extensions.filters.http.wasm.v3.
Wasm config:vx
>envoy.extensions.filters.listener.dynamic_modules.v3.
DynamicModuleListenerFilter dynamic_module_config:dg filter_name filter_config?
>envoy.extensions.filters.listener.http_inspector.v3.
HttpInspector
>envoy.extensions.filters.listener.local_ratelimit.v3.
LocalRateLimit stat_prefix token_bucket:xo runtime_enabled:61
>envoy.extensions.filters.listener.original_dst.v3.
OriginalDst
>envoy.extensions.filters.listener.original_src.v3.
OriginalSrc bind_port.b mark.u
>envoy.extensions.filters.listener.postgres_inspector.v3alpha.
PostgresInspector enable_metadata_extraction.b! max_startup_message_size.u! startup_timeout~
StartupMetadata user database application_name
>envoy.extensions.filters.listener.proxy_protocol.v3.
ProxyProtocol rules[:ki allow_requests_without_proxy_protocol.b pass_through_tlvs:5p disallowed_versions[@s stat_prefix tlv_location@2q
ProxyProtocol.KeyValuePair metadata_namespace key
ProxyProtocol.Rule tlv_type.u on_tlv_present:kh
>envoy.extensions.filters.listener.set_filter_state.v3.
Config on_accept[:ds
>envoy.extensions.filters.listener.tls_inspector.v3.
TlsInspector enable_ja3_fingerprinting.b! initial_read_buffer_size.u! enable_ja4_fingerprinting.b! close_connection_on_client_hello_parsing_errors.b max_client_hello_size.u!
>envoy.extensions.filters.network.client_ssl_auth.v3.
ClientSSLAuth auth_api_cluster stat_prefix refresh_delay~ ip_white_list[:40
>envoy.extensions.filters.network.connection_limit.v3.
ConnectionLimit stat_prefix max_connections#m! delay~ runtime_enabled:61
>envoy.extensions.filters.network.direct_response.v3.
Config response:43
>envoy.extensions.filters.network.dubbo_proxy.router.v3.
Router
>envoy.extensions.filters.network.dubbo_proxy.v3.
Drds config_source:41 route_config_name
DubboFilter name config?
DubboProxy stat_prefix protocol_type@2r serialization_type@2s route_config[:kx dubbo_filters[:kq drds:kp/0 multiple_route_config:ku/0
MethodMatch name:wv params_match{:kt
MethodMatch.ParameterMatchSpecifier exact_match!/0 range_match:xj/0
MultipleRouteConfiguration name route_config[:kx
Route match:ky route:kw
RouteAction cluster!/0 weighted_clusters:ac/0 metadata_match:5j
RouteConfiguration name interface group version routes[:kv
RouteMatch method:ks headers[:8t
>envoy.extensions.filters.network.dynamic_modules.v3.
DynamicModuleNetworkFilter dynamic_module_config:dg filter_name filter_config? terminal_filter.b
>envoy.extensions.filters.network.echo.v3.
Echo
>envoy.extensions.filters.network.ext_authz.v3.
ExtAuthz stat_prefix grpc_service:4e failure_mode_allow.b include_peer_certificate.b transport_api_version@m filter_enabled_metadata:wn bootstrap_metadata_labels_key include_tls_session.b send_tls_alert_on_denial.b metadata_context_namespaces[ typed_metadata_context_namespaces[
>envoy.extensions.filters.network.ext_proc.v3.
MetadataOptions forwarding_namespaces:l3
MetadataOptions.MetadataNamespaces untyped[ typed[
NetworkExternalProcessor grpc_service:4e failure_mode_allow.b processing_mode:l5 message_timeout~ stat_prefix metadata_options:l2
ProcessingMode process_read@2t process_write@2t
>envoy.extensions.filters.network.generic_proxy.action.v3.
RouteAction cluster!/0 weighted_clusters:ac/0 metadata:5j per_filter_config{? name timeout~ retry_policy:5x
>envoy.extensions.filters.network.generic_proxy.codecs.dubbo.v3.
DubboCodecConfig
>envoy.extensions.filters.network.generic_proxy.codecs.http1.v3.
Http1CodecConfig single_frame_mode.b! max_buffer_size.u!
>envoy.extensions.filters.network.generic_proxy.codecs.kafka.v3.
KafkaCodecConfig
>envoy.extensions.filters.network.generic_proxy.matcher.v3.
HostMatchInput
KeyValueMatchEntry name string_match:wv
MethodMatchInput
PathMatchInput
PropertyMatchInput property_name
RequestMatchInput
RequestMatcher host:wv path:wv method:wv properties[:lb
ServiceMatchInput
>envoy.extensions.filters.network.generic_proxy.router.v3.
Router bind_upstream_connection.b
>envoy.extensions.filters.network.generic_proxy.v3.
GenericProxy stat_prefix codec_config:6j generic_rds:lk/0 route_config:ll/0 filters[:6j tracing:ly access_log[:1d
GenericRds config_source:41 route_config_name
RouteConfiguration name routes:zl virtual_hosts[:lm
VirtualHost name hosts[ routes:zl
>envoy.extensions.filters.network.geoip.v3.
Geoip stat_prefix provider:6j client_ip
>envoy.extensions.filters.network.golang.v3alpha.
Config is_terminal_filter.b library_id library_path plugin_name plugin_config?
>envoy.extensions.filters.network.http_connection_manager.v3.
EnvoyMobileHttpConnectionManager config:lr
ForwardProtoConfig https_destination_ports[.u http_destination_ports[.u
HttpConnectionManager codec_type@2u stat_prefix rds:m2/0 route_config:9z/0 http_filters[:m0 add_user_agent.b! tracing:ly http_protocol_options:53 http2_protocol_options:56 server_name drain_timeout~ access_log[:1d use_remote_address.b! generate_request_id.b! forward_client_cert_details@2v set_current_client_cert_details:lx proxy_100_continue.b xff_num_trusted_hops.u represent_ipv4_remote_address_as_ipv4_mapped_ipv6.b skip_xff_append.b via upgrade_configs[:lz stream_idle_timeout~ internal_address_config:lu delayed_close_timeout~ request_timeout~ max_request_headers_kb.u! normalize_path.b! scoped_routes:m7/0 preserve_external_request_id.b merge_slashes.b server_header_transformation@2w common_http_protocol_options:59 request_id_extension:m3 always_set_request_id_in_response.b local_reply_config:m1 strip_matching_host_port.b stream_error_on_invalid_http_message.b! request_headers_timeout~ strip_any_host_port.b! path_normalization_options:lv http3_protocol_options:58 path_with_escaped_slashes_action@2x original_ip_detection_extensions[:6j strip_trailing_host_dot.b scheme_header_transformation:65 proxy_status_config:lw typed_header_validation_config:6j append_x_forwarded_port.b early_header_mutation_extensions[:6j add_proxy_protocol_connection_state.b! access_log_flush_interval~ flush_access_log_on_new_request.b access_log_options:lt append_local_overload.b http1_safe_max_connection_duration.b stream_flush_timeout~ forward_client_cert_matcher:zl forward_proto_config:lq
HttpConnectionManager.ForwardClientCertConfig forward_client_cert_details@2v set_current_client_cert_details:lx
HttpConnectionManager.HcmAccessLogOptions access_log_flush_interval~ flush_access_log_on_new_request.b flush_log_on_tunnel_successfully_established.b
HttpConnectionManager.InternalAddressConfig unix_sockets.b cidr_ranges[:40
HttpConnectionManager.PathNormalizationOptions forwarding_transformation:w6 http_filter_transformation:w6
HttpConnectionManager.ProxyStatusConfig remove_details.b remove_connection_termination_details.b remove_response_flags.b set_recommended_response_code.b use_node_id.b!/0 literal_proxy_name!/0
HttpConnectionManager.SetCurrentClientCertDetails subject.b! cert.b dns.b uri.b chain.b format@2y
HttpConnectionManager.Tracing client_sampling:xk random_sampling:xk overall_sampling:xk verbose.b max_path_tag_length.u! custom_tags[:x7 provider:az spawn_upstream_span.b! operation upstream_operation no_context_propagation.b
HttpConnectionManager.UpgradeConfig upgrade_type filters[:m0 enabled.b!
HttpFilter name typed_config?/0 config_discovery:49/0 is_optional.b disabled.b
LocalReplyConfig mappers[:m4 body_format:6e
Rds config_source:41 route_config_name
RequestIDExtension typed_config?
ResponseMapper filter:1e status_code.u! body:43 body_format_override:6e headers_to_add[:4t
ScopedRds scoped_rds_config_source:41 srds_resources_locator
ScopedRouteConfigurationsList scoped_route_configurations[:a5
ScopedRoutes name scope_key_builder:m8 rds_config_source:41 scoped_route_configurations_list:m6/0 scoped_rds:m5/0
ScopedRoutes.ScopeKeyBuilder fragments[:m9
ScopedRoutes.ScopeKeyBuilder.FragmentBuilder header_value_extractor:ma
ScopedRoutes.ScopeKeyBuilder.FragmentBuilder.HeaderValueExtractor name element_separator index.u!/0 element:mb/0
ScopedRoutes.ScopeKeyBuilder.FragmentBuilder.HeaderValueExtractor.KvElement separator key
>envoy.extensions.filters.network.kafka_broker.v3.
IdBasedBrokerRewriteRule id.u host port.u
IdBasedBrokerRewriteSpec rules[:mc
KafkaBroker stat_prefix force_response_rewrite.b id_based_broker_address_rewrite_spec:md api_keys_allowed[.u api_keys_denied[.u
>envoy.extensions.filters.network.kafka_mesh.v3alpha.
ForwardingRule target_cluster topic_prefix!
KafkaClusterDefinition cluster_name bootstrap_servers partition_count.i producer_config{ consumer_config{
KafkaMesh advertised_host advertised_port.i upstream_clusters[:mg forwarding_rules[:mf consumer_proxy_mode@2z
>envoy.extensions.filters.network.local_ratelimit.v3.
LocalRateLimit stat_prefix token_bucket:xo runtime_enabled:61 share_key
>envoy.extensions.filters.network.mongo_proxy.v3.
MongoProxy stat_prefix access_log delay:dm emit_dynamic_metadata.b commands[
>envoy.extensions.filters.network.mysql_proxy.v3.
MySQLProxy stat_prefix access_log
>envoy.extensions.filters.network.peer_metadata.v3.
Config baggage_key
UpstreamConfig
>envoy.extensions.filters.network.postgres_proxy.v3alpha.
PostgresProxy stat_prefix enable_sql_parsing.b! terminate_ssl.b upstream_ssl@30 downstream_ssl@30
>envoy.extensions.filters.network.ratelimit.v3.
RateLimit stat_prefix domain descriptors[:cz timeout~ failure_mode_deny.b rate_limit_service:8a
>envoy.extensions.filters.network.rbac.v3.
RBAC rules:8i shadow_rules:8i stat_prefix enforcement_type@31 shadow_rules_stat_prefix matcher:zl shadow_matcher:zl delay_deny~
>envoy.extensions.filters.network.redis_proxy.v3.
AwsIam credential_provider:cl cache_name service_name region expiration_time~
RedisExternalAuthProvider grpc_service:4e enable_auth_expiration.b
RedisProtocolOptions -auth_password:43 -auth_username:43 aws_iam:mq credentials[:mt
RedisProtocolOptions.Credential address:3q -auth_password:43 -auth_username:43
RedisProxy stat_prefix settings:mv latency_in_micros.b prefix_routes:mx -downstream_auth_password:43 -downstream_auth_username:43 faults[:n1 -downstream_auth_passwords[:43 external_auth_provider:mr custom_commands[
RedisProxy.ConnPoolSettings op_timeout~ enable_hashtagging.b enable_redirection.b max_buffer_size_before_flush.u buffer_flush_timeout~ max_upstream_unknown_connections.u! read_policy@32 enable_command_stats.b dns_cache_config:cu connection_rate_limit:mw
RedisProxy.ConnectionRateLimit connection_rate_limit_per_sec.u
RedisProxy.PrefixRoutes routes[:my case_insensitive.b catch_all_route:my
RedisProxy.PrefixRoutes.Route prefix remove_prefix.b cluster request_mirror_policy[:n0 key_formatter read_command_policy:mz
RedisProxy.PrefixRoutes.Route.ReadCommandPolicy cluster
RedisProxy.PrefixRoutes.Route.RequestMirrorPolicy cluster runtime_fraction:62 exclude_read_commands.b
RedisProxy.RedisFault fault_type@33 fault_enabled:62 delay~ commands[
>envoy.extensions.filters.network.reverse_tunnel.v3.
DrainAwareHttpConnectionManager hcm_config:lr
ReverseTunnel ping_interval~ auto_close_connections.b request_path request_method@p validation:n4 required_cluster_name
Validation node_id_format cluster_id_format emit_dynamic_metadata.b dynamic_metadata_namespace tenant_id_format
>envoy.extensions.filters.network.rocketmq_proxy.v3.
RocketmqProxy stat_prefix route_config:n8 transient_object_life_span~ develop_mode.b
Route match:n9 route:n7
RouteAction cluster metadata_match:5j
RouteConfiguration name routes[:n6
RouteMatch topic:wv headers[:8t
>envoy.extensions.filters.network.set_filter_state.v3.
Config on_new_connection[:ds on_downstream_tls_handshake[:ds on_downstream_data[:ds
>envoy.extensions.filters.network.sip_proxy.router.v3alpha.
Router
>envoy.extensions.filters.network.sip_proxy.tra.v3alpha.
CreateRequest data{ context{
CreateResponse
DeleteRequest key context{
DeleteResponse
RetrieveRequest key context{
RetrieveResponse data{
SubscribeRequest
SubscribeResponse data{
TraServiceConfig grpc_service:4e transport_api_version@m timeout~
TraServiceRequest type create_request:nc/0 update_request:nn/0 retrieve_request:ng/0 delete_request:ne/0 subscribe_request:ni/0
TraServiceResponse type ret.i reason create_response:nd/0 update_response:no/0 retrieve_response:nh/0 delete_response:nf/0 subscribe_response:nj/0
UpdateRequest data{ context{
UpdateResponse
>envoy.extensions.filters.network.sip_proxy.v3alpha.
Cache max_cache_item.i add_query_to_cache.b
CustomizedAffinity entries[:nr stop_load_balance.b
CustomizedAffinityEntry header key_name subscribe.b query.b cache:np
LocalService domain parameter
Route match:nw route:nu
RouteAction cluster!
RouteConfiguration name routes[:nt
RouteMatch domain! header parameter
SipFilter name typed_config?
SipProtocolOptions session_affinity.b registration_affinity.b customized_affinity:nq
SipProxy stat_prefix route_config:nv sip_filters[:nx settings:o0
SipProxy.SipSettings transaction_timeout~ local_services[:ns tra_service_config:nk operate_via.b
>envoy.extensions.filters.network.sni_cluster.v3.
SniCluster
>envoy.extensions.filters.network.sni_dynamic_forward_proxy.v3.
FilterConfig dns_cache_config:cu port_value.u! save_upstream_address.b
>envoy.extensions.filters.network.tcp_proxy.v3.
TcpProxy stat_prefix cluster!/0 downstream_idle_timeout~ upstream_idle_timeout~ access_log[:1d max_connect_attempts.u! idle_timeout~ metadata_match:5j weighted_clusters:o7/0 hash_policy[:xe tunneling_config:o6 max_downstream_connection_duration~ on_demand:o4 access_log_flush_interval~ flush_access_log_on_connected.b access_log_options:o5 backoff_options:3w proxy_protocol_tlvs[:6h max_downstream_connection_duration_jitter_percentage:xk upstream_connect_mode@34 max_early_data_bytes.u! proxy_protocol_tlv_merge_policy@35
TcpProxy.OnDemand odcds_config:41 resources_locator timeout~
TcpProxy.TcpAccessLogOptions access_log_flush_interval~ flush_access_log_on_connected.b flush_access_log_on_start.b
TcpProxy.TunnelingConfig hostname use_post.b headers_to_add[:4t propagate_response_headers.b post_path propagate_response_trailers.b request_id_extension:m3 request_id_header request_id_metadata_key
TcpProxy.WeightedCluster clusters[:o8
TcpProxy.WeightedCluster.ClusterWeight name weight.u metadata_match:5j
>envoy.extensions.filters.network.thrift_proxy.filters.header_to_metadata.v3.
HeaderToMetadata request_rules[:ob
HeaderToMetadata.KeyValuePair metadata_namespace key value!/0 regex_value_rewrite:ws/0 type@36 encode@37
HeaderToMetadata.Rule header on_present:oa on_missing:oa remove.b
>envoy.extensions.filters.network.thrift_proxy.filters.payload_to_metadata.v3.
PayloadToMetadata request_rules[:of
PayloadToMetadata.FieldSelector name id.i child:od
PayloadToMetadata.KeyValuePair metadata_namespace key value!/0 regex_value_rewrite:ws/0 type@38
PayloadToMetadata.Rule method_name!/0 service_name!/0 field_selector:od on_present:oe on_missing:oe
>envoy.extensions.filters.network.thrift_proxy.filters.ratelimit.v3.
RateLimit domain stage.u timeout~ failure_mode_deny.b rate_limit_service:8a
>envoy.extensions.filters.network.thrift_proxy.router.v3.
Router close_downstream_on_upstream_error.b!
>envoy.extensions.filters.network.thrift_proxy.v3.
Route match:om route:oj
RouteAction cluster!/0 weighted_clusters:or/0 metadata_match:5j rate_limits[:8y strip_service_name.b cluster_header!/0 request_mirror_policies[:ok
RouteAction.RequestMirrorPolicy cluster runtime_fraction:62
RouteConfiguration name routes[:oi validate_clusters.b!
RouteMatch method_name!/0 service_name!/0 invert.b headers[:8t
ThriftFilter name typed_config?
ThriftProtocolOptions transport@2n protocol@2o
ThriftProxy stat_prefix transport@2n protocol@2o route_config:ol thrift_filters[:on payload_passthrough.b max_requests_per_connection.u! trds:oq access_log[:1d header_keys_preserve_case.b
Trds config_source:41 route_config_name
WeightedCluster clusters[:os
WeightedCluster.ClusterWeight name weight.u! metadata_match:5j
>envoy.extensions.filters.network.wasm.v3.
Wasm config:vx
>envoy.extensions.filters.network.zookeeper_proxy.v3.
LatencyThresholdOverride opcode@39 threshold~
ZooKeeperProxy stat_prefix access_log max_packet_bytes.u! enable_latency_threshold_metrics.b default_latency_threshold~ latency_threshold_overrides[:ou enable_per_opcode_request_bytes_metrics.b enable_per_opcode_response_bytes_metrics.b enable_per_opcode_decoder_error_metrics.b
>envoy.extensions.filters.udp.dns_filter.v3.
DnsFilterConfig stat_prefix server_config:oy client_config:ox access_log[:1d
DnsFilterConfig.ClientContextConfig resolver_timeout~ upstream_resolvers[:3q max_pending_lookups#m typed_dns_resolver_config:6j dns_resolution_config:44
DnsFilterConfig.ServerContextConfig inline_dns_table:b4/0 external_dns_table:43/0
>envoy.extensions.filters.udp.dynamic_modules.v3.
DynamicModuleUdpListenerFilter dynamic_module_config:dg filter_name filter_config?
>envoy.extensions.filters.udp.udp_proxy.session.dynamic_forward_proxy.v3.
FilterConfig stat_prefix dns_cache_config:cu buffer_options:p1
FilterConfig.BufferOptions max_buffered_datagrams.u! max_buffered_bytes#m!
>envoy.extensions.filters.udp.udp_proxy.session.http_capsule.v3.
FilterConfig
>envoy.extensions.filters.udp.udp_proxy.v3.
Route cluster
UdpProxyConfig stat_prefix cluster!/0 idle_timeout~ use_original_src_ip.b hash_policies[:p5 upstream_socket_config:6k use_per_packet_load_balancing.b access_log[:1d matcher:zl/0 proxy_access_log[:1d session_filters[:p6 tunneling_config:p8 access_log_options:p7
UdpProxyConfig.HashPolicy source_ip.b!/0 key!/0
UdpProxyConfig.SessionFilter name typed_config?/0 config_discovery:49/0
UdpProxyConfig.UdpAccessLogOptions access_log_flush_interval~ flush_access_log_on_tunnel_connected.b
UdpProxyConfig.UdpTunnelingConfig proxy_host proxy_port.u! target_host default_target_port.u use_post.b post_path retry_options:pa headers_to_add[:4t buffer_options:p9 propagate_response_headers.b propagate_response_trailers.b
UdpProxyConfig.UdpTunnelingConfig.BufferOptions max_buffered_datagrams.u! max_buffered_bytes#m!
UdpProxyConfig.UdpTunnelingConfig.RetryOptions max_connect_attempts.u! backoff_options:3w
>envoy.extensions.formatter.cel.v3.
Cel
>envoy.extensions.formatter.file_content.v3.
FileContent
>envoy.extensions.formatter.generic_secret.v3.
GenericSecret secret_configs{:v7
>envoy.extensions.formatter.metadata.v3.
Metadata
>envoy.extensions.formatter.req_without_query.v3.
ReqWithoutQuery
>envoy.extensions.geoip_providers.common.v3.
CommonGeoipProviderConfig geo_headers_to_add:pi geo_field_keys:ph
CommonGeoipProviderConfig.GeolocationFieldKeys country city region asn anon anon_vpn anon_hosting anon_tor anon_proxy isp apple_private_relay asn_org
CommonGeoipProviderConfig.GeolocationHeadersToAdd country city region asn is_anon anon_vpn anon_hosting anon_tor anon_proxy isp apple_private_relay anon asn_org
>envoy.extensions.geoip_providers.maxmind.v3.
MaxMindConfig city_db_path asn_db_path anon_db_path common_provider_config:pg isp_db_path country_db_path
>envoy.extensions.grpc_service.call_credentials.access_token.v3.
AccessTokenCredentials token
>envoy.extensions.grpc_service.call_credentials.file_based_metadata.v3.
FileBasedMetadataCallCredentials -secret_data:43 header_key header_prefix
>envoy.extensions.grpc_service.call_credentials.google_compute_engine.v3.
GoogleComputeEngineCredentials
>envoy.extensions.grpc_service.call_credentials.google_iam.v3.
GoogleIamCredentials authorization_token authority_selector
>envoy.extensions.grpc_service.call_credentials.google_refresh_token.v3.
GoogleRefreshTokenCredentials token
>envoy.extensions.grpc_service.call_credentials.service_account_jwt_access.v3.
ServiceAccountJwtAccessCredentials json_key token_lifetime~
>envoy.extensions.grpc_service.call_credentials.sts_service.v3.
StsServiceCredentials token_exchange_service_uri resource audience scope requested_token_type subject_token_path subject_token_type actor_token_path actor_token_type
>envoy.extensions.grpc_service.channel_credentials.google_default.v3.
GoogleDefaultCredentials
>envoy.extensions.grpc_service.channel_credentials.insecure.v3.
InsecureCredentials
>envoy.extensions.grpc_service.channel_credentials.local.v3.
LocalCredentials
>envoy.extensions.grpc_service.channel_credentials.tls.v3.
TlsCredentials root_certificate_provider:v0 identity_certificate_provider:v0
>envoy.extensions.grpc_service.channel_credentials.xds.v3.
XdsCredentials fallback_credentials?
>envoy.extensions.health_check.event_sinks.file.v3.
HealthCheckEventFileSink event_log_path
>envoy.extensions.health_checkers.redis.v3.
Redis key aws_iam:mq
>envoy.extensions.health_checkers.thrift.v3.
Thrift method_name transport@2n protocol@2o
>envoy.extensions.http.cache.file_system_http_cache.v3.
FileSystemHttpCacheConfig manager_config:ch cache_path max_cache_size_bytes#m! max_individual_cache_entry_size_bytes#m! max_cache_entry_count#m! cache_subdivisions.u evict_fraction.f max_eviction_period~ min_eviction_period~ create_cache_path.b
>envoy.extensions.http.cache.simple_http_cache.v3.
SimpleHttpCacheConfig
>envoy.extensions.http.cache_v2.file_system_http_cache.v3.
FileSystemHttpCacheV2Config manager_config:ch cache_path max_cache_size_bytes#m! max_individual_cache_entry_size_bytes#m! max_cache_entry_count#m! cache_subdivisions.u evict_fraction.f max_eviction_period~ min_eviction_period~ create_cache_path.b
>envoy.extensions.http.cache_v2.simple_http_cache.v3.
SimpleHttpCacheV2Config
>envoy.extensions.http.custom_response.local_response_policy.v3.
LocalResponsePolicy body:43 body_format:6e status_code.u! response_headers_to_add[:4t
>envoy.extensions.http.custom_response.redirect_policy.v3.
RedirectPolicy uri!/0 redirect_action:9f/0 status_code.u! response_headers_to_add[:4t request_headers_to_add[:4t modify_request_headers_action:6j
>envoy.extensions.http.early_header_mutation.header_mutation.v3.
HeaderMutation mutations[:3n
>envoy.extensions.http.ext_proc.processing_request_modifiers.mapped_attribute_builder.v3.
MappedAttributeBuilder mapped_request_attributes{ mapped_response_attributes{
>envoy.extensions.http.ext_proc.response_processors.save_processing_response.v3.
SaveProcessingResponse filter_state_name_suffix save_request_headers:q8 save_response_headers:q8 save_request_trailers:q8 save_response_trailers:q8 save_immediate_response:q8
SaveProcessingResponse.SaveOptions save_response.b save_on_error.b
>envoy.extensions.http.header_formatters.preserve_case.v3.
PreserveCaseFormatterConfig forward_reason_phrase.b formatter_type_on_envoy_headers@3a
>envoy.extensions.http.header_validators.envoy_default.v3.
HeaderValidatorConfig http1_protocol_options:qb uri_path_normalization_options:qc restrict_http_methods.b headers_with_underscores_action@3b strip_fragment_from_path.b
HeaderValidatorConfig.Http1ProtocolOptions allow_chunked_length.b
HeaderValidatorConfig.UriPathNormalizationOptions skip_path_normalization.b skip_merging_slashes.b path_with_escaped_slashes_action@3c
>envoy.extensions.http.injected_credentials.generic.v3.
Generic credential:v7 header header_value_prefix
>envoy.extensions.http.injected_credentials.oauth2.v3.
OAuth2 token_endpoint:5b scopes[ client_credentials:qf token_fetch_retry_interval~ endpoint_params[:qg
OAuth2.ClientCredentials client_id client_secret:v7 auth_type@3d
OAuth2.EndpointParameter name value
>envoy.extensions.http.original_ip_detection.custom_header.v3.
CustomHeaderConfig header_name allow_extension_to_set_address_as_trusted.b reject_with_status:xh
>envoy.extensions.http.original_ip_detection.xff.v3.
XffConfig xff_num_trusted_hops.u xff_trusted_cidrs:qj skip_xff_append.b!
XffTrustedCidrs cidrs[:40
>envoy.extensions.http.stateful_session.cookie.v3.
CookieBasedSessionState cookie:w4
>envoy.extensions.http.stateful_session.envelope.v3.
EnvelopeSessionState header:qm
EnvelopeSessionState.Header name
>envoy.extensions.http.stateful_session.header.v3.
HeaderBasedSessionState name
>envoy.extensions.internal_redirect.allow_listed_routes.v3.
AllowListedRoutesConfig allowed_route_names[
>envoy.extensions.internal_redirect.previous_routes.v3.
PreviousRoutesConfig
>envoy.extensions.internal_redirect.safe_cross_scheme.v3.
SafeCrossSchemeConfig
>envoy.extensions.key_value.file_based.v3.
FileBasedKeyValueStoreConfig filename flush_interval~ max_entries.u!
>envoy.extensions.load_balancing_policies.client_side_weighted_round_robin.v3.
ClientSideWeightedRoundRobin enable_oob_load_report.b! oob_reporting_period~ blackout_period~ weight_expiration_period~ weight_update_period~ error_utilization_penalty.f! metric_names_for_computing_utilization[ slow_start_config:qz
>envoy.extensions.load_balancing_policies.cluster_provided.v3.
ClusterProvided
>envoy.extensions.load_balancing_policies.common.v3.
ConsistentHashingLbConfig use_hostname_for_hashing.b hash_balance_factor.u! hash_policy[:9o
LocalityLbConfig zone_aware_lb_config:qx/0 locality_weighted_lb_config:qw/0
LocalityLbConfig.LocalityWeightedLbConfig
LocalityLbConfig.ZoneAwareLbConfig routing_enabled:xk min_cluster_size#m! fail_traffic_on_panic.b force_locality_direct_routing.b force_local_zone:qy locality_basis@3e
LocalityLbConfig.ZoneAwareLbConfig.ForceLocalZone min_size.u!
SlowStartConfig slow_start_window~ aggression:60 min_weight_percent:xk
>envoy.extensions.load_balancing_policies.dynamic_modules.v3.
DynamicModulesLoadBalancerConfig dynamic_module_config:dg lb_policy_name lb_policy_config?
>envoy.extensions.load_balancing_policies.least_request.v3.
LeastRequest choice_count.u! active_request_bias:60 slow_start_config:qz locality_lb_config:qv enable_full_scan.b! selection_method@3f
>envoy.extensions.load_balancing_policies.maglev.v3.
Maglev table_size#m! consistent_hashing_lb_config:qu locality_weighted_lb_config:qw
>envoy.extensions.load_balancing_policies.override_host.v3.
OverrideHost override_host_sources[:r4 selected_host_key:x0 fallback_policy:32
OverrideHost.OverrideHostSource header metadata:x0
>envoy.extensions.load_balancing_policies.peak_ewma.v3alpha.
PeakEwma decay_time~ aggregation_interval~ max_samples_per_host.u! default_rtt~ penalty_value.f!
>envoy.extensions.load_balancing_policies.pick_first.v3.
PickFirst shuffle_address_list.b
>envoy.extensions.load_balancing_policies.random.v3.
Random locality_lb_config:qv
>envoy.extensions.load_balancing_policies.random_subsetting.v3.
RandomSubsetting subset_size.u! child_policy:32
>envoy.extensions.load_balancing_policies.ring_hash.v3.
RingHash hash_function@3g minimum_ring_size#m! maximum_ring_size#m! use_hostname_for_hashing.b hash_balance_factor.u! consistent_hashing_lb_config:qu locality_weighted_lb_config:qw
>envoy.extensions.load_balancing_policies.round_robin.v3.
RoundRobin slow_start_config:qz locality_lb_config:qv
>envoy.extensions.load_balancing_policies.subset.v3.
Subset fallback_policy@3h default_subset*o subset_selectors[:rc locality_weight_aware.b scale_locality_weight.b panic_mode_any.b list_as_any.b metadata_fallback_policy@3i subset_lb_policy:32 allow_redundant_keys.b
Subset.LbSubsetSelector keys[ fallback_policy@3j fallback_keys_subset[ single_host_per_subset.b
>envoy.extensions.load_balancing_policies.wrr_locality.v3.
WrrLocality endpoint_picking_policy:32
>envoy.extensions.local_address_selectors.filter_state_override.v3.
Config
>envoy.extensions.matching.actions.transform_stat.v3.
TransformStat drop_stat:rg drop_tag:rh update_tag:ri
TransformStat.DropStat
TransformStat.DropTag
TransformStat.UpdateTag new_tag_value
>envoy.extensions.matching.common_inputs.environment_variable.v3.
Config name
>envoy.extensions.matching.common_inputs.network.v3.
ApplicationProtocolInput
DestinationIPInput
DestinationPortInput
DirectSourceIPInput
DynamicMetadataInput filter path[:rp
DynamicMetadataInput.PathSegment key!
FilterStateInput key field
NetworkNamespaceInput
ServerNameInput
SourceIPInput
SourcePortInput
SourceTypeInput
TransportProtocolInput
>envoy.extensions.matching.common_inputs.ssl.v3.
DnsSanInput
SubjectInput
UriSanInput
>envoy.extensions.matching.common_inputs.stats.v3.
StatFullNameMatchInput
StatTagValueInput
>envoy.extensions.matching.common_inputs.transport_socket.v3.
EndpointMetadataInput filter path[:s3
EndpointMetadataInput.PathSegment key!
FilterStateInput key
LocalityMetadataInput filter path[:s6
LocalityMetadataInput.PathSegment key!
TransportSocketNameAction name
>envoy.extensions.matching.http.dynamic_modules.v3.
HttpDynamicModuleMatchInput
>envoy.extensions.matching.input_matchers.consistent_hashing.v3.
ConsistentHashing threshold.u modulo.u seed#m
>envoy.extensions.matching.input_matchers.dynamic_modules.v3.
DynamicModuleMatcher dynamic_module_config:dg matcher_name matcher_config?
>envoy.extensions.matching.input_matchers.hyperscan.v3alpha.
Hyperscan regexes[:sc
Hyperscan.Regex regex id.u caseless.b dot_all.b multiline.b allow_empty.b utf8.b ucp.b combination.b quiet.b
>envoy.extensions.matching.input_matchers.ip.v3.
Ip cidr_ranges[:40 stat_prefix
>envoy.extensions.matching.input_matchers.metadata.v3.
Metadata value:wy invert.b
>envoy.extensions.matching.input_matchers.runtime_fraction.v3.
RuntimeFraction runtime_fraction:62 seed#m
>envoy.extensions.network.connection_balance.dlb.v3alpha.
Dlb id.u max_retries.u fallback_policy@3k
>envoy.extensions.network.dns_resolver.apple.v3.
AppleDnsResolverConfig include_unroutable_families.b
>envoy.extensions.network.dns_resolver.cares.v3.
CaresDnsResolverConfig resolvers[:3q dns_resolver_options:45 use_resolvers_as_fallback.b filter_unroutable_families.b udp_max_queries.u! query_timeout_seconds#m! query_tries.u! rotate_nameservers.b edns0_max_payload_size.u! max_udp_channel_duration~ reinit_channel_on_timeout.b
>envoy.extensions.network.dns_resolver.getaddrinfo.v3.
GetAddrInfoDnsResolverConfig num_retries.u! num_resolver_threads.u!
>envoy.extensions.network.dns_resolver.hickory.v3.
DnsOverHttpsConfig server_urls[
DnsOverTlsConfig servers[:3q tls_server_name
HickoryDnsResolverConfig resolvers[:3q dns_over_tls:sl dns_over_https:sk enable_dnssec.b cache_size.u! num_resolver_threads.u! use_system_config.b! query_timeout~ query_tries.u!
>envoy.extensions.network.socket_interface.v3.
DefaultSocketInterface io_uring_options:so
IoUringOptions io_uring_size.u! enable_submission_queue_polling.b read_buffer_size.u! write_timeout_ms.u!
>envoy.extensions.outlier_detection_monitors.common.v3.
DatabaseErrors
ErrorBuckets http_errors[:sr local_origin_errors[:ss database_errors[:sp
HttpErrors range:xi
LocalOriginErrors
>envoy.extensions.outlier_detection_monitors.consecutive_errors.v3.
ConsecutiveErrors name threshold.u! enforcing.u! error_buckets:sq
>envoy.extensions.path.match.uri_template.v3.
UriTemplateMatchConfig path_template
>envoy.extensions.path.rewrite.uri_template.v3.
UriTemplateRewriteConfig path_template_rewrite
>envoy.extensions.private_key_providers.cryptomb.v3alpha.
CryptoMbPrivateKeyMethodConfig -private_key:43 poll_delay~
>envoy.extensions.private_key_providers.kae.v3alpha.
KaePrivateKeyMethodConfig -private_key:43 poll_delay~ max_instances.u!
>envoy.extensions.private_key_providers.qat.v3alpha.
QatPrivateKeyMethodConfig -private_key:43 poll_delay~
>envoy.extensions.quic.client_writer_factory.v3.
DefaultClientWriter
>envoy.extensions.quic.connection_debug_visitor.quic_stats.v3.
Config update_period~
>envoy.extensions.quic.connection_debug_visitor.v3.
BasicConfig
>envoy.extensions.quic.connection_id_generator.quic_lb.v3.
Config unencrypted_mode.b server_id:43 expected_server_id_length.u nonce_length_bytes.u encryption_parameters:v7 server_id_base64_encoded.b
>envoy.extensions.quic.connection_id_generator.v3.
DeterministicConnectionIdGeneratorConfig
>envoy.extensions.quic.crypto_stream.v3.
CryptoServerStreamConfig
>envoy.extensions.quic.proof_source.v3.
ProofSourceConfig
>envoy.extensions.quic.server_preferred_address.v3.
DataSourceServerPreferredAddressConfig ipv4_config:t7 ipv6_config:t7
DataSourceServerPreferredAddressConfig.AddressFamilyConfig address:43 port:43 dnat_address:43
FixedServerPreferredAddressConfig ipv4_address ipv6_address ipv4_config:t9 ipv6_config:t9
FixedServerPreferredAddressConfig.AddressFamilyConfig address:67 dnat_address:67
>envoy.extensions.rate_limit_descriptors.expr.v3.
Descriptor descriptor_key skip_if_error.b text!/0 parsed:xs/0
>envoy.extensions.rbac.audit_loggers.stream.v3.
StdoutAuditLog
>envoy.extensions.rbac.matchers.upstream_ip_port.v3.
UpstreamIpPortMatcher upstream_ip:40 upstream_port_range:xj
>envoy.extensions.rbac.principals.mtls_authenticated.v3.
Config san_matcher:v9 any_validated_client_certificate.b
>envoy.extensions.regex_engines.hyperscan.v3alpha.
Hyperscan
>envoy.extensions.regex_engines.v3.
GoogleRE2
>envoy.extensions.request_id.uuid.v3.
UuidRequestIdConfig pack_trace_reason.b! use_request_id_for_trace_sampling.b!
>envoy.extensions.resource_monitors.cgroup_memory.v3.
CgroupMemoryConfig max_memory_bytes#m
>envoy.extensions.resource_monitors.cpu_utilization.v3.
CpuUtilizationConfig mode@3l
>envoy.extensions.resource_monitors.downstream_connections.v3.
DownstreamConnectionsConfig max_active_downstream_connections#l
>envoy.extensions.resource_monitors.fixed_heap.v3.
FixedHeapConfig max_heap_size_bytes#m
>envoy.extensions.resource_monitors.injected_resource.v3.
InjectedResourceConfig filename
>envoy.extensions.retry.host.omit_canary_hosts.v3.
OmitCanaryHostsPredicate
>envoy.extensions.retry.host.omit_host_metadata.v3.
OmitHostMetadataConfig metadata_match:5j
>envoy.extensions.retry.host.previous_hosts.v3.
PreviousHostsPredicate
>envoy.extensions.retry.priority.previous_priorities.v3.
PreviousPrioritiesConfig update_frequency.i
>envoy.extensions.router.cluster_specifier.golang.v3alpha.
Config library_id library_path default_cluster config?
>envoy.extensions.router.cluster_specifiers.lua.v3.
LuaConfig source_code:43 default_cluster
>envoy.extensions.router.cluster_specifiers.matcher.v3.
ClusterAction cluster
MatcherClusterSpecifier cluster_matcher:zl
>envoy.extensions.stat_sinks.graphite_statsd.v3.
GraphiteStatsdSink address:3q prefix max_bytes_per_datagram#m!
>envoy.extensions.stat_sinks.kafka.v3.
KafkaStatsSinkConfig broker_list topic batch_size.u report_counters_as_deltas.b! emit_tags_as_labels.b! producer_config{ buffer_flush_timeout_ms.u! format@3m
>envoy.extensions.stat_sinks.open_telemetry.v3.
SinkConfig grpc_service:4e/0 report_counters_as_deltas.b report_histograms_as_deltas.b emit_tags_as_attributes.b! use_tag_extracted_name.b! prefix resource_detectors[:6j custom_metric_conversions:zl http_service:5a/0
SinkConfig.ConversionAction metric_name static_metric_labels[:yu
SinkConfig.DropAction
>envoy.extensions.stat_sinks.wasm.v3.
Wasm config:vx
>envoy.extensions.string_matcher.lua.v3.
Lua source_code:43
>envoy.extensions.tap_sinks.udp_sink.v3alpha.
UdpSink udp_address:67
>envoy.extensions.tracers.dynamic_modules.v3.
DynamicModuleTracer dynamic_module_config:dg tracer_name tracer_config?
>envoy.extensions.tracers.fluentd.v3.
FluentdConfig cluster tag stat_prefix buffer_flush_interval~ buffer_size_bytes.u! retry_policy:5x
>envoy.extensions.tracers.opentelemetry.resource_detectors.v3.
DynatraceResourceDetectorConfig
EnvironmentResourceDetectorConfig
StaticConfigResourceDetectorConfig attributes{
>envoy.extensions.tracers.opentelemetry.samplers.v3.
AlwaysOnSamplerConfig
CELSamplerConfig expression:zz
DynatraceSamplerConfig tenant cluster_id.i http_service:5a root_spans_per_minute.u
ParentBasedSamplerConfig wrapped_sampler:6j
TraceIdRatioBasedSamplerConfig sampling_percentage:xd
>envoy.extensions.transport_sockets.alts.v3.
Alts handshaker_service peer_service_accounts[
>envoy.extensions.transport_sockets.http_11_proxy.v3.
Http11ProxyUpstreamTransport transport_socket:6i default_proxy_address:3q
>envoy.extensions.transport_sockets.internal_upstream.v3.
InternalUpstreamTransport passthrough_metadata[:uf transport_socket:6i
InternalUpstreamTransport.MetadataValueSource kind:x2 name
>envoy.extensions.transport_sockets.proxy_protocol.v3.
ProxyProtocolUpstreamTransport config:5o transport_socket:6i allow_unspecified_address.b tlv_as_pool_key.b
>envoy.extensions.transport_sockets.quic.v3.
QuicDownstreamTransport downstream_tls_context:v2 enable_early_data.b!
QuicUpstreamTransport upstream_tls_context:ve
>envoy.extensions.transport_sockets.raw_buffer.v3.
RawBuffer
>envoy.extensions.transport_sockets.s2a.v3.
S2AConfiguration s2a_address
>envoy.extensions.transport_sockets.starttls.v3.
StartTlsConfig cleartext_socket_config:uj tls_socket_config:v2
UpstreamStartTlsConfig cleartext_socket_config:uj tls_socket_config:ve
>envoy.extensions.transport_sockets.tap.v3.
SocketTapConfig set_connection_per_event.b stats_prefix
Tap common_config:d3 transport_socket:6i socket_tap_config:un
>envoy.extensions.transport_sockets.tcp_stats.v3.
Config transport_socket:6i update_period~
>envoy.extensions.transport_sockets.tls.cert_mappers.filter_state_override.v3.
Config default_value
>envoy.extensions.transport_sockets.tls.cert_mappers.sni.v3.
SNI default_value
>envoy.extensions.transport_sockets.tls.cert_mappers.static_name.v3.
StaticName name
>envoy.extensions.transport_sockets.tls.cert_selectors.on_demand_secret.v3.
Config config_source:41 certificate_mapper:6j prefetch_secret_names[
>envoy.extensions.transport_sockets.tls.cert_validator.dynamic_modules.v3.
DynamicModuleCertValidatorConfig dynamic_module_config:dg validator_name validator_config?
>envoy.extensions.transport_sockets.tls.v3.
CertificateProviderPluginInstance instance_name certificate_name
CertificateValidationContext trusted_ca:43 verify_certificate_hash[ verify_certificate_spki[ require_signed_certificate_timestamp.b! crl:43 allow_expired_certificate.b match_subject_alt_names[:wv trust_chain_verification@3n watched_directory:6m custom_validator_config:6j ca_certificate_provider_instance:uv only_verify_leaf_cert_crl.b match_typed_subject_alt_names[:v9 max_verify_depth.u! system_root_certs:ux
CertificateValidationContext.SystemRootCerts
CommonTlsContext tls_params:vc tls_certificates[:va validation_context:uw/0 alpn_protocols[ tls_certificate_sds_secret_configs[:v7 validation_context_sds_secret_config:v7/0 combined_validation_context:v1/0 tls_certificate_certificate_provider:uz validation_context_certificate_provider:uz/0 tls_certificate_certificate_provider_instance:v0 validation_context_certificate_provider_instance:v0/0 custom_handshaker:6j tls_certificate_provider_instance:uv key_log:vb custom_tls_certificate_selector:6j
CommonTlsContext.CertificateProvider name typed_config:6j
CommonTlsContext.CertificateProviderInstance instance_name certificate_name
CommonTlsContext.CombinedCertificateValidationContext default_validation_context:uw validation_context_sds_secret_config:v7 validation_context_certificate_provider:uz validation_context_certificate_provider_instance:v0
DownstreamTlsContext common_tls_context:uy require_client_certificate.b! require_sni.b! session_ticket_keys:vd/0 session_ticket_keys_sds_secret_config:v7/0 session_timeout~ disable_stateless_session_resumption.b!/0 ocsp_staple_policy@3o full_scan_certs_on_sni_mismatch.b! disable_stateful_session_resumption.b prefer_client_ciphers.b
GenericSecret -secret:43 -secrets{:43
PrivateKeyProvider provider_name -typed_config? fallback.b
SPIFFECertValidatorConfig trust_domains[:v6 trust_bundles:43
SPIFFECertValidatorConfig.TrustDomain name trust_bundle:43 workload_trust_domain
SdsSecretConfig name sds_config:41
Secret name tls_certificate:va/0 session_ticket_keys:vd/0 validation_context:uw/0 generic_secret:v3/0
SubjectAltNameMatcher san_type@3p matcher:wv oid
TlsCertificate certificate_chain:43 -private_key:43 -password:43 ocsp_staple:43 signed_certificate_timestamp[:43 private_key_provider:v4 watched_directory:6m -pkcs12:43
TlsKeyLog path local_address_range[:40 remote_address_range[:40
TlsParameters tls_minimum_protocol_version@3q tls_maximum_protocol_version@3q cipher_suites[ ecdh_curves[ signature_algorithms[ compliance_policies[@3r
TlsSessionTicketKeys -keys[:43
UpstreamTlsContext common_tls_context:uy sni allow_renegotiation.b max_session_keys.u! enforce_rsa_key_usage.b! auto_host_sni.b auto_sni_san_validation.b
>envoy.extensions.udp_packet_writer.v3.
UdpDefaultWriterFactory
UdpGsoBatchWriterFactory
>envoy.extensions.upstreams.http.dynamic_modules.v3.
Config dynamic_module_config:dg bridge_name bridge_config?
>envoy.extensions.upstreams.http.generic.v3.
GenericConnectionPoolProto
>envoy.extensions.upstreams.http.http.v3.
HttpConnectionPoolProto
>envoy.extensions.upstreams.http.tcp.golang.v3alpha.
Config library_id library_path plugin_name plugin_config?
>envoy.extensions.upstreams.http.tcp.v3.
TcpConnectionPoolProto
>envoy.extensions.upstreams.http.udp.v3.
UdpConnectionPoolProto
>envoy.extensions.upstreams.http.v3.
HttpProtocolOptions common_http_protocol_options:59 upstream_http_protocol_options:6l explicit_http_config:vp/0 use_downstream_protocol_config:vr/0 auto_config:vo/0 http_filters[:m0 header_validation_config:6j outlier_detection:vq request_mirror_policies[:9w hash_policy[:9o retry_policy:9g
HttpProtocolOptions.AutoHttpConfig http_protocol_options:53 http2_protocol_options:56 http3_protocol_options:58 alternate_protocols_cache_options:3s
HttpProtocolOptions.ExplicitHttpConfig http_protocol_options:53/0 http2_protocol_options:56/0 http3_protocol_options:58/0
HttpProtocolOptions.OutlierDetection error_matcher:3c
HttpProtocolOptions.UseDownstreamHttpConfig http_protocol_options:53 http2_protocol_options:56 http3_protocol_options:58
>envoy.extensions.upstreams.tcp.generic.v3.
GenericConnectionPoolProto
>envoy.extensions.upstreams.tcp.v3.
TcpProtocolOptions idle_timeout~
>envoy.extensions.vcl.v3alpha.
VclSocketInterface
>envoy.extensions.wasm.v3.
CapabilityRestrictionConfig allowed_capabilities{:vz
EnvironmentVariables host_env_keys[ key_values{
PluginConfig name root_id vm_config:w0 configuration? fail_open.b capability_restriction_config:vv failure_policy@3s reload_config:vy allow_on_headers_stop_iteration.b!
ReloadConfig backoff:3w
SanitizationConfig
VmConfig vm_id runtime code:3v configuration? allow_precompiled.b nack_on_code_cache_miss.b environment_variables:vw
WasmService config:vx singleton.b
>envoy.extensions.watchdog.profile_action.v3.
ProfileActionConfig profile_duration~ profile_path max_profiles#m
>envoy.tcp.metadataexchange.config.
MetadataExchange protocol enable_discovery.b additional_labels[
>envoy.type.http.v3.
Cookie name ttl~ path attributes[:w5
CookieAttribute name value
PathTransformation operations[:w7
PathTransformation.Operation normalize_path_rfc_3986:w9/0 merge_slashes:w8/0
PathTransformation.Operation.MergeSlashes
PathTransformation.Operation.NormalizePathRFC3986
>envoy.type.matcher.v3.
AddressMatcher ranges[:z1 invert_match.b
DoubleMatcher range:xc/0 exact.f!/0
FilterStateMatcher key string_match:wv/0 address_match:wa/0
HttpRequestHeaderMatchInput header_name
HttpRequestQueryParamMatchInput query_param
HttpRequestTrailerMatchInput header_name
HttpResponseHeaderMatchInput header_name
HttpResponseLocalReplyMatchInput
HttpResponseStatusCodeClassMatchInput
HttpResponseStatusCodeMatchInput
HttpResponseTrailerMatchInput header_name
ListMatcher one_of:wy
ListStringMatcher patterns[:wv
MetadataMatcher filter path[:wo value:wy invert.b
MetadataMatcher.PathSegment key!
NodeMatcher node_id:wv node_metadatas[:ww
OrMatcher value_matchers[:wy
PathMatcher path:wv
RegexMatchAndSubstitute pattern:wt substitution
RegexMatcher google_re2:wu regex
RegexMatcher.GoogleRE2 max_program_size.u!
StringMatcher exact!/0 prefix!/0 suffix!/0 safe_regex:wt/0 ignore_case.b contains!/0 custom:z9/0
StructMatcher path[:wx value:wy
StructMatcher.PathSegment key!
ValueMatcher null_match:wz/0 double_match:wb/0 string_match:wv/0 bool_match.b!/0 present_match.b!/0 list_match:wl/0 or_match:wq/0
ValueMatcher.NullMatch
>envoy.type.metadata.v3.
MetadataKey key path[:x1
MetadataKey.PathSegment key!
MetadataKind request:x5/0 route:x6/0 cluster:x3/0 host:x4/0
MetadataKind.Cluster
MetadataKind.Host
MetadataKind.Request
MetadataKind.Route
>envoy.type.tracing.v3.
CustomTag tag literal:xa/0 environment:x8/0 request_header:x9/0 metadata:xb/0 value!/0
CustomTag.Environment name default_value
CustomTag.Header name default_value
CustomTag.Literal value
CustomTag.Metadata kind:x2 metadata_key:x0 default_value
>envoy.type.v3.
DoubleRange start.f end.f
FractionalPercent numerator.u denominator@3t
HashPolicy source_ip:xg/0 filter_state:xf/0
HashPolicy.FilterState key
HashPolicy.SourceIp
HttpStatus code@3u
Int32Range start.i end.i
Int64Range start#l end#l
Percent value.f
RateLimitStrategy blanket_rule@3v!/0 requests_per_time_unit:xm/0 token_bucket:xo/0
RateLimitStrategy.RequestsPerTimeUnit requests_per_time_unit#m time_unit@1i
SemanticVersion major_number.u minor_number.u patch.u
TokenBucket max_tokens.u tokens_per_fill.u! fill_interval~
>envoy.watchdog.v3.
AbortActionConfig wait_duration~
>google.api.expr.v1alpha1.
CheckedExpr reference_map{:y1 type_map{:y5 expr:xs source_info:y2 expr_version
Constant null_value=/0 bool_value.b!/0 int64_value#l!/0 uint64_value#m!/0 double_value.f!/0 string_value!/0 bytes_value.y!/0 duration_value~/0 timestamp_value~t/0
Expr id#l const_expr:xr/0 ident_expr:xy/0 select_expr:xz/0 call_expr:xt/0 list_expr:xv/0 struct_expr:xw/0 comprehension_expr:xu/0
Expr.Call target:xs function args[:xs
Expr.Comprehension iter_var iter_range:xs accu_var accu_init:xs loop_condition:xs loop_step:xs result:xs iter_var2
Expr.CreateList elements[:xs optional_indices[.i
Expr.CreateStruct message_name entries[:xx
Expr.CreateStruct.Entry id#l field_key!/0 map_key:xs/0 value:xs optional_entry.b
Expr.Ident name
Expr.Select operand:xs field test_only.b
ParsedExpr expr:xs source_info:y2
Reference name overload_id[ value:xr
SourceInfo syntax_version location line_offsets[.i positions{.i macro_calls{:xs extensions[:y3
SourceInfo.Extension id affected_components[@3w version:y4
SourceInfo.Extension.Version major#l minor#l
Type dyn:ya/0 null=/0 primitive@3x!/0 wrapper@3x!/0 well_known@3y!/0 list_type:y8/0 map_type:y9/0 function:y7/0 message_type!/0 type_param!/0 type:y5/0 error:ya/0 abstract_type:y6/0
Type.AbstractType name parameter_types[:y5
Type.FunctionType result_type:y5 arg_types[:y5
Type.ListType elem_type:y5
Type.MapType key_type:y5 value_type:y5
>google.protobuf.
Empty
>google.rpc.
Status code.i message details[?
>io.istio.http.peer_metadata.
Config downstream_discovery[:ye upstream_discovery[:ye downstream_propagation[:yg upstream_propagation[:yg shared_with_upstream.b additional_labels[
Config.Baggage
Config.DiscoveryMethod baggage:yd/0 workload_discovery:yi/0 istio_headers:yf/0 upstream_filter_state:yh/0
Config.IstioHeaders skip_external_clusters.b
Config.PropagationMethod istio_headers:yf/0 baggage:yd/0
Config.UpstreamFilterState peer_metadata_key
Config.WorkloadDiscovery
>istio.envoy.config.filter.http.alpn.v2alpha1.
FilterConfig alpn_override[:yk
FilterConfig.AlpnOverride upstream_protocol@3z alpn_override[
>istio.envoy.config.filter.http.jwt_auth.v2alpha1.
DataSource filename!/0 inline_bytes.y!/0 inline_string!/0
HttpUri uri cluster! timeout~
JwtAuthentication rules[:yp allow_missing_or_failed.b
JwtHeader name value_prefix
JwtRule issuer audiences[ remote_jwks:yq/0 local_jwks:yl/0 forward.b from_headers[:yo from_params[ forward_payload_header
RemoteJwks http_uri:ym cache_duration~
>istio.envoy.config.filter.network.tcp_cluster_rewrite.v2alpha1.
TcpClusterRewrite cluster_pattern cluster_replacement
>opentelemetry.proto.common.v1.
AnyValue string_value!/0 bool_value.b!/0 int_value#l!/0 double_value.f!/0 array_value:yt/0 kvlist_value:yv/0 bytes_value.y!/0 string_value_strindex.i!/0
ArrayValue values[:ys
KeyValue key value:ys key_strindex.i
KeyValueList values[:yu
>stats.
MetricConfig dimensions{ name tags_to_remove[ match drop.b
MetricDefinition name value type@41
PluginConfig debug.b max_peer_cache_size.i stat_prefix field_separator value_separator disable_host_header_fallback.b tcp_reporting_duration~ metrics[:yw definitions[:yx reporter@42 rotation_interval~ graceful_deletion_interval~
>udpa.type.v1.
TypedStruct type_url value*o
>xds.core.v3.
Authority name
CidrRange address_prefix prefix_len.u!
CollectionEntry locator:z6/0 inline_entry:z3/0
CollectionEntry.InlineEntry name version resource?
ContextParams params{
Resource name:z8 version resource?
ResourceLocator scheme@40 id authority resource_type exact_context:z4 directives[:z7
ResourceLocator.Directive alt:z6/0 entry!/0
ResourceName id authority resource_type context:z4
TypedExtensionConfig name typed_config?
>xds.type.matcher.v3.
CelMatcher expr_match:zz description
DoubleRangeMatcher range_matchers[:zc
DoubleRangeMatcher.RangeMatcher ranges[:101 on_match:zt
HttpAttributesCelMatchInput
IPMatcher range_matchers[:zf
IPMatcher.IPRangeMatcher ranges[:z1 on_match:zt exclusive.b
Int32RangeMatcher range_matchers[:zh
Int32RangeMatcher.RangeMatcher ranges[:102 on_match:zt
Int64RangeMatcher range_matchers[:zj
Int64RangeMatcher.RangeMatcher ranges[:103 on_match:zt
ListStringMatcher patterns[:zy
Matcher matcher_list:zm/0 matcher_tree:zr/0 on_no_match:zt
Matcher.MatcherList matchers[:zn
Matcher.MatcherList.FieldMatcher predicate:zo on_match:zt
Matcher.MatcherList.Predicate single_predicate:zq/0 or_matcher:zp/0 and_matcher:zp/0 not_matcher:zo/0
Matcher.MatcherList.Predicate.PredicateList predicate[:zo
Matcher.MatcherList.Predicate.SinglePredicate input:z9 value_match:zy/0 custom_match:z9/0
Matcher.MatcherTree input:z9 exact_match_map:zs/0 prefix_match_map:zs/0 custom_match:z9/0
Matcher.MatcherTree.MatchMap map{:zt
Matcher.OnMatch matcher:zl/0 action:z9/0 keep_matching.b
RegexMatcher google_re2:zv regex
RegexMatcher.GoogleRE2
ServerNameMatcher domain_matchers[:zx
ServerNameMatcher.DomainMatcher domains[ on_match:zt
StringMatcher exact!/0 prefix!/0 suffix!/0 safe_regex:zu/0 ignore_case.b contains!/0 custom:z9/0
>xds.type.v3.
CelExpression parsed_expr:y0/0 checked_expr:xq/0 cel_expr_parsed:a cel_expr_checked:0 cel_expr_string
CelExtractString expr_extract:zz default_value!
DoubleRange start.f end.f
Int32Range start.i end.i
Int64Range start#l end#l
TypedStruct type_url value*o`;

/** The names of each enum's values, from 0 on; `=n` where one is left out. */
export const enumTable = `COMPONENT_UNSPECIFIED COMPONENT_PARSER COMPONENT_TYPE_CHECKER COMPONENT_RUNTIME
PRIMITIVE_TYPE_UNSPECIFIED BOOL INT64 UINT64 DOUBLE STRING BYTES
WELL_KNOWN_TYPE_UNSPECIFIED ANY TIMESTAMP DURATION
UNKNOWN REQUESTED DOES_NOT_EXIST ACKED NACKED RECEIVED_ERROR TIMEOUT
UNKNOWN HEALTHY UNHEALTHY DRAINING TIMEOUT DEGRADED
COUNTER GAUGE
EQ GE LE NE
OK CANCELED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS UNAUTHENTICATED
NotSet TcpUpstreamConnected TcpPeriodic TcpConnectionStart=14 TcpConnectionEnd=3 DownstreamStart DownstreamPeriodic DownstreamEnd UpstreamPoolReady UpstreamPeriodic UpstreamEnd DownstreamTunnelSuccessfullyEstablished UdpTunnelUpstreamConnected UdpPeriodic UdpSessionEnd
REQUEST_HEADER REQUEST_TRAILER RESPONSE_HEADER RESPONSE_TRAILER
UNKNOWN KILL MULTIKILL MEGAMISS MISS
DEFAULT HIGH
STATIC STRICT_DNS LOGICAL_DNS EDS ORIGINAL_DST
ROUND_ROBIN LEAST_REQUEST RING_HASH RANDOM MAGLEV=5 CLUSTER_PROVIDED LOAD_BALANCING_POLICY_CONFIG
AUTO V4_ONLY V6_ONLY V4_PREFERRED ALL
USE_CONFIGURED_PROTOCOL USE_DOWNSTREAM_PROTOCOL
NO_FALLBACK ANY_ENDPOINT DEFAULT_SUBSET
METADATA_NO_FALLBACK FALLBACK_LIST
NOT_DEFINED NO_FALLBACK ANY_ENDPOINT DEFAULT_SUBSET KEYS_SUBSET
XX_HASH MURMUR_HASH_2
DEFAULT V4 V6 PIPE INTERNAL
DEPRECATED_AND_UNAVAILABLE_DO_NOT_USE REST GRPC DELTA_GRPC AGGREGATED_GRPC=5 AGGREGATED_DELTA_GRPC
AUTO V2 V3
APPEND_IF_EXISTS_OR_ADD ADD_IF_ABSENT OVERWRITE_IF_EXISTS_OR_ADD OVERWRITE_IF_EXISTS
HTTP1 HTTP2 HTTP3
METHOD_UNSPECIFIED GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH
ALLOW REJECT_REQUEST DROP_HEADER
APPEND_IF_EXISTS_OR_ADD ADD_IF_ABSENT OVERWRITE_IF_EXISTS_OR_ADD OVERWRITE_IF_EXISTS
V1 V2
INCLUDE_ALL INCLUDE
TCP UDP
STATE_PREBIND STATE_BOUND STATE_LISTENING
SOCKET_IP_VERSION_UNSPECIFIED SOCKET_IP_VERSION_IPV4 SOCKET_IP_VERSION_IPV6
ANY SAME_IP_OR_LOOPBACK EXTERNAL
DEFAULT MODIFY_ONLY
UNSPECIFIED INBOUND OUTBOUND
SUMMARY_AND_HISTOGRAM SUMMARY HISTOGRAM
UNSPECIFIED HTTP_DOWNSTREAM_CONNECTION_IDLE HTTP_DOWNSTREAM_STREAM_IDLE TRANSPORT_SOCKET_CONNECT HTTP_DOWNSTREAM_CONNECTION_MAX HTTP_DOWNSTREAM_STREAM_FLUSH
ALLOW DENY LOG
NONE ON_DENY ON_ALLOW ON_DENY_AND_ALLOW
DYNAMIC ROUTE
UNSPECIFIED OFF DRAFT_VERSION_03
DYNAMIC ROUTE_ENTRY CLUSTER_ENTRY
MOVED_PERMANENTLY FOUND SEE_OTHER TEMPORARY_REDIRECT PERMANENT_REDIRECT
SECONDS UNIX_TIMESTAMP
SERVICE_UNAVAILABLE NOT_FOUND INTERNAL_SERVER_ERROR
PASS_THROUGH_INTERNAL_REDIRECT HANDLE_INTERNAL_REDIRECT
NONE EXTERNAL_ONLY ALL
JSON_BODY_AS_BYTES JSON_BODY_AS_STRING PROTO_BINARY PROTO_BINARY_LENGTH_DELIMITED PROTO_TEXT
ENVOY LIGHTSTEP B3 TRACE_CONTEXT
DEPRECATED_AND_UNAVAILABLE_DO_NOT_USE HTTP_JSON HTTP_PROTO GRPC
USE_B3 USE_B3_WITH_W3C_PROPAGATION
Unspecified Bytes Microseconds Milliseconds Percent
UNSPECIFIED AUTO V4_ONLY V6_ONLY V4_PREFERRED ALL
UNKNOWN SECOND MINUTE HOUR DAY MONTH YEAR
DEFAULT GENERIC TEXT FONT
DEFAULT_COMPRESSION BEST_SPEED COMPRESSION_LEVEL_1=1 COMPRESSION_LEVEL_2 COMPRESSION_LEVEL_3 COMPRESSION_LEVEL_4 COMPRESSION_LEVEL_5 COMPRESSION_LEVEL_6 COMPRESSION_LEVEL_7 COMPRESSION_LEVEL_8 COMPRESSION_LEVEL_9 BEST_COMPRESSION=9
DEFAULT_STRATEGY FILTERED HUFFMAN_ONLY RLE FIXED
DEFAULT SZ_4K SZ_8K SZ_32K SZ_64K SZ_128K SZ_512K
DEFAULT FAST DFAST GREEDY LAZY LAZY2 BTLAZY2 BTOPT BTULTRA BTULTRA2
DEFAULT FAST DFAST GREEDY LAZY LAZY2 BTLAZY2 BTOPT BTULTRA BTULTRA2
HEADER FILTER_STATE_KEY DYNAMIC_METADATA
NONE ONCE TRANSITIVE
PASS_THROUGH REJECT
NONE DYNAMIC_METADATA FILTER_STATE DYNAMIC_METADATA_AND_FILTER_STATE
SYNCHRONOUS ASYNCHRONOUS
AWS_SIGV4 AWS_SIGV4A
DISABLED REQUEST RESPONSE REQUEST_AND_RESPONSE
DEFAULT CLEAR RETAIN
DEFAULT SEND SKIP
NONE STREAMED BUFFERED BUFFERED_PARTIAL FULL_DUPLEX_STREAMED GRPC
MERGE_VIRTUALHOST_ROUTER_FILTER MERGE_VIRTUALHOST_ROUTER OVERRIDE=3
ALL_CHARACTERS_EXCEPT_RESERVED ALL_CHARACTERS_EXCEPT_SLASH ALL_CHARACTERS
DEFAULT BEST SPEED
DEFAULT FILTERED HUFFMAN RLE
STRING NUMBER PROTOBUF_VALUE
NONE BASE64
BOTH INTERNAL EXTERNAL
SANITIZE APPEND_IF_EXISTS_OR_ADD
PROTOBUF_VALUE STRING NUMBER
REQUEST RESPONSE
OFF DRAFT_VERSION_03
OVERRIDE INCLUDE IGNORE
PASS_THROUGH REJECT_NO_MCP
MODE_UNSPECIFIED DYNAMIC_METADATA FILTER_STATE DYNAMIC_METADATA_AND_FILTER_STATE
MODE_UNSPECIFIED DISABLED ENFORCE
DISABLED STRICT LAX NONE
URL_ENCODED_BODY BASIC_AUTH TLS_CLIENT_AUTH
OVERRIDE
ExtractDirective_UNSPECIFIED EXTRACT EXTRACT_REDACT EXTRACT_REPEATED_CARDINALITY
ExtractMode_UNSPECIFIED FIRST_AND_LAST
OFF DRAFT_VERSION_03
OVERRIDE INCLUDE IGNORE
DEFAULT OVERRIDE_POLICY INCLUDE_POLICY IGNORE_POLICY
METHOD_NAME PROTOCOL TRANSPORT HEADER_FLAGS SEQUENCE_ID MESSAGE_TYPE REPLY_TYPE
AUTO_TRANSPORT FRAMED UNFRAMED HEADER
AUTO_PROTOCOL BINARY LAX_BINARY COMPACT TWITTER
MERGE REPLACE
DYNAMIC_METADATA FILTER_STATE
Dubbo
Hessian2
STREAMED SKIP
AUTO HTTP1 HTTP2 HTTP3
SANITIZE FORWARD_ONLY APPEND_FORWARD SANITIZE_SET ALWAYS_FORWARD_ONLY
OVERWRITE APPEND_IF_ABSENT PASS_THROUGH
IMPLEMENTATION_SPECIFIC_DEFAULT KEEP_UNCHANGED REJECT_REQUEST UNESCAPE_AND_REDIRECT UNESCAPE_AND_FORWARD
TEXT JSON
StatefulConsumerProxy
DISABLE REQUIRE ALLOW
ONE_TIME_ON_FIRST_BYTE CONTINUOUS
MASTER PREFER_MASTER REPLICA PREFER_REPLICA ANY LOCAL_ZONE_AFFINITY LOCAL_ZONE_AFFINITY_REPLICAS_AND_PRIMARY
DELAY ERROR
IMMEDIATE ON_DOWNSTREAM_DATA ON_DOWNSTREAM_TLS_HANDSHAKE
ADD_IF_ABSENT OVERWRITE_BY_TYPE_IF_EXISTS_OR_ADD APPEND_IF_EXISTS_OR_ADD
STRING NUMBER PROTOBUF_VALUE
NONE BASE64
STRING NUMBER
Connect Create Delete Exists GetData SetData GetAcl SetAcl GetChildren Sync Ping GetChildren2 Check Multi Create2 Reconfig CheckWatches RemoveWatches CreateContainer CreateTtl Close SetAuth SetWatches GetEphemerals GetAllChildrenNumber SetWatches2 AddWatch
DEFAULT PROPER_CASE
ALLOW REJECT_REQUEST DROP_HEADER
IMPLEMENTATION_SPECIFIC_DEFAULT KEEP_UNCHANGED REJECT_REQUEST UNESCAPE_AND_REDIRECT UNESCAPE_AND_FORWARD
BASIC_AUTH URL_ENCODED_BODY
HEALTHY_HOSTS_NUM HEALTHY_HOSTS_WEIGHT
N_CHOICES FULL_SCAN
DEFAULT_HASH XX_HASH MURMUR_HASH_2
NO_FALLBACK ANY_ENDPOINT DEFAULT_SUBSET
METADATA_NO_FALLBACK FALLBACK_LIST
NOT_DEFINED NO_FALLBACK ANY_ENDPOINT DEFAULT_SUBSET KEYS_SUBSET
None NopConnectionBalance ExactConnectionBalance
HOST CONTAINER
JSON PROTOBUF
VERIFY_TRUST_CHAIN ACCEPT_UNTRUSTED
LENIENT_STAPLING STRICT_STAPLING MUST_STAPLE
SAN_TYPE_UNSPECIFIED EMAIL DNS URI IP_ADDRESS OTHER_NAME
TLS_AUTO TLSv1_0 TLSv1_1 TLSv1_2 TLSv1_3
FIPS_202205
UNSPECIFIED FAIL_RELOAD FAIL_CLOSED FAIL_OPEN
HUNDRED TEN_THOUSAND MILLION
Empty Continue=100 OK=200 Created Accepted NonAuthoritativeInformation NoContent ResetContent PartialContent MultiStatus AlreadyReported IMUsed=226 MultipleChoices=300 MovedPermanently Found SeeOther NotModified UseProxy TemporaryRedirect=307 PermanentRedirect BadRequest=400 Unauthorized PaymentRequired Forbidden NotFound MethodNotAllowed NotAcceptable ProxyAuthenticationRequired RequestTimeout Conflict Gone LengthRequired PreconditionFailed PayloadTooLarge URITooLong UnsupportedMediaType RangeNotSatisfiable ExpectationFailed MisdirectedRequest=421 UnprocessableEntity Locked FailedDependency UpgradeRequired=426 PreconditionRequired=428 TooManyRequests RequestHeaderFieldsTooLarge=431 InternalServerError=500 NotImplemented BadGateway ServiceUnavailable GatewayTimeout HTTPVersionNotSupported VariantAlsoNegotiates InsufficientStorage LoopDetected NotExtended=510 NetworkAuthenticationRequired
ALLOW_ALL DENY_ALL
COMPONENT_UNSPECIFIED COMPONENT_PARSER COMPONENT_TYPE_CHECKER COMPONENT_RUNTIME
PRIMITIVE_TYPE_UNSPECIFIED BOOL INT64 UINT64 DOUBLE STRING BYTES
WELL_KNOWN_TYPE_UNSPECIFIED ANY TIMESTAMP DURATION
HTTP10 HTTP11 HTTP2
XDSTP HTTP FILE
COUNTER GAUGE HISTOGRAM
UNSPECIFIED SERVER_GATEWAY`;
