import type { CommandEntry } from '../command-entry.ts';

/** Two places have it, as in istioctl. */
export const proxyStatus: CommandEntry = {
  summary: 'Show whether proxies have what istiod wants them to have',
  aliases: ['ps'],
  load: () => import('../commands/proxy-status.ts'),
};
