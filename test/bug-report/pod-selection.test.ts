import { describe, expect, it } from 'vitest';
import { isSelected, namespacesOf, parsePodSelection } from '../../src/bug-report/pod-selection.ts';

const cart = {
  namespace: 'shop',
  owner: 'cart',
  pod: 'cart-7f9c-abcde',
  labels: { app: 'cart', version: 'v2' },
  annotations: { team: 'a/b' },
  container: 'istio-proxy',
};

describe('a selection', () => {
  it.each([
    ['', true],
    ['shop', true],
    ['other', false],
    ['other,shop', true],
    ['sh*', true],
    ['*', true],
    ['shop/cart', true],
    ['shop/web', false],
    ['/web,cart', true],
    ['shop//cart-*', true],
    ['shop//cart', false],
    ['///app=cart', true],
    ['///app=cart,version=v1', false],
    ['///app=c*,version=v2', true],
    ['///absent=*', false],
    ['///toString=*', false],
    ['////team=a*', true],
    ['/////istio-proxy', true],
    ['/////app,discovery', false],
    ['shop/cart/cart-*/app=cart//istio-*', true],
  ])('%j', (text, expected) => {
    expect(parsePodSelection(text).matches(cart)).toBe(expected);
  });

  it.each([
    [[], [], true],
    [['other'], [], false],
    [['other', 'shop'], [], true],
    [['shop'], ['shop/cart'], false],
    [[], ['//cart-*'], false],
  ])('include %j, exclude %j', (include, exclude, expected) => {
    expect(isSelected(cart, include.map(parsePodSelection), exclude.map(parsePodSelection))).toBe(expected);
  });

  it.each([
    [[], undefined],
    [
      ['b,a', 'a//x'],
      ['a', 'b'],
    ],
    [['a', '/x'], undefined],
    [['a', 'b*'], undefined],
  ])('leaves of %j the namespaces %j', (include, expected) => {
    expect(namespacesOf(include.map(parsePodSelection))).toEqual(expected);
  });
});
