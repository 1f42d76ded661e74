import { describe, expect, it } from 'vitest';
import { analyzers } from '../../src/analysis/analyzers/index.ts';
import { Sandbox } from '../support/run.ts';
import { badPortName, shop, twice } from '../support/shop.ts';

const found = (files: Readonly<Record<string, string>>, ...args: string[]): string[] => {
  const { stdout } = new Sandbox(files).run(['analyze', '-ojson', ...args, '.']);
  return JSON.parse(stdout).map(({ level, code, origin }: Record<string, string>) => `${level} ${code} ${origin}`);
};

it('-L lists the analyzers, and reads nothing', () => {
  for (const flag of ['-L', '--list-analyzers']) {
    const { status, stdout, stderr } = new Sandbox().run(['analyze', flag]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const ids = stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(' ')[0]);
    expect(ids).toEqual(analyzers.map(({ id }) => id));
  }
});

describe('--analyzer and --exclude-analyzer', () => {
  const files = { 'a.yaml': badPortName(), 'b.yaml': twice };
  const port = 'Info IST0118 Service shop/cart';
  const duplicates = expect.stringMatching(/^Warning MW0001 /);

  it('choose', () => {
    expect(found(files, '--analyzer', 'service.PortNameAnalyzer')).not.toContainEqual(duplicates);
    expect(found(files, '--analyzer=resource.DuplicateAnalyzer')).toContainEqual(duplicates);
    expect(found(files, '--exclude-analyzer', 'resource.DuplicateAnalyzer')).not.toContainEqual(duplicates);
    const both = ['--analyzer=service.PortNameAnalyzer', '--analyzer=resource.DuplicateAnalyzer'];
    expect(found({ 'a.yaml': badPortName() }, ...both)).toEqual([port]);
    expect(found({ 'a.yaml': badPortName() }, ...both, '--exclude-analyzer=service.PortNameAnalyzer')).toEqual([]);
  });
});

describe('namespaces', () => {
  const files = { 'a.yaml': badPortName('shop'), 'b.yaml': badPortName('blog'), 'c.yaml': badPortName('""') };
  const [inShop, inBlog] = ['shop', 'blog'].map((namespace) => `Info IST0118 Service ${namespace}/cart`);

  it('are all reported', () => {
    expect(found(files)).toEqual([inShop, inBlog, 'Info IST0118 Service default/cart']);
    expect(found(files, '-A')).toEqual(found(files));
  });

  it('are narrowed with -n, which is also where resources go that name none', () => {
    expect(found(files, '-n', 'blog')).toContain(inBlog);
    expect(found(files, '-n', 'blog')).not.toContain(inShop);
    expect(found({ 'c.yaml': files['c.yaml'] }, '-n', 'web')).toEqual(['Info IST0118 Service web/cart']);
    expect(found(files, '-A', '-n', 'web')).toEqual([inShop, inBlog, 'Info IST0118 Service web/cart']);
  });

  it('that the input has nothing of are not called free of problems', () => {
    const box = new Sandbox({ 'a.yaml': badPortName('shop') });
    expect(box.run(['analyze', '.', '-n', 'shoop'])).toMatchObject({
      status: 0,
      stdout: '',
      stderr: 'note: the input holds nothing of namespace shoop. Did you mean "shop"?\n',
    });
  });
});

it('-r reads what a control plane of that revision reads', () => {
  const ofRevision = (label: string) => ({
    'a.yaml': shop['shop/catalog.yaml']!.replace(/(kind: VirtualService\nmetadata:\n)/, `$1  labels: ${label}\n`),
    'b.yaml': shop['shop/gateway.yaml']!,
  });
  const lost = 'Error IST0101 VirtualService shop/catalog';
  expect(found(ofRevision('{}'), '-r', 'canary')).toEqual([lost]);
  expect(found(ofRevision('{ istio.io/rev: canary }'), '--revision=canary')).toEqual([lost]);
  expect(found(ofRevision('{ istio.io/rev: stable }'), '-r', 'canary')).toEqual([]);
  expect(found(ofRevision('{ istio.io/rev: stable }'))).toEqual([lost]);
});

describe('--severity', () => {
  const files = { 'a.yaml': badPortName() };

  it('gives another level, which thresholds go by', () => {
    expect(found(files, '--severity', 'IST0118=warning')).toEqual(['Warning IST0118 Service shop/cart']);
    const box = new Sandbox(files);
    expect(box.run(['analyze', '--severity=IST0118=Error', '.']).status).toBe(79);
    expect(box.run(['analyze', '--severity=IST0118=Error', '--severity=IST0118=Info', '.']).status).toBe(0);
  });

  it('leaves a code out with off', () => {
    expect(found(files, '--severity', 'IST0118=OFF')).toEqual([]);
  });
});

it('-v tells on stderr what was run', () => {
  const files = { ...shop, 'meshwright.yaml': 'analyze:\n  suppress: [{ code: IST0101 }]\n' };
  const { stderr } = new Sandbox(files).run(['analyze', '-v', '-n', 'shop', 'shop']);
  for (const line of [
    'Analyzed resources in namespace shop',
    'Project file: meshwright.yaml',
    'Suppressed findings: 1',
    'Executed analyzers:\n  annotations.',
  ]) {
    expect(stderr).toContain(line);
  }
});
