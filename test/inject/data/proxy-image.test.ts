import { expect, it } from 'vitest';
import { proxyImage } from '../../../src/inject/data/proxy-image.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

it.each<[image: string, global: JsonObject, config: JsonObject, annotation?: string]>([
  ['h/proxyv2:1.30', { hub: 'h', tag: '1.30' }, {}],
  ['h/proxyv2:1.3', { hub: 'h', tag: 1.3 }, {}],
  ['h/own:1', { hub: 'h', tag: 1, proxy: { image: 'own' } }, {}],
  ['h/proxyv2:1-debug', { hub: 'h', tag: '1', variant: 'debug' }, {}],
  ['h/proxyv2:1-distroless', { hub: 'h', tag: '1-debug', variant: 'debug' }, { image: { imageType: 'distroless' } }],
  ['h/proxyv2:1-debug', { hub: 'h', tag: '1-debug', variant: 'distroless' }, { image: {} }],
  ['h/proxyv2:1', { hub: 'h', tag: '1-debug' }, {}, 'default'],
  ['h/proxyv2:1-mine', { hub: 'h', tag: '1-distroless', variant: 'debug' }, { image: { imageType: 'x' } }, 'mine'],
  ['/proxyv2:', {}, {}],
])('%s', (image, global, config, annotation) => {
  const annotations: JsonObject = annotation === undefined ? {} : { 'sidecar.istio.io/proxyImageType': annotation };
  expect(proxyImage({ global }, config, annotations)).toBe(image);
});
