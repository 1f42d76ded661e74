import { describe, expect, it } from 'vitest';
import { type Opening, receive } from '../../../src/proxy/mtls/reception.ts';

describe('receive', () => {
  it.each<[Opening, http: string, tcp: string]>([
    // STRICT, PERMISSIVE and DISABLE, for a port of HTTP and for one of TCP or unknown.
    ['plaintext', 'closed taken taken', 'closed taken taken'],
    ['mtls', 'taken taken closed', 'taken taken forwarded'],
    ['mtls-without-alpn', 'taken closed closed', 'taken forwarded forwarded'],
    ['tls-as-mesh', 'closed closed closed', 'closed closed forwarded'],
    ['tls', 'closed closed closed', 'closed forwarded forwarded'],
  ])('%s', (opening, http, tcp) => {
    const inAll = (protocol: 'http' | 'tcp' | 'auto') =>
      (['STRICT', 'PERMISSIVE', 'DISABLE'] as const).map((mode) => receive(mode, protocol, opening)).join(' ');
    expect(inAll('http')).toBe(http);
    expect(inAll('tcp')).toBe(tcp);
    expect(inAll('auto')).toBe(tcp);
  });
});
