import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/resources/json.ts';
import { proxyImage } from '../../src/resources/proxy-image.ts';

describe('proxyImage', () => {
  it.each<[JsonObject, string | undefined, string]>([
    [{ tag: '1' }, undefined, 'h/proxyv2:1'],
    [{ tag: 1 }, undefined, 'h/proxyv2:1'],
    [{ tag: '1', proxy: { image: 'mine' } }, undefined, 'h/mine:1'],
    [{ tag: '1', proxy: { image: 'example.com/mine:2' } }, 'debug', 'example.com/mine:2'],
    [{ tag: '1', variant: 'distroless' }, undefined, 'h/proxyv2:1-distroless'],
    [{ tag: '1-debug', variant: 'distroless' }, undefined, 'h/proxyv2:1-distroless'],
    [{ tag: '1', variant: 'distroless' }, 'debug', 'h/proxyv2:1-debug'],
    [{ tag: '1-distroless' }, 'default', 'h/proxyv2:1'],
    [{ tag: '1-alpha', variant: 'debug' }, undefined, 'h/proxyv2:1-alpha-debug'],
    [{ tag: '1-debug' }, undefined, 'h/proxyv2:1-debug'],
  ])('%j with type %s', (global, type, expected) => {
    expect(proxyImage({ global: { hub: 'h', ...global } }, type)).toBe(expected);
  });
});
