import { isAbsolute, relative } from 'node:path';

const options = { dot: true, nonegate: true };

/** Some character that only a pattern has, unless a file is named so. */
export const looksLikeGlob = (path: string): boolean => /[*?[\]{}]|[!@+]\(/.test(path);

/** A pattern's leading folder, which may be empty, and a test for paths inside that folder. */
export interface Glob {
  readonly base: string;
  readonly pattern: string;
  matches(inner: string): boolean;
}

/** Takes `k8s/**\/*.yaml` apart. The matcher is loaded when first needed: few command lines hold a pattern. */
export async function parseGlob(text: string): Promise<Glob> {
  const { default: picomatch } = await import('picomatch');
  const { base, glob } = picomatch.scan(text);
  // `k8s/**/` means folders; what they hold is read anyway.
  const pattern = glob.replace(/\/+$/, '');
  // Signs of a pattern that is none, such as a bracket alone, leave nothing to match.
  return { base, pattern, matches: pattern === '' ? () => false : picomatch(pattern, options) };
}

/**
 * A test for absolute paths that any of `patterns` means, read as .gitignore reads them: relative to `folder`; one
 * without a slash matches at any depth; a folder that matches stands for all that it holds (its own path matches, and
 * so does a path inside it). Paths outside `folder` are compared in full, so that a leading `**` still finds them.
 */
export async function pathMatcher(patterns: readonly string[], folder: string): Promise<(path: string) => boolean> {
  if (patterns.length === 0) return () => false;
  const { default: picomatch } = await import('picomatch');
  const tests = patterns.map((given) => {
    const pattern = given.replace(/^\.\//, '').replace(/\/+$/, '');
    const anywhere = !pattern.includes('/');
    const whole = isAbsolute(pattern);
    const matches = picomatch(anywhere ? `**/${pattern}` : whole ? pattern.slice(1) : pattern, options);
    return (inner: string, full: string) => matches(whole ? full : inner);
  });
  return (path) => {
    const full = slashes(path).replace(/^\//, '');
    const inside = slashes(relative(folder, path));
    const inner = /^\.\.(\/|$)/.test(inside) || isAbsolute(inside) ? full : inside;
    return tests.some((test) => test(inner, full) || (inner !== full && ancestors(inner).some((up) => test(up, full))));
  };
}

const slashes = (path: string): string => path.replaceAll('\\', '/');

/** `a`, `a/b` of `a/b/c`. */
function ancestors(path: string): string[] {
  const found: string[] = [];
  for (let i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) found.push(path.slice(0, i));
  return found;
}
