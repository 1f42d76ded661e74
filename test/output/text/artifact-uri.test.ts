import { describe, expect, it } from 'vitest';
import { artifactUri, relativePath } from '../../../src/output/text/artifact-uri.ts';

describe('artifactUri', () => {
  it.each([
    ['k8s/cart.yaml', '/home', 'k8s/cart.yaml', true],
    ['./k8s//../a.yaml', '/home', 'a.yaml', true],
    ['/home/k8s/a b#?.yaml', '/home', 'k8s/a%20b%23%3F.yaml', true],
    ['..a/b.yaml', '/home', '..a/b.yaml', true],
    ['a:b.yaml', '/home', 'a%3Ab.yaml', true],
    ['back\\slash.yaml', '/home', 'back%5Cslash.yaml', true],
    ['half\ud800.yaml', '/home', 'half%EF%BF%BD.yaml', true],
    ['../a.yaml', '/home/x', 'file:///home/a.yaml', false],
    ['/elsewhere/ü.yaml', '/home', 'file:///elsewhere/%C3%BC.yaml', false],
    ['-', '/home', 'stdin', false],
    ['https://example.com/a.yaml', '/home', 'https://example.com/a.yaml', false],
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
    expect(relativePath('..', '/home')).toBeUndefined();
    expect(relativePath('.', '/home')).toBeUndefined();
    expect(relativePath('/homestead/a', '/home')).toBeUndefined();
  });
});
