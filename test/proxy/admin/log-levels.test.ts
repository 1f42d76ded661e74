import { describe, expect, it } from 'vitest';
import type { AskAdmin } from '../../../src/proxy/admin/ask.ts';
import { setLevels, startLevels } from '../../../src/proxy/admin/envoy-log.ts';
import { parseLevels } from '../../../src/proxy/admin/log-levels.ts';
import { ztunnelLevels } from '../../../src/proxy/admin/ztunnel-log.ts';

const shown = ({ all, loggers }: ReturnType<typeof parseLevels>) => [all, Object.fromEntries(loggers)];

describe('levels', () => {
  it.each([
    ['debug', ['debug', {}]],
    ['warn', ['warning', {}]],
    ['level:error', ['error', {}]],
    ['http:debug,redis=trace', [undefined, { http: 'debug', redis: 'trace' }]],
    ['info, http:debug', ['info', { http: 'debug' }]],
    ['envoy::http:debug', [undefined, { http: 'debug' }]],
  ])('%s', (text, expected) => expect(shown(parseLevels(text))).toEqual(expected));

  it('keep scopes where there are some', () => {
    expect(shown(parseLevels('ztunnel::proxy:debug', { withScopes: true }))).toEqual([
      undefined,
      { 'ztunnel::proxy': 'debug' },
    ]);
  });

  it.each(['', 'loud', 'http:', 'debug,'])('refuse "%s"', (text) => {
    expect(() => parseLevels(text)).toThrow(/--level takes trace, debug, info, warning, error, critical or off/);
  });
});

/** Answers as given, and remembers what it was asked. */
function admin(answer: string): { ask: AskAdmin; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    ask: async (method, path) => {
      asked.push(`${method} ${path}`);
      return answer;
    },
  };
}
const loggers = 'active loggers:\n  http: debug\n  admin: info\n';

it('are set for all first, and then for single loggers in one request', async () => {
  const { ask, asked } = admin(loggers);
  expect(Object.fromEntries(await setLevels(ask, parseLevels('http:debug,admin:off,info')))).toEqual({
    ...{ http: 'debug', admin: 'info' },
  });
  expect(asked).toEqual(['POST logging', 'POST logging?level=info', 'POST logging?paths=http:debug,admin:off']);
  await expect(setLevels(ask, parseLevels('htt:debug'))).rejects.toThrow('no logger "htt". Did you mean "http"?');
});

it('are those of a Pod at its start', () => {
  const pod = (...args: string[]) => ({ spec: { initContainers: [{ name: 'istio-proxy', args }] } });
  expect(shown(startLevels(pod('proxy', '--proxyLogLevel=info', '--proxyComponentLogLevel', 'misc:error')))).toEqual([
    'info',
    { misc: 'error' },
  ]);
  expect(shown(startLevels(pod('--proxyLogLevel', 'debug,http:trace')))).toEqual(['debug', { http: 'trace' }]);
  expect(shown(startLevels({ spec: {} }))).toEqual(['warning', {}]);
});

it.each([
  [{ reset: false, levels: undefined }, 'POST logging'],
  [{ reset: true, levels: undefined }, 'POST logging?reset'],
  [{ reset: false, levels: parseLevels('warning,access:critical') }, 'POST logging?level=access%3Derror,warn'],
])('are ztunnel’s in its own words: %j', async (change, request) => {
  const { ask, asked } = admin('current log level is info\n');
  expect(await ztunnelLevels(ask, change)).toBe('info');
  expect(asked).toEqual([request]);
  await expect(ztunnelLevels(admin('<html>').ask, change)).rejects.toThrow('no answer of ztunnel');
});
