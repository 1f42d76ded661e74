/** `apps` of `apps/v1`; empty for Kubernetes' core group, whose apiVersion is a version alone. */
export const groupOf = (apiVersion: string): string => apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));

/** `v1` of `apps/v1`, and of `v1`. */
export const versionOf = (apiVersion: string): string => apiVersion.slice(apiVersion.indexOf('/') + 1);
