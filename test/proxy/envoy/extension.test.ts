import { expect, it } from 'vitest';
import { ConfigDump } from '../../../src/proxy/envoy/config-dump.ts';
import { extensionRows } from '../../../src/proxy/envoy/extension.ts';
import type { Json } from '../../../src/resources/json.ts';
import { any, clusters, dumpOf, section } from '../dump.ts';

const wasm: Json = any('envoy.extensions.filters.http.wasm.v3.Wasm');
const typed = (name: string, typed_config?: Json) => ({
  ecds_filter: any('envoy.config.core.v3.TypedExtensionConfig', {
    name,
    ...(typed_config !== undefined && { typed_config }),
  }),
});

it('are ordered by type and name', () => {
  const ecds_filters = [typed('b', wasm), { ecds_filter: wasm }, typed('a', wasm), typed('waiting')];
  expect(extensionRows(new ConfigDump(dumpOf(section('Ecds', { ecds_filters }))))).toEqual([
    { name: 'waiting', type: '' },
    { name: '', type: 'envoy.extensions.filters.http.wasm.v3.Wasm' },
    { name: 'a', type: 'envoy.extensions.filters.http.wasm.v3.Wasm' },
    { name: 'b', type: 'envoy.extensions.filters.http.wasm.v3.Wasm' },
  ]);
});

it('are none in a dump without them', () => {
  expect(extensionRows(new ConfigDump(dumpOf(clusters([]))))).toEqual([]);
});
