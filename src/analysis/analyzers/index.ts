import type { Analyzer } from '../analyzer.ts';
import annotationPlacement from './annotation-placement.ts';
import annotationStage from './annotation-stage.ts';
import authorizationpolicyReferences from './authorizationpolicy-references.ts';
import deploymentServices from './deployment-services.ts';
import deprecatedFeatures from './deprecated-features.ts';
import destinationruleCaCertificates from './destinationrule-ca-certificates.ts';
import destinationruleSubsets from './destinationrule-subsets.ts';
import envoyfilterPatches from './envoyfilter-patches.ts';
import gatewayApiCrdVersions from './gateway-api-crd-versions.ts';
import gatewayApiSelectors from './gateway-api-selectors.ts';
import gatewayCertificates from './gateway-certificates.ts';
import gatewayConflicts from './gateway-conflicts.ts';
import gatewayPorts from './gateway-ports.ts';
import gatewaySecrets from './gateway-secrets.ts';
import meshnetworksRegistries from './meshnetworks-registries.ts';
import namespaceInjection from './namespace-injection.ts';
import podProxyImage from './pod-proxy-image.ts';
import requestauthenticationBlockedCidrs from './requestauthentication-blocked-cidrs.ts';
import resourceDuplicates from './resource-duplicates.ts';
import serviceClusters from './service-clusters.ts';
import servicePortNames from './service-port-names.ts';
import serviceentryAddresses from './serviceentry-addresses.ts';
import sidecarSelectors from './sidecar-selectors.ts';
import statusConditions from './status-conditions.ts';
import telemetryDefaultSelector from './telemetry-default-selector.ts';
import telemetryLightstep from './telemetry-lightstep.ts';
import telemetryProviders from './telemetry-providers.ts';
import telemetrySelectors from './telemetry-selectors.ts';
import virtualserviceConflictingHosts from './virtualservice-conflicting-hosts.ts';
import virtualserviceDestinationHosts from './virtualservice-destination-hosts.ts';
import virtualserviceGateways from './virtualservice-gateways.ts';
import virtualserviceJwtClaims from './virtualservice-jwt-claims.ts';
import virtualserviceSubsets from './virtualservice-subsets.ts';
import virtualserviceUnreachable from './virtualservice-unreachable.ts';
import webhookControlPlane from './webhook-control-plane.ts';
import webhookInjection from './webhook-injection.ts';
import workloadImageAuto from './workload-image-auto.ts';
import workloadUser from './workload-user.ts';

/** Every analyzer, by id. */
export const analyzers: readonly Analyzer[] = [
  annotationStage,
  annotationPlacement,
  workloadUser,
  authorizationpolicyReferences,
  requestauthenticationBlockedCidrs,
  statusConditions,
  deploymentServices,
  deprecatedFeatures,
  destinationruleCaCertificates,
  destinationruleSubsets,
  envoyfilterPatches,
  webhookControlPlane,
  gatewayCertificates,
  gatewayConflicts,
  gatewayPorts,
  gatewaySecrets,
  namespaceInjection,
  podProxyImage,
  workloadImageAuto,
  gatewayApiCrdVersions,
  gatewayApiSelectors,
  meshnetworksRegistries,
  resourceDuplicates,
  servicePortNames,
  serviceentryAddresses,
  serviceClusters,
  sidecarSelectors,
  telemetryDefaultSelector,
  telemetryLightstep,
  telemetryProviders,
  telemetrySelectors,
  virtualserviceConflictingHosts,
  virtualserviceDestinationHosts,
  virtualserviceSubsets,
  virtualserviceGateways,
  virtualserviceJwtClaims,
  virtualserviceUnreachable,
  webhookInjection,
];
