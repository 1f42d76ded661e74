import { expect, it } from 'vitest';
import { isHttp, isKnownProtocol, isTls, protocolProblem, protocols } from '../../../src/schema/values/protocol.ts';

it.each([...protocols, 'http', 'gRPC', 'grpc-WEB', 'Http_Proxy'])('%s is a protocol', (text) => {
  expect(isKnownProtocol(text)).toBe(true);
  expect(protocolProblem(text)).toBeUndefined();
});

it.each(['', 'HTTP/2', 'http ', 'web', 'constructor', '__proto__', 'toString', 'ＨＴＴＰ', '\u212a'])(
  '%j is none',
  (text) => {
    expect(isKnownProtocol(text)).toBe(false);
    expect(isHttp(text) || isTls(text)).toBe(false);
    expect(protocolProblem(text)).toMatch(/is no protocol that Istio knows: HTTP, HTTPS, /);
  },
);

it('names the nearest', () => {
  expect(protocolProblem('HTPS')).toMatch(/^"HTPS" is no protocol .* Did you mean "HTTPS"\?$/);
  expect(protocolProblem('x'.repeat(1e6))).toHaveLength(protocolProblem('x'.repeat(1e5))!.length);
});

it('knows which are HTTP in the clear, and which start with TLS', () => {
  expect(protocols.filter(isHttp)).toEqual(['HTTP', 'GRPC', 'GRPC-Web', 'HTTP2', 'HTTP_PROXY']);
  expect(protocols.filter(isTls)).toEqual(['HTTPS', 'TLS']);
});
