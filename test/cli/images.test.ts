import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { Sandbox } from '../support/run.ts';

const list = (...args: string[]) => new Sandbox().run(['images', 'list', ...args]);
const own = (...images: string[]) => ['busybox:1.28', ...images.map((image) => `docker.io/istio/${image}`)];

describe('images list', () => {
  it.each<[readonly string[], readonly string[]]>([
    [[], own('pilot:1.30.3', 'proxyv2:1.30.3')],
    [['--set', 'profile=empty'], []],
    [
      ['--set', 'profile=ambient'],
      own(...['install-cni', 'pilot', 'proxyv2', 'ztunnel'].map((name) => `${name}:1.30.3-distroless`)),
    ],
    [['--set', 'tag=2', '--set', 'values.pilot.tag=3'], own('pilot:3', 'proxyv2:2')],
    [['--set', 'values.global.variant=distroless'], own('pilot:1.30.3-distroless', 'proxyv2:1.30.3-distroless')],
    [
      ['--set', 'profile=minimal', '--set', 'meshConfig.defaultConfig.image.imageType=debug'],
      own('pilot:1.30.3', 'proxyv2:1.30.3-debug'),
    ],
    [
      ['--set', 'profile=minimal', '--set', 'values.global.proxy.image=example.com/p:1'],
      [...own('pilot:1.30.3'), 'example.com/p:1'],
    ],
  ])('%j', (args, expected) => {
    const { status, stdout, stderr } = list(...args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(expected.map((image) => `${image}\n`).join(''));
  });

  it('says what needs each', () => {
    const args = ['--set', 'profile=minimal', '--set', 'revision=canary'];
    const expected = [
      {
        image: 'busybox:1.28',
        usedBy: [{ object: 'ConfigMap istio-system/istio-sidecar-injector-canary', injected: true }],
      },
      {
        image: 'docker.io/istio/pilot:1.30.3',
        usedBy: [{ object: 'Deployment istio-system/istiod-canary', container: 'discovery', injected: false }],
      },
      {
        image: 'docker.io/istio/proxyv2:1.30.3',
        usedBy: ['istio-init', 'istio-proxy'].map((container) => ({
          object: 'ConfigMap istio-system/istio-sidecar-injector-canary',
          container,
          injected: true,
        })),
      },
    ];
    expect(JSON.parse(list(...args, '-o', 'json').stdout)).toEqual(expected);
    expect(readYaml(list(...args, '-o', 'yaml').stdout)[0]?.value).toEqual(expected);
  });

  it('refuses what is wrong, and prints nothing', () => {
    expect(list('--set', 'profile=none')).toMatchObject({ status: 64, stdout: '' });
    expect(list('-o', 'csv')).toMatchObject({ status: 64, stdout: '' });
  });
});
