import type { SourceFile } from '../../resources/document.ts';
import type { Section } from '../envoy/config-dump.ts';
import type { EnvoySource } from '../sources.ts';
import { AdminError, type AskAdmin } from './ask.ts';

/**
 * The fields of each section that readers here go by. Envoy goes through the fields of a `mask` section by section, and leaves
 * out a section that lacks one of them (https://www.envoyproxy.io/docs/envoy/latest/operations/admin, GET /config_dump).
 */
const fields: Readonly<Record<Section, string>> = {
  bootstrap: 'bootstrap,last_updated',
  clusters: 'dynamic_active_clusters,dynamic_warming_clusters,static_clusters',
  listeners: 'dynamic_listeners,static_listeners',
  routes: 'dynamic_route_configs,static_route_configs',
  secrets: 'dynamic_active_secrets,dynamic_warming_secrets,static_secrets',
  endpoints: 'dynamic_endpoint_configs,static_endpoint_configs',
  extensions: 'ecds_filters',
};

/** What Envoy says where none of its sections has the fields: extensions are a section only where there are some. */
const nothingMasked = /^FieldMask .* could not be successfully applied/;

/**
 * A running Envoy, asked for no more than each reader needs.
 *
 * @param name for messages: `cart-1.shop`
 */
export const envoyAdmin = (name: string, ask: AskAdmin): EnvoySource => ({
  name,
  isLive: true,
  configDump: async (part) => ({ name, text: await askDump(ask, part) }),
  clusters: async (): Promise<SourceFile> => ({ name, text: await ask('GET', 'clusters?format=json') }),
});

async function askDump(ask: AskAdmin, part: Section | 'all'): Promise<string> {
  if (part === 'all') return ask('GET', 'config_dump?include_eds');
  try {
    return await ask('GET', `config_dump?${part === 'endpoints' ? 'include_eds&' : ''}mask=${fields[part]}`);
  } catch (error) {
    if (error instanceof AdminError && nothingMasked.test(error.answer)) return '{"configs": []}';
    throw error;
  }
}
