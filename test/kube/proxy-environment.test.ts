import { expect, it } from 'vitest';
import { proxyFromEnvironment } from '../../src/kube/proxy-environment.ts';

const proxy = 'http://proxy:3128';

it.each<[string, Record<string, string>, string | undefined]>([
  ['https://k8s.example.com:6443', {}, undefined],
  ['https://k8s.example.com:6443', { HTTPS_PROXY: proxy }, proxy],
  ['https://k8s.example.com:6443', { https_proxy: 'proxy:3128' }, proxy],
  ['https://k8s.example.com:6443', { HTTP_PROXY: proxy }, undefined],
  ['http://k8s.example.com', { HTTP_PROXY: proxy }, proxy],
  ['https://127.0.0.1:6443', { HTTPS_PROXY: proxy }, undefined],
  ['https://localhost:6443', { HTTPS_PROXY: proxy }, undefined],
  ['https://[::1]:6443', { HTTPS_PROXY: proxy }, undefined],
])('%s with %j goes through %s', (server, env, expected) => {
  expect(proxyFromEnvironment(new URL(server), env)).toBe(expected);
});

it.each<[string, string, boolean]>([
  ['https://k8s.example.com:6443', '*', true],
  ['https://k8s.example.com:6443', 'example.com', true],
  ['https://k8s.example.com:6443', 'other.org, .example.com', true],
  ['https://k8s.example.com:6443', '*.example.com', true],
  ['https://K8S.example.com:6443', 'k8s.EXAMPLE.com', true],
  ['https://example.com', '.example.com', false],
  ['https://k8s.myexample.com', 'example.com', false],
  ['https://k8s.example.com:6443', 'k8s.example.com:6443', true],
  ['https://k8s.example.com:6443', 'k8s.example.com:443', false],
  ['https://k8s.example.com', 'k8s.example.com:443', true],
  ['https://10.1.2.3:6443', '10.0.0.0/8', true],
  ['https://11.1.2.3:6443', '10.0.0.0/8', false],
  ['https://10.1.2.3:6443', '10.1.2.3', true],
  ['https://10.1.2.3:6443', '10.1.2.3:6443', true],
  ['https://10.1.2.3:6443', '2.3', false],
  ['https://[fd00::5]:6443', 'fd00::/8', true],
  ['https://[fd00::5]:6443', 'fd00::5', true],
  ['https://[fd00::5]:6443', '[fd00::5]:6443', true],
  ['https://k8s.example.com:6443', '10.0.0.0/99,,', false],
])('%s with NO_PROXY=%s is excepted: %s', (server, exceptions, isExcepted) => {
  const env = { HTTPS_PROXY: proxy, NO_PROXY: exceptions };
  expect(proxyFromEnvironment(new URL(server), env)).toBe(isExcepted ? undefined : proxy);
});
