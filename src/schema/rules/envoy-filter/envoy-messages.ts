/**
 * Facts of Envoy's API (envoyproxy.io, v3 API reference; as of April 2026, which Istio 1.30 links): the messages that an
 * EnvoyFilter patches, those that stand directly in them, and extensions that are often added. Deeper ones are left out, and
 * so are most extensions: nothing is said of what is not here.
 *
 * A message is its fields, `name:type`. Types: s text, b boolean, i and u integers of 32 bits, l and m of 64 (i and l with
 * a sign), f number, y bytes, d duration, t time, a any message (with `@type`), o any object, * any value; (A|B) an enum,
 * [x] a list, {x} a map, else a message's name.
 */
export const messages: Readonly<Record<string, string>> = {
  AccessLog: 'name:s filter:o typed_config:a',
  AdditionalAddress: 'address:Address socket_options:o tcp_keepalive:TcpKeepalive',
  Address: 'socket_address:o pipe:o envoy_internal_address:o',
  Admin:
    'access_log:[AccessLog] access_log_path:s profile_path:s address:Address socket_options:[SocketOption] ignore_global_conn_limit:b allow_paths:[o]',
  ApiConfigSource:
    'api_type:(DEPRECATED_AND_UNAVAILABLE_DO_NOT_USE|REST|GRPC|DELTA_GRPC|AGGREGATED_GRPC|AGGREGATED_DELTA_GRPC) transport_api_version:(AUTO|V2|V3) cluster_names:[s] grpc_services:[o] refresh_delay:d request_timeout:d rate_limit_settings:o set_node_on_first_message_only:b config_validators:[TypedExtensionConfig]',
  ApiListener: 'api_listener:a',
  BindConfig:
    'source_address:o freebind:b socket_options:[SocketOption] extra_source_addresses:[o] additional_source_addresses:[o] local_address_selector:TypedExtensionConfig',
  Bootstrap:
    'node:Node node_context_params:[s] static_resources:Bootstrap.StaticResources dynamic_resources:Bootstrap.DynamicResources cluster_manager:ClusterManager hds_config:ApiConfigSource flags_path:s stats_sinks:[StatsSink] deferred_stat_options:Bootstrap.DeferredStatOptions stats_config:StatsConfig stats_flush_interval:d stats_flush_on_admin:b stats_eviction_interval:d watchdog:Watchdog watchdogs:Watchdogs tracing:envoy.config.trace.v3.Tracing layered_runtime:LayeredRuntime admin:Admin overload_manager:OverloadManager enable_dispatcher_stats:b header_prefix:s stats_server_version_override:m use_tcp_for_dns_lookups:b dns_resolution_config:DnsResolutionConfig typed_dns_resolver_config:TypedExtensionConfig bootstrap_extensions:[TypedExtensionConfig] fatal_actions:[FatalAction] config_sources:[ConfigSource] default_config_source:ConfigSource default_socket_interface:s certificate_provider_instances:{TypedExtensionConfig} inline_headers:[CustomInlineHeader] perf_tracing_file_path:s default_regex_engine:TypedExtensionConfig xds_delegate_extension:TypedExtensionConfig xds_config_tracker_extension:TypedExtensionConfig listener_manager:TypedExtensionConfig application_log_config:Bootstrap.ApplicationLogConfig grpc_async_client_manager_config:Bootstrap.GrpcAsyncClientManagerConfig memory_allocator_manager:MemoryAllocatorManager',
  'Bootstrap.ApplicationLogConfig': 'log_format:o',
  'Bootstrap.DeferredStatOptions': 'enable_deferred_creation_stats:b',
  'Bootstrap.DynamicResources':
    'lds_config:ConfigSource lds_resources_locator:s cds_config:ConfigSource cds_resources_locator:s ads_config:ApiConfigSource',
  'Bootstrap.GrpcAsyncClientManagerConfig': 'max_cached_entry_idle_duration:d',
  'Bootstrap.StaticResources': 'listeners:[Listener] clusters:[Cluster] secrets:[o]',
  Buffer: 'max_request_bytes:u',
  CircuitBreakers: 'thresholds:[o] per_host_thresholds:[o]',
  Cluster:
    'transport_socket_matches:[Cluster.TransportSocketMatch] transport_socket_matcher:Matcher name:s alt_stat_name:s type:(STATIC|STRICT_DNS|LOGICAL_DNS|EDS|ORIGINAL_DST) cluster_type:Cluster.CustomClusterType eds_cluster_config:Cluster.EdsClusterConfig connect_timeout:d per_connection_buffer_limit_bytes:u per_connection_buffer_high_watermark_timeout:d lb_policy:(ROUND_ROBIN|LEAST_REQUEST|RING_HASH|RANDOM|MAGLEV|CLUSTER_PROVIDED|LOAD_BALANCING_POLICY_CONFIG) load_assignment:ClusterLoadAssignment health_checks:[HealthCheck] max_requests_per_connection:u circuit_breakers:CircuitBreakers upstream_http_protocol_options:UpstreamHttpProtocolOptions common_http_protocol_options:envoy.config.core.v3.HttpProtocolOptions http_protocol_options:Http1ProtocolOptions http2_protocol_options:Http2ProtocolOptions typed_extension_protocol_options:{a} dns_refresh_rate:d dns_jitter:d dns_failure_refresh_rate:Cluster.RefreshRate respect_dns_ttl:b dns_lookup_family:(AUTO|V4_ONLY|V6_ONLY|V4_PREFERRED|ALL) dns_resolvers:[Address] use_tcp_for_dns_lookups:b dns_resolution_config:DnsResolutionConfig typed_dns_resolver_config:TypedExtensionConfig wait_for_warm_on_init:b outlier_detection:OutlierDetection cleanup_interval:d upstream_bind_config:BindConfig lb_subset_config:Cluster.LbSubsetConfig ring_hash_lb_config:Cluster.RingHashLbConfig maglev_lb_config:Cluster.MaglevLbConfig original_dst_lb_config:Cluster.OriginalDstLbConfig least_request_lb_config:Cluster.LeastRequestLbConfig round_robin_lb_config:Cluster.RoundRobinLbConfig common_lb_config:Cluster.CommonLbConfig transport_socket:TransportSocket metadata:Metadata protocol_selection:(USE_CONFIGURED_PROTOCOL|USE_DOWNSTREAM_PROTOCOL) upstream_connection_options:UpstreamConnectionOptions close_connections_on_host_health_failure:b ignore_health_on_host_removal:b filters:[envoy.config.cluster.v3.Filter] load_balancing_policy:LoadBalancingPolicy lrs_server:ConfigSource lrs_report_endpoint_metrics:[s] track_timeout_budgets:b upstream_config:TypedExtensionConfig track_cluster_stats:TrackClusterStats preconnect_policy:Cluster.PreconnectPolicy connection_pool_per_downstream_connection:b',
  'Cluster.CommonLbConfig':
    'healthy_panic_threshold:o zone_aware_lb_config:o locality_weighted_lb_config:o update_merge_window:d ignore_new_hosts_until_first_hc:b close_connections_on_host_set_change:b consistent_hashing_lb_config:o override_host_status:o',
  'Cluster.CustomClusterType': 'name:s typed_config:a',
  'Cluster.EdsClusterConfig': 'eds_config:ConfigSource service_name:s',
  'Cluster.LbSubsetConfig':
    'fallback_policy:(NO_FALLBACK|ANY_ENDPOINT|DEFAULT_SUBSET) default_subset:o subset_selectors:[o] locality_weight_aware:b scale_locality_weight:b panic_mode_any:b list_as_any:b metadata_fallback_policy:(METADATA_NO_FALLBACK|FALLBACK_LIST)',
  'Cluster.LeastRequestLbConfig': 'choice_count:u active_request_bias:o slow_start_config:o',
  'Cluster.MaglevLbConfig': 'table_size:m',
  'Cluster.OriginalDstLbConfig': 'use_http_header:b http_header_name:s upstream_port_override:u metadata_key:o',
  'Cluster.PreconnectPolicy': 'per_upstream_preconnect_ratio:f predictive_preconnect_ratio:f',
  'Cluster.RefreshRate': 'base_interval:d max_interval:d',
  'Cluster.RingHashLbConfig': 'minimum_ring_size:m hash_function:(XX_HASH|MURMUR_HASH_2) maximum_ring_size:m',
  'Cluster.RoundRobinLbConfig': 'slow_start_config:o',
  'Cluster.TransportSocketMatch': 'name:s match:o transport_socket:TransportSocket',
  ClusterLoadAssignment: 'cluster_name:s endpoints:[o] named_endpoints:{o} policy:o',
  ClusterManager:
    'local_cluster_name:s outlier_detection:o upstream_bind_config:BindConfig load_stats_config:ApiConfigSource enable_deferred_cluster_creation:b',
  ClusterSpecifierPlugin: 'extension:TypedExtensionConfig is_optional:b',
  Compressor:
    'content_length:u content_type:[s] disable_on_etag_header:b remove_accept_encoding_header:b runtime_enabled:o compressor_library:TypedExtensionConfig request_direction_config:o response_direction_config:o choose_first:b',
  Config: 'request_rules:[o] response_rules:[o] stat_prefix:s',
  ConfigSource:
    'authorities:[o] path:s path_config_source:o api_config_source:ApiConfigSource ads:o self:o initial_fetch_timeout:d resource_api_version:(AUTO|V2|V3)',
  Cors: '',
  CorsPolicy:
    'allow_origin_string_match:[o] allow_methods:s allow_headers:s expose_headers:s max_age:s allow_credentials:b filter_enabled:o shadow_enabled:o allow_private_network_access:b forward_not_matching_preflights:b',
  CustomInlineHeader:
    'inline_header_name:s inline_header_type:(REQUEST_HEADER|REQUEST_TRAILER|RESPONSE_HEADER|RESPONSE_TRAILER)',
  Decorator: 'operation:s propagate:b',
  DirectResponseAction: 'status:u body:o body_format:o',
  DnsResolutionConfig: 'resolvers:[Address] dns_resolver_options:o',
  DownstreamTlsContext:
    'common_tls_context:o require_client_certificate:b require_sni:b session_ticket_keys:o session_ticket_keys_sds_secret_config:o disable_stateless_session_resumption:b disable_stateful_session_resumption:b session_timeout:d ocsp_staple_policy:(LENIENT_STAPLING|STRICT_STAPLING|MUST_STAPLE) full_scan_certs_on_sni_mismatch:b prefer_client_ciphers:b',
  ExtAuthz:
    'grpc_service:o http_service:o transport_api_version:(AUTO|V2|V3) failure_mode_allow:b failure_mode_allow_header_add:b with_request_body:o clear_route_cache:b status_on_error:o validate_mutations:b metadata_context_namespaces:[s] typed_metadata_context_namespaces:[s] route_metadata_context_namespaces:[s] route_typed_metadata_context_namespaces:[s] filter_enabled:o filter_enabled_metadata:o deny_at_disable:o include_peer_certificate:b stat_prefix:s bootstrap_metadata_labels_key:s allowed_headers:o disallowed_headers:o include_tls_session:b charge_cluster_response_stats:b encode_raw_headers:b decoder_header_mutation_rules:o enable_dynamic_metadata_ingestion:b filter_metadata:o emit_filter_state_stats:b max_denied_response_body_bytes:u enforce_response_header_limits:b',
  ExtAuthzPerRoute: 'disabled:b check_settings:o',
  ExtensionConfigSource:
    'config_source:ConfigSource default_config:a apply_default_config_without_warming:b type_urls:[s]',
  ExternalProcessor:
    'grpc_service:o http_service:o failure_mode_allow:b processing_mode:o request_attributes:[s] response_attributes:[s] message_timeout:d stat_prefix:s mutation_rules:o max_message_timeout:d forward_rules:o filter_metadata:o allow_mode_override:b disable_immediate_response:b metadata_options:o observability_mode:b disable_clear_route_cache:b route_cache_action:(DEFAULT|CLEAR|RETAIN) deferred_close_timeout:d send_body_without_waiting_for_header_response:b allowed_override_modes:[o] processing_request_modifier:TypedExtensionConfig on_processing_response:TypedExtensionConfig status_on_error:o allow_content_length_header:b',
  FatalAction: 'config:TypedExtensionConfig',
  FileAccessLog: 'path:s format:s json_format:o typed_json_format:o log_format:o',
  FilterAction: 'action:a',
  FilterChain:
    'filter_chain_match:FilterChainMatch filters:[envoy.config.listener.v3.Filter] use_proxy_proto:b metadata:Metadata transport_socket:TransportSocket transport_socket_connect_timeout:d name:s',
  FilterChainMatch:
    'destination_port:u prefix_ranges:[o] address_suffix:s suffix_len:u direct_source_prefix_ranges:[o] source_type:(ANY|SAME_IP_OR_LOOPBACK|EXTERNAL) source_prefix_ranges:[o] source_ports:[u] server_names:[s] transport_protocol:s application_protocols:[s]',
  GrpcJsonTranscoder:
    'proto_descriptor:s proto_descriptor_bin:y services:[s] print_options:o match_incoming_request_route:b ignored_query_parameters:[s] auto_mapping:b ignore_unknown_query_parameters:b convert_grpc_status:b url_unescape_spec:(ALL_CHARACTERS_EXCEPT_RESERVED|ALL_CHARACTERS_EXCEPT_SLASH|ALL_CHARACTERS) query_param_unescape_plus:b match_unregistered_custom_verb:b request_validation_options:o case_insensitive_enum_parsing:b max_request_body_size:u max_response_body_size:u capture_unknown_query_parameters:b',
  HTTPFault:
    'delay:o abort:o upstream_cluster:s headers:[o] downstream_nodes:[s] max_active_faults:u response_rate_limit:o delay_percent_runtime:s abort_percent_runtime:s delay_duration_runtime:s abort_http_status_runtime:s max_active_faults_runtime:s response_rate_limit_percent_runtime:s abort_grpc_status_runtime:s disable_downstream_cluster_stats:b filter_metadata:o',
  HeaderValueOption:
    'header:o append:b append_action:(APPEND_IF_EXISTS_OR_ADD|ADD_IF_ABSENT|OVERWRITE_IF_EXISTS_OR_ADD|OVERWRITE_IF_EXISTS) keep_empty_value:b',
  HealthCheck:
    'timeout:d interval:d initial_jitter:d interval_jitter:d interval_jitter_percent:u unhealthy_threshold:u healthy_threshold:u alt_port:u reuse_connection:b http_health_check:o tcp_health_check:o grpc_health_check:o custom_health_check:o no_traffic_interval:d no_traffic_healthy_interval:d unhealthy_interval:d unhealthy_edge_interval:d healthy_edge_interval:d event_log_path:s event_logger:[TypedExtensionConfig] event_service:o always_log_health_check_failures:b always_log_health_check_success:b tls_options:o transport_socket_match_criteria:o',
  HedgePolicy: 'initial_requests:u additional_request_chance:o hedge_on_per_try_timeout:b',
  Http1ProtocolOptions:
    'allow_absolute_url:b accept_http_10:b default_host_for_http_10:s header_key_format:o enable_trailers:b allow_chunked_length:b override_stream_error_on_invalid_http_message:b send_fully_qualified_url:b use_balsa_parser:b allow_custom_methods:b ignore_http_11_upgrade:[o]',
  Http2ProtocolOptions:
    'hpack_table_size:u max_concurrent_streams:u initial_stream_window_size:u initial_connection_window_size:u allow_connect:b allow_metadata:b max_outbound_frames:u max_outbound_control_frames:u max_consecutive_inbound_frames_with_empty_payload:u max_inbound_priority_frames_per_stream:u max_inbound_window_update_frames_per_data_frame_sent:u stream_error_on_invalid_http_messaging:b override_stream_error_on_invalid_http_message:b custom_settings_parameters:[o] connection_keepalive:o use_oghttp2_codec:b max_metadata_size:m enable_huffman_encoding:b max_header_field_size_kb:u',
  HttpConnectionManager:
    'codec_type:(AUTO|HTTP1|HTTP2|HTTP3) stat_prefix:s rds:o route_config:RouteConfiguration scoped_routes:o http_filters:[HttpFilter] add_user_agent:b tracing:o common_http_protocol_options:envoy.config.core.v3.HttpProtocolOptions http1_safe_max_connection_duration:b http_protocol_options:Http1ProtocolOptions http2_protocol_options:Http2ProtocolOptions http3_protocol_options:o server_name:s server_header_transformation:(OVERWRITE|APPEND_IF_ABSENT|PASS_THROUGH) scheme_header_transformation:o max_request_headers_kb:u stream_idle_timeout:d stream_flush_timeout:d request_timeout:d request_headers_timeout:d drain_timeout:d delayed_close_timeout:d access_log:[AccessLog] access_log_flush_interval:d flush_access_log_on_new_request:b access_log_options:o use_remote_address:b xff_num_trusted_hops:u original_ip_detection_extensions:[TypedExtensionConfig] early_header_mutation_extensions:[TypedExtensionConfig] internal_address_config:o skip_xff_append:b via:s generate_request_id:b preserve_external_request_id:b always_set_request_id_in_response:b forward_client_cert_details:(SANITIZE|FORWARD_ONLY|APPEND_FORWARD|SANITIZE_SET|ALWAYS_FORWARD_ONLY) set_current_client_cert_details:o forward_client_cert_matcher:Matcher proxy_100_continue:b represent_ipv4_remote_address_as_ipv4_mapped_ipv6:b upgrade_configs:[o] normalize_path:b merge_slashes:b path_with_escaped_slashes_action:(IMPLEMENTATION_SPECIFIC_DEFAULT|KEEP_UNCHANGED|REJECT_REQUEST|UNESCAPE_AND_REDIRECT|UNESCAPE_AND_FORWARD) request_id_extension:o local_reply_config:o strip_matching_host_port:b strip_any_host_port:b stream_error_on_invalid_http_message:b path_normalization_options:o strip_trailing_host_dot:b proxy_status_config:o typed_header_validation_config:TypedExtensionConfig append_x_forwarded_port:b append_local_overload:b add_proxy_protocol_connection_state:b forward_proto_config:o',
  HttpFilter: 'name:s typed_config:a config_discovery:ExtensionConfigSource is_optional:b disabled:b',
  JwtAuthentication:
    'providers:{o} rules:[o] filter_state_rules:o bypass_cors_preflight:b requirement_map:{o} strip_failure_response:b stat_prefix:s',
  LayeredRuntime: 'layers:[o]',
  Listener:
    'name:s address:Address additional_addresses:[AdditionalAddress] stat_prefix:s filter_chains:[FilterChain] fcds_config:Listener.FcdsConfig filter_chain_matcher:Matcher use_original_dst:b default_filter_chain:FilterChain per_connection_buffer_limit_bytes:u per_connection_buffer_high_watermark_timeout:d metadata:Metadata deprecated_v1:Listener.DeprecatedV1 drain_type:(DEFAULT|MODIFY_ONLY) listener_filters:[ListenerFilter] listener_filters_timeout:d continue_on_listener_filters_timeout:b transparent:b freebind:b socket_options:[SocketOption] tcp_fast_open_queue_length:u traffic_direction:(UNSPECIFIED|INBOUND|OUTBOUND) udp_listener_config:UdpListenerConfig api_listener:ApiListener connection_balance_config:Listener.ConnectionBalanceConfig reuse_port:b enable_reuse_port:b access_log:[AccessLog] tcp_backlog_size:u max_connections_to_accept_per_socket_event:u bind_to_port:b internal_listener:Listener.InternalListenerConfig enable_mptcp:b ignore_global_conn_limit:b bypass_overload_manager:b tcp_keepalive:TcpKeepalive',
  'Listener.ConnectionBalanceConfig': 'exact_balance:o extend_balance:TypedExtensionConfig',
  'Listener.DeprecatedV1': 'bind_to_port:b',
  'Listener.FcdsConfig': 'name:s config_source:ConfigSource',
  'Listener.InternalListenerConfig': '',
  ListenerFilter:
    'name:s typed_config:a config_discovery:ExtensionConfigSource filter_disabled:ListenerFilterChainMatchPredicate',
  ListenerFilterChainMatchPredicate:
    'or_match:o and_match:o not_match:ListenerFilterChainMatchPredicate any_match:b destination_port_range:o',
  LoadBalancingPolicy: 'policies:[o]',
  Lua: 'inline_code:s source_codes:{o} default_source_code:o stat_prefix:s clear_route_cache:b',
  LuaPerRoute: 'disabled:b name:s source_code:o filter_context:o',
  Matcher: 'matcher_list:o matcher_tree:o on_no_match:o',
  MemoryAllocatorManager:
    'bytes_to_release:m memory_release_interval:d soft_memory_limit_bytes:m max_per_cpu_cache_size_bytes:u max_unfreed_memory_bytes:m',
  Metadata: 'filter_metadata:{o} typed_filter_metadata:{a}',
  Node: 'id:s cluster:s metadata:o dynamic_parameters:{o} locality:o user_agent_name:s user_agent_version:s user_agent_build_version:o extensions:[o] client_features:[s] listening_addresses:[Address]',
  NonForwardingAction: '',
  OAuth2: 'config:o',
  OutlierDetection:
    'consecutive_5xx:u interval:d base_ejection_time:d max_ejection_percent:u enforcing_consecutive_5xx:u enforcing_success_rate:u success_rate_minimum_hosts:u success_rate_request_volume:u success_rate_stdev_factor:u consecutive_gateway_failure:u enforcing_consecutive_gateway_failure:u split_external_local_origin_errors:b consecutive_local_origin_failure:u enforcing_consecutive_local_origin_failure:u enforcing_local_origin_success_rate:u failure_percentage_threshold:u enforcing_failure_percentage:u enforcing_failure_percentage_local_origin:u failure_percentage_minimum_hosts:u failure_percentage_request_volume:u max_ejection_time:d max_ejection_time_jitter:d successful_active_health_check_uneject_host:b monitors:[TypedExtensionConfig] always_eject_one_host:b detect_degraded_hosts:b',
  OverloadManager: 'refresh_interval:d resource_monitors:[o] actions:[o] loadshed_points:[o] buffer_factory_config:o',
  ProxyProtocol:
    'rules:[o] allow_requests_without_proxy_protocol:b pass_through_tlvs:o disallowed_versions:[(V1|V2)] stat_prefix:s tlv_location:(DYNAMIC_METADATA|FILTER_STATE)',
  RedirectAction:
    'https_redirect:b scheme_redirect:s host_redirect:s port_redirect:u path_redirect:s prefix_rewrite:s regex_rewrite:o response_code:(MOVED_PERMANENTLY|FOUND|SEE_OTHER|TEMPORARY_REDIRECT|PERMANENT_REDIRECT) strip_query:b',
  RetryPolicy:
    'retry_on:s num_retries:u per_try_timeout:d per_try_idle_timeout:d retry_priority:o retry_host_predicate:[o] retry_options_predicates:[TypedExtensionConfig] host_selection_retry_max_attempts:l retriable_status_codes:[u] retry_back_off:o rate_limited_retry_back_off:o retriable_headers:[o] retriable_request_headers:[o]',
  Route:
    'name:s match:RouteMatch route:RouteAction redirect:RedirectAction direct_response:DirectResponseAction filter_action:FilterAction non_forwarding_action:NonForwardingAction metadata:Metadata decorator:Decorator typed_per_filter_config:{a} request_headers_to_add:[HeaderValueOption] request_headers_to_remove:[s] response_headers_to_add:[HeaderValueOption] response_headers_to_remove:[s] tracing:envoy.config.route.v3.Tracing per_request_buffer_limit_bytes:u stat_prefix:s request_body_buffer_limit:m',
  RouteAction:
    'cluster:s cluster_header:s weighted_clusters:o cluster_specifier_plugin:s inline_cluster_specifier_plugin:ClusterSpecifierPlugin cluster_not_found_response_code:(SERVICE_UNAVAILABLE|NOT_FOUND|INTERNAL_SERVER_ERROR) metadata_match:Metadata prefix_rewrite:s regex_rewrite:o path_rewrite_policy:TypedExtensionConfig path_rewrite:s host_rewrite_literal:s auto_host_rewrite:b host_rewrite_header:s host_rewrite_path_regex:o host_rewrite:s append_x_forwarded_host:b timeout:d idle_timeout:d flush_timeout:d early_data_policy:TypedExtensionConfig retry_policy:RetryPolicy retry_policy_typed_config:a request_mirror_policies:[RouteAction.RequestMirrorPolicy] priority:(DEFAULT|HIGH) rate_limits:[envoy.config.route.v3.RateLimit] include_vh_rate_limits:b hash_policy:[o] cors:CorsPolicy max_grpc_timeout:d grpc_timeout_offset:d upgrade_configs:[o] internal_redirect_policy:o internal_redirect_action:(PASS_THROUGH_INTERNAL_REDIRECT|HANDLE_INTERNAL_REDIRECT) max_internal_redirects:u hedge_policy:HedgePolicy max_stream_duration:o',
  'RouteAction.RequestMirrorPolicy':
    'cluster:s cluster_header:s runtime_fraction:o trace_sampled:b disable_shadow_host_suffix_append:b request_headers_mutations:[o] host_rewrite_literal:s',
  RouteConfiguration:
    'name:s virtual_hosts:[VirtualHost] vhds:Vhds internal_only_headers:[s] response_headers_to_add:[HeaderValueOption] response_headers_to_remove:[s] request_headers_to_add:[HeaderValueOption] request_headers_to_remove:[s] most_specific_header_mutations_wins:b validate_clusters:b max_direct_response_body_size_bytes:u cluster_specifier_plugins:[ClusterSpecifierPlugin] request_mirror_policies:[RouteAction.RequestMirrorPolicy] ignore_port_in_host_matching:b vhost_header:s ignore_path_parameters_in_path_matching:b typed_per_filter_config:{a} metadata:Metadata',
  RouteMatch:
    'prefix:s path:s safe_regex:o connect_matcher:o path_separated_prefix:s path_match_policy:TypedExtensionConfig case_sensitive:b runtime_fraction:o headers:[o] query_parameters:[o] cookies:[o] grpc:o tls_context:o dynamic_metadata:[o] filter_state:[o]',
  Router:
    'dynamic_stats:b start_child_span:b upstream_log:[AccessLog] upstream_log_options:o suppress_envoy_headers:b strict_check_headers:[s] respect_expected_rq_timeout:b suppress_grpc_request_failure_code_stats:b upstream_http_filters:[HttpFilter] reject_connect_request_early_data:b',
  SocketOption:
    'description:s level:l name:l int_value:l buf_value:y state:(STATE_PREBIND|STATE_BOUND|STATE_LISTENING) type:o ip_version:(SOCKET_IP_VERSION_UNSPECIFIED|SOCKET_IP_VERSION_IPV4|SOCKET_IP_VERSION_IPV6)',
  StatsConfig: 'stats_tags:[o] use_all_default_tags:b stats_matcher:o histogram_bucket_settings:[o]',
  StatsSink: 'name:s typed_config:a',
  TcpKeepalive: 'keepalive_probes:u keepalive_time:u keepalive_interval:u',
  TcpProxy:
    'stat_prefix:s cluster:s weighted_clusters:o on_demand:o metadata_match:Metadata idle_timeout:d downstream_idle_timeout:d upstream_idle_timeout:d access_log:[AccessLog] max_connect_attempts:u backoff_options:o hash_policy:[o] tunneling_config:o max_downstream_connection_duration:d max_downstream_connection_duration_jitter_percentage:o access_log_flush_interval:d flush_access_log_on_connected:b access_log_options:o proxy_protocol_tlvs:[o] proxy_protocol_tlv_merge_policy:(ADD_IF_ABSENT|OVERWRITE_BY_TYPE_IF_EXISTS_OR_ADD|APPEND_IF_EXISTS_OR_ADD) upstream_connect_mode:(IMMEDIATE|ON_DOWNSTREAM_DATA|ON_DOWNSTREAM_TLS_HANDSHAKE) max_early_data_bytes:u',
  TlsInspector:
    'enable_ja3_fingerprinting:b enable_ja4_fingerprinting:b initial_read_buffer_size:u close_connection_on_client_hello_parsing_errors:b max_client_hello_size:u',
  TrackClusterStats: 'timeout_budgets:b request_response_sizes:b per_endpoint_stats:b',
  TransportSocket: 'name:s typed_config:a',
  TypedExtensionConfig: 'name:s typed_config:a',
  UdpListenerConfig: 'downstream_socket_config:o quic_options:o udp_packet_packet_writer_config:TypedExtensionConfig',
  UpstreamConnectionOptions:
    'tcp_keepalive:TcpKeepalive set_local_interface_name_on_upstream_connections:b happy_eyeballs_config:o',
  UpstreamHttpProtocolOptions: 'auto_sni:b auto_san_validation:b override_auto_sni_header:s',
  UpstreamTlsContext:
    'common_tls_context:o sni:s auto_host_sni:b auto_sni_san_validation:b allow_renegotiation:b max_session_keys:u enforce_rsa_key_usage:b',
  Vhds: 'config_source:ConfigSource',
  VirtualCluster: 'headers:[o] name:s',
  VirtualHost:
    'name:s domains:[s] routes:[Route] matcher:Matcher require_tls:(NONE|EXTERNAL_ONLY|ALL) virtual_clusters:[VirtualCluster] rate_limits:[envoy.config.route.v3.RateLimit] request_headers_to_add:[HeaderValueOption] request_headers_to_remove:[s] response_headers_to_add:[HeaderValueOption] response_headers_to_remove:[s] cors:CorsPolicy typed_per_filter_config:{a} include_request_attempt_count:b include_attempt_count_in_response:b retry_policy:RetryPolicy retry_policy_typed_config:a hedge_policy:HedgePolicy include_is_timeout_retry_header:b per_request_buffer_limit_bytes:u request_body_buffer_limit:m request_mirror_policies:[RouteAction.RequestMirrorPolicy] metadata:Metadata',
  Wasm: 'config:o',
  Watchdog:
    'actions:[o] miss_timeout:d megamiss_timeout:d kill_timeout:d max_kill_timeout_jitter:d multikill_timeout:d multikill_threshold:o',
  Watchdogs: 'main_thread_watchdog:Watchdog worker_watchdog:Watchdog',
  'envoy.config.cluster.v3.Filter': 'name:s typed_config:a config_discovery:ExtensionConfigSource',
  'envoy.config.core.v3.HttpProtocolOptions':
    'idle_timeout:d max_connection_duration:d max_headers_count:u max_response_headers_kb:u max_stream_duration:d headers_with_underscores_action:(ALLOW|REJECT_REQUEST|DROP_HEADER) max_requests_per_connection:u',
  'envoy.config.listener.v3.Filter': 'name:s typed_config:a config_discovery:ExtensionConfigSource',
  'envoy.config.route.v3.RateLimit':
    'stage:u disable_key:s actions:[o] limit:o hits_addend:o apply_on_stream_done:b x_ratelimit_option:(UNSPECIFIED|OFF|DRAFT_VERSION_03)',
  'envoy.config.route.v3.Tracing':
    'client_sampling:o random_sampling:o overall_sampling:o custom_tags:[o] operation:s upstream_operation:s',
  'envoy.config.trace.v3.Tracing': 'http:o',
  'envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit':
    'stat_prefix:s status:o token_bucket:o filter_enabled:o filter_enforced:o request_headers_to_add_when_not_enforced:[HeaderValueOption] response_headers_to_add:[HeaderValueOption] descriptors:[o] stage:u local_rate_limit_per_downstream_connection:b local_cluster_rate_limit:o enable_x_ratelimit_headers:(OFF|DRAFT_VERSION_03) vh_rate_limits:(OVERRIDE|INCLUDE|IGNORE) always_consume_default_token_bucket:b rate_limited_as_resource_exhausted:b rate_limits:[envoy.config.route.v3.RateLimit] max_dynamic_descriptors:u',
  'envoy.extensions.filters.http.ratelimit.v3.RateLimit':
    'domain:s stage:u request_type:s timeout:d failure_mode_deny:b rate_limited_as_resource_exhausted:b rate_limit_service:o enable_x_ratelimit_headers:(OFF|DRAFT_VERSION_03) disable_x_envoy_ratelimited_header:b rate_limited_status:o response_headers_to_add:[HeaderValueOption] status_on_error:o stat_prefix:s filter_enabled:o filter_enforced:o failure_mode_deny_percent:o rate_limits:[envoy.config.route.v3.RateLimit]',
  'envoy.extensions.filters.http.rbac.v3.RBAC':
    'rules:o rules_stat_prefix:s matcher:Matcher shadow_rules:o shadow_matcher:Matcher shadow_rules_stat_prefix:s track_per_rule_stats:b',
  'envoy.extensions.filters.network.local_ratelimit.v3.LocalRateLimit':
    'stat_prefix:s token_bucket:o runtime_enabled:o share_key:s',
  'envoy.extensions.filters.network.rbac.v3.RBAC':
    'rules:o matcher:Matcher shadow_rules:o shadow_matcher:Matcher shadow_rules_stat_prefix:s stat_prefix:s enforcement_type:(ONE_TIME_ON_FIRST_BYTE|CONTINUOUS) delay_deny:d',
  'envoy.extensions.upstreams.http.v3.HttpProtocolOptions':
    'common_http_protocol_options:envoy.config.core.v3.HttpProtocolOptions upstream_http_protocol_options:UpstreamHttpProtocolOptions explicit_http_config:o use_downstream_protocol_config:o auto_config:o http_filters:[HttpFilter] header_validation_config:TypedExtensionConfig outlier_detection:o request_mirror_policies:[RouteAction.RequestMirrorPolicy] hash_policy:[o] retry_policy:RetryPolicy',
};

/** What a patch's value is, by `applyTo`. */
export const patchedMessages: Readonly<Record<string, string>> = {
  CLUSTER: 'Cluster',
  LISTENER: 'Listener',
  ROUTE_CONFIGURATION: 'RouteConfiguration',
  FILTER_CHAIN: 'FilterChain',
  HTTP_FILTER: 'HttpFilter',
  NETWORK_FILTER: 'envoy.config.listener.v3.Filter',
  VIRTUAL_HOST: 'VirtualHost',
  HTTP_ROUTE: 'Route',
  EXTENSION_CONFIG: 'TypedExtensionConfig',
  BOOTSTRAP: 'Bootstrap',
  LISTENER_FILTER: 'ListenerFilter',
};

/** Extensions whose fields are known: what follows `envoy.extensions.` in their types → their messages. */
export const extensionMessages: Readonly<Record<string, string>> = {
  'access_loggers.file.v3.FileAccessLog': 'FileAccessLog',
  'filters.http.buffer.v3.Buffer': 'Buffer',
  'filters.http.compressor.v3.Compressor': 'Compressor',
  'filters.http.cors.v3.Cors': 'Cors',
  'filters.http.ext_authz.v3.ExtAuthz': 'ExtAuthz',
  'filters.http.ext_authz.v3.ExtAuthzPerRoute': 'ExtAuthzPerRoute',
  'filters.http.ext_proc.v3.ExternalProcessor': 'ExternalProcessor',
  'filters.http.fault.v3.HTTPFault': 'HTTPFault',
  'filters.http.grpc_json_transcoder.v3.GrpcJsonTranscoder': 'GrpcJsonTranscoder',
  'filters.http.header_to_metadata.v3.Config': 'Config',
  'filters.http.jwt_authn.v3.JwtAuthentication': 'JwtAuthentication',
  'filters.http.local_ratelimit.v3.LocalRateLimit': 'envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
  'filters.http.lua.v3.Lua': 'Lua',
  'filters.http.lua.v3.LuaPerRoute': 'LuaPerRoute',
  'filters.http.oauth2.v3.OAuth2': 'OAuth2',
  'filters.http.ratelimit.v3.RateLimit': 'envoy.extensions.filters.http.ratelimit.v3.RateLimit',
  'filters.http.rbac.v3.RBAC': 'envoy.extensions.filters.http.rbac.v3.RBAC',
  'filters.http.router.v3.Router': 'Router',
  'filters.http.wasm.v3.Wasm': 'Wasm',
  'filters.listener.proxy_protocol.v3.ProxyProtocol': 'ProxyProtocol',
  'filters.listener.tls_inspector.v3.TlsInspector': 'TlsInspector',
  'filters.network.http_connection_manager.v3.HttpConnectionManager': 'HttpConnectionManager',
  'filters.network.local_ratelimit.v3.LocalRateLimit':
    'envoy.extensions.filters.network.local_ratelimit.v3.LocalRateLimit',
  'filters.network.rbac.v3.RBAC': 'envoy.extensions.filters.network.rbac.v3.RBAC',
  'filters.network.tcp_proxy.v3.TcpProxy': 'TcpProxy',
  'transport_sockets.tls.v3.DownstreamTlsContext': 'DownstreamTlsContext',
  'transport_sockets.tls.v3.UpstreamTlsContext': 'UpstreamTlsContext',
  'upstreams.http.v3.HttpProtocolOptions': 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
};
