import { apiServerChecks } from './api-server.ts';
import { certificateChecks } from './certificates.ts';
import type { Check } from './check.ts';
import { controlPlaneChecks } from './control-plane.ts';
import { definitionChecks } from './definitions.ts';
import { injectionChecks } from './injection.ts';
import { installationChecks } from './installation.ts';
import { permissionChecks } from './permissions.ts';
import { proxyChecks } from './proxies.ts';
import { webhookChecks } from './webhooks.ts';

/** Every check, in the order of a report. */
export const checks: readonly Check[] = [
  ...apiServerChecks,
  ...installationChecks,
  ...permissionChecks,
  ...definitionChecks,
  ...controlPlaneChecks,
  ...webhookChecks,
  ...certificateChecks,
  ...injectionChecks,
  ...proxyChecks,
];
