import { describe, expect, it } from 'vitest';
import { browserCommand } from '../../src/cli/terminal/open-browser.ts';
import { flagsIn } from '../support/help-flags.ts';
import { Sandbox } from '../support/run.ts';

/** Flags of istioctl 1.30.3, besides those that every dashboard has. */
const flags: Readonly<Record<string, readonly string[]>> = {
  controlz: ['--ctrlz_port', '--revision', '--selector', '-r', '-l'],
  envoy: ['--selector', '--ui-port', '-l'],
  grafana: ['--ui-port'],
  'istiod-debug': ['--revision', '--selector', '-r', '-l'],
  jaeger: ['--ui-port'],
  kiali: ['--ui-port'],
  prometheus: ['--ui-port'],
  proxy: ['--selector', '--ui-port', '-l'],
  skywalking: ['--ui-port'],
  zipkin: ['--ui-port'],
};

describe('dashboard', () => {
  it.each(Object.keys(flags))('%s has every flag of istioctl, and examples', (name) => {
    const { status, stdout } = new Sandbox().run(['d', name, '--help']);
    expect(status).toBe(0);
    expect(flagsIn(stdout)).toEqual(
      expect.arrayContaining([...flags[name]!, '--address', '--browser', '--port', '-p', '-n', '-i']),
    );
    expect(stdout).toContain('\nExamples:\n  # ');
  });

  it('lists its pages', () => {
    const { status, stdout } = new Sandbox().run(['dash']);
    expect(status).toBe(0);
    for (const name of Object.keys(flags)) expect(stdout).toContain(`\n  ${name} `);
  });

  it.each([
    [['kiali', 'cart'], '"meshwright dashboard kiali" takes no arguments: what is "cart" for?'],
    [['kiali', '--address', 'example.com'], '--address takes an IP address or localhost, not "example.com"'],
    [['kiali', '--port', '70000'], '--port takes a port, not "70000"'],
    [['proxy'], 'name a pod, or one by --selector'],
    [['proxy', 'a', 'b'], 'name one pod: what is "b" for?'],
    [['envoy', 'cart', '-l', 'app=cart'], 'name a pod or --selector, not both: what is "cart" for?'],
    [['controlz', 'istiod', '-r', 'canary'], 'name a pod, or --selector, or --revision: only one of them'],
    [['istiod-debug', '-l', 'a=b', '-r', 'canary'], 'name a pod, or --selector, or --revision: only one of them'],
    [['nothing'], 'there is no command "dashboard nothing"'],
  ])('%j is told why not', (args, message) => {
    const ended = new Sandbox().run(['dashboard', ...args]);
    expect(ended).toMatchObject({ status: 64, stdout: '' });
    expect(ended.stderr).toContain(message);
  });

  it('needs a cluster', () => {
    const ended = new Sandbox().run(['dashboard', 'kiali']);
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain('there is no kubeconfig');
  });
});

describe('a browser', () => {
  const url = 'http://localhost:20001/kiali';
  it.each([
    ['linux', ['xdg-open', url]],
    ['darwin', ['open', url]],
    ['win32', ['rundll32', 'url.dll,FileProtocolHandler', url]],
    ['aix', undefined],
    ['constructor', undefined],
  ])('is opened on %s by %j', (system, command) => {
    expect(browserCommand(url, system)).toEqual(command);
  });

  it.each(['http://127.0.0.1:1/', 'http://[::1]:1/x', 'https://localhost/'])('is opened for %s', (own) => {
    expect(browserCommand(own, 'linux')).toEqual(['xdg-open', own]);
  });

  it.each(['http://example.com/', 'http://127.0.0.1.example.com/', 'file:///etc/passwd', 'javascript:alert(1)'])(
    'is not opened for %s',
    (other) => {
      expect(browserCommand(other, 'linux')).toBeUndefined();
    },
  );
});
