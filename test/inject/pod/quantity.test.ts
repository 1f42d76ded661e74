import { describe, expect, it } from 'vitest';
import { canonicalQuantity, readQuantity, scaledQuantity } from '../../../src/inject/pod/quantity.ts';

describe('quantities', () => {
  /** As k8s.io/apimachinery's resource.Quantity writes them. */
  it.each([
    ['0', '0'],
    ['0.5', '500m'],
    ['1000m', '1'],
    ['1.5', '1500m'],
    ['1.123', '1.123'],
    ['1024Mi', '1Gi'],
    ['1025Ki', '1025Ki'],
    ['0.5Gi', '512Mi'],
    ['512Ki', '512Ki'],
    ['1536Mi', '1536Mi'],
    ['1000', '1k'],
    ['1000000k', '1G'],
    ['1e3', '1e3'],
    ['1000e3', '1e6'],
    ['100u', '100u'],
    ['0.0000000001', '1n'],
    ['-0.5', '-500m'],
    ['.5Ki', '512'],
    ['9Ei', '9223372036854775807'],
    [2, '2'],
    [0.1, '100m'],
  ])('%s is %s', (given, canonical) => {
    expect(canonicalQuantity(readQuantity(given)!)).toBe(canonical);
  });

  it.each(['', 'x', '1K', '1ki', '1 Gi', '1,5', '1e', '--1', '1.2.3'])('refuses %j', (text) => {
    expect(readQuantity(text)).toBeUndefined();
  });

  it('scales, rounding up', () => {
    expect(scaledQuantity(readQuantity('1.5')!, 0)).toBe(2n);
    expect(scaledQuantity(readQuantity('-1.5')!, 0)).toBe(-2n);
    expect(scaledQuantity(readQuantity('1Gi')!, -3)).toBe(1073741824000n);
    expect(scaledQuantity(readQuantity('9999E')!, 0)).toBe(2n ** 63n - 1n);
  });
});
