import { describe, expect, it } from 'vitest';
import { formatSteps, parsePath, type Step, selectItem } from '../../../src/install/settings/path.ts';

const index = (n: number, text = String(n)) => ({ text, index: n, value: text });
const pair = (key: string, value: string) => ({ text: `${key}:${value}`, key, value });
const item = (text: string) => ({ text, value: text });

describe('parsePath', () => {
  it.each<[string, readonly Step[]]>([
    ['profile', ['profile']],
    ['values.global.hub', ['values', 'global', 'hub']],
    ['.a.b.', ['a', 'b']],
    ['gateways[0].name', ['gateways', index(0), 'name']],
    ['gateways.[0].name', ['gateways', index(0), 'name']],
    ['a[0][1]', ['a', index(0), index(1)]],
    ['a[-1]', ['a', index(-1)]],
    ['containers.[name:discovery].args.[30m]', ['containers', pair('name', 'discovery'), 'args', item('30m')]],
    ['args.[:30m]', ['args', item('30m')]],
    ['hosts.[name:a.b]', ['hosts', pair('name', 'a.b')]],
    ['hosts.[name:a\\.b]', ['hosts', pair('name', 'a.b')]],
    ['args.[--port:80]', ['args', pair('--port', '80')]],
    ['annotations.example\\.com/team', ['annotations', 'example.com/team']],
    ['a\\n', ['a\\n']],
    ['istio-ingressgateway', ['istio-ingressgateway']],
  ])('%s', (text, steps) => {
    expect(parsePath(text)).toEqual(steps);
  });

  it.each([
    ['', 'it names nothing'],
    ['.', 'it names nothing'],
    ['a[0', 'a "[" has no "]"'],
    ['a[]', 'there is nothing between "[" and "]"'],
    ['a\\', 'a "\\" stands at its end'],
  ])('%j is refused', (text, why) => {
    expect(parsePath(text)).toBe(why);
  });

  it.each(['a.b[0].c', 'a[name:x].b', 'annotations.example\\.com/team'])('%s is written back', (text) => {
    expect(formatSteps(parsePath(text) as Step[])).toBe(text);
  });
});

describe('selectItem', () => {
  const items = [{ name: 'a' }, { name: 'b', port: 80 }, null, 'text'];
  it.each([
    [index(1), 1],
    [index(9), undefined],
    [index(-1), undefined],
    [pair('name', 'b'), 1],
    [pair('port', '80'), 1],
    [pair('name', 'c'), undefined],
    [item('text'), undefined],
  ])('%j', (selector, expected) => {
    expect(selectItem(items, selector)).toBe(expected);
  });
});
