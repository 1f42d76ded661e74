import { defineAnalyzer } from '../analyzer.ts';
import { ServiceEntryAddressesRequired } from '../messages/serviceentry.ts';
import { once } from '../once.ts';

export default defineAnalyzer({
  id: 'serviceentry.Analyzer',
  summary: 'A ServiceEntry with a TCP port has an address, given or allocated',
  reads: ['ServiceEntry'],
  emits: [ServiceEntryAddressesRequired],
  run(mesh, report) {
    if (allocatesAddresses(mesh.config.defaultConfig?.proxyMetadata)) return;
    const reportOnce = once(report);
    for (const entry of mesh.each('ServiceEntry')) {
      const { addresses = [], ports = [] } = entry.spec;
      const allocated = entry.body.status?.addresses ?? [];
      if (addresses.length > 0 || allocated.length > 0) continue;
      for (const [i, { name, protocol = '' }] of ports.entries()) {
        if (protocol !== '' && protocol.toUpperCase() !== 'TCP') continue;
        // The line that istioctl tells is that of the port's name.
        if (name === undefined) reportOnce(ServiceEntryAddressesRequired, entry.at('spec', 'ports', i), {});
        else report(ServiceEntryAddressesRequired, entry.at('spec', 'ports', i, 'name'), {});
      }
    }
  },
});

/** With DNS capture, proxies give ServiceEntries addresses of their own (istio.io, DNS proxying, address auto allocation). */
function allocatesAddresses(proxyMetadata: Readonly<Record<string, string>> = {}): boolean {
  const on = (name: string): boolean => proxyMetadata[name] === 'true';
  return on('ISTIO_META_DNS_CAPTURE') && (on('ISTIO_META_DNS_AUTO_ALLOCATE') || on('PILOT_ENABLE_IP_AUTOALLOCATE'));
}
