import { message } from '../message.ts';

/** Webhooks are named in full: texts that differ in the webhooks must differ. */
const problems = {
  overlap: (webhooks: readonly string[], others: readonly string[]) =>
    `${webhooks.length === 1 ? 'webhook' : 'each of the webhooks'} ${webhooks.join(', ')} can select the same Pod as ` +
    `${others.join(', ')}, which is then injected twice: ` +
    'change their selectors until each Pod has one, or remove the webhook that is left over',
  service: ([webhook = '']: readonly string[], [service = '']: readonly string[]) =>
    `webhook ${webhook} calls Service ${service}, which does not exist, so no Pod that it selects can be injected: ` +
    'install that control plane, or remove the webhook',
} as const;

/** `refersTo` are the other webhooks, or the Service. */
export const InvalidWebhook = message<{
  problem: keyof typeof problems;
  webhooks: readonly string[];
  refersTo: readonly string[];
}>({
  code: 'IST0139',
  name: 'InvalidWebhook',
  level: 'Error',
  summary: 'An injection webhook overlaps with another, or calls a Service that does not exist',
  text: ({ problem, webhooks, refersTo }) => problems[problem](webhooks, refersTo),
});

export const InvalidExternalControlPlaneConfig = message<{ webhook: string; url: string }>({
  code: 'IST0163',
  name: 'InvalidExternalControlPlaneConfig',
  level: 'Warning',
  summary: 'A webhook has no valid address of the control plane',
  text: ({ webhook, url }) =>
    `webhook ${webhook} ${url === '' ? 'has neither a URL nor a Service' : `calls "${url}", which is not an https URL`}, ` +
    'so it cannot reach the control plane: give it a URL like https://istiod.example.com:15017/inject',
});

export const ExternalControlPlaneAddressIsNotAHostname = message<{ webhook: string; url: string }>({
  code: 'IST0164',
  name: 'ExternalControlPlaneAddressIsNotAHostname',
  level: 'Info',
  summary: 'A webhook calls the control plane by IP address',
  text: ({ webhook, url }) =>
    `webhook ${webhook} calls "${url}" by IP address, which its certificate seldom covers and which changes with its load ` +
    'balancer: use a host name in production',
});
