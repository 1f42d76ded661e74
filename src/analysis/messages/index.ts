/** Every message: a line for each topic, which is a file of this folder. */

export * from './annotations.ts';
export * from './certificates.ts';
export * from './conditions.ts';
export * from './deprecation.ts';
export * from './destinationrule.ts';
export * from './envoyfilter.ts';
export * from './gateway.ts';
export * from './gateway-api.ts';
export * from './injection.ts';
export * from './input.ts';
export * from './multicluster.ts';
export * from './policy.ts';
export * from './precheck.ts';
export * from './progressive-delivery.ts';
export * from './providers.ts';
export * from './references.ts';
export * from './schema.ts';
export * from './selectors.ts';
export * from './serviceentry.ts';
export * from './sidecar.ts';
export * from './telemetry.ts';
export * from './virtualservice.ts';
export * from './webhook.ts';
export * from './workload.ts';
