import { describe, expect, it } from 'vitest';
import { artifactUri, relativePath } from '../../src/output/artifact-uri.ts';

describe('artifactUri', () => {
  it.each([
    ['k8s/cart.yaml', '/work', 'k8s/cart.yaml', true],
    ['./k8s//../a.yaml', '/work', 'a.yaml', true],
    ['/work/k8s/a b#?.yaml', '/work', 'k8s/a%20b%23%3F.yaml', true],
    ['..a/b.yaml', '/work', '..a/b.yaml', true],
    ['a:b.yaml', '/work', 'a%3Ab.yaml', true],
    ['back\\slash.yaml', '/work', 'back%5Cslash.yaml', true],
    ['half\ud800.yaml', '/work', 'half%EF%BF%BD.yaml', true],
    ['../a.yaml', '/work/x', 'file:///work/a.yaml', false],
    ['/elsewhere/ü.yaml', '/work', 'file:///elsewhere/%C3%BC.yaml', false],
    ['-', '/work', 'stdin', false],
    ['https://example.com/a.yaml', '/work', 'https://example.com/a.yaml', false],
    ['k8s\\cart.yaml', 'C:\\work', 'k8s/cart.yaml', true],
    ['c:\\WORK\\k8s\\cart.yaml', 'C:\\work', 'k8s/cart.yaml', true],
    ['D:\\a b\\x.yaml', 'C:\\work', 'file:///D:/a%20b/x.yaml', false],
    ['\\\\server\\share\\x.yaml', 'C:\\work', 'file://server/share/x.yaml', false],
  ])('of %s in %s is %s', (file, cwd, uri, relative) => {
    expect(artifactUri(file, cwd)).toEqual({ uri, relative });
  });
});

describe('relativePath', () => {
  it('is undefined outside the working directory', () => {
    expect(relativePath('..', '/work')).toBeUndefined();
    expect(relativePath('.', '/work')).toBeUndefined();
    expect(relativePath('/workshop/a', '/work')).toBeUndefined();
  });
});
