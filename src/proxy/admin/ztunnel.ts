import type { ZtunnelSource } from '../sources.ts';
import type { AskAdmin } from './ask.ts';

/** A running ztunnel; its admin interface has no way to ask for less than all. */
export const ztunnelAdmin = (name: string, ask: AskAdmin): ZtunnelSource => ({
  name,
  isLive: true,
  configDump: async () => ({ name, text: await ask('GET', 'config_dump') }),
});
