import { posix, win32 } from 'node:path';

export interface ArtifactUri {
  readonly uri: string;
  /** True when `uri` is relative to the working directory. */
  readonly relative: boolean;
}

/**
 * A file name as a URI reference (RFC 3986; RFC 8089 for files elsewhere): relative and without `.` and `..` for a file
 * below `cwd`, `file:` for one elsewhere, `stdin` for standard input, a URL as it is. Whether backslashes separate
 * folders is told by `cwd`: `C:\…` is Windows.
 */
export function artifactUri(file: string, cwd: string): ArtifactUri {
  if (file === '-') return { uri: 'stdin', relative: false };
  if (/^https?:\/\//.test(file)) return { uri: file, relative: false };
  const path = relativePath(file, cwd);
  if (path !== undefined) return { uri: encode(path), relative: true };
  const absolute = isWindows(cwd) ? win32.resolve(cwd, file).replaceAll('\\', '/') : posix.resolve(cwd, file);
  if (absolute.startsWith('//')) return { uri: `file:${encode(absolute)}`, relative: false };
  const [, drive = '', rest = ''] = /^([A-Za-z]:)?(.*)$/s.exec(absolute) ?? [];
  return { uri: `file://${drive && `/${drive}`}${encode(rest)}`, relative: false };
}

/** The path from `cwd` to a file below it, with forward slashes; undefined for a file elsewhere. */
export function relativePath(file: string, cwd: string): string | undefined {
  const path = isWindows(cwd) ? win32 : posix;
  const relative = path.relative(cwd, path.resolve(cwd, file));
  if (relative === '' || relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) {
    return undefined;
  }
  return path === win32 ? relative.replaceAll('\\', '/') : relative;
}

const isWindows = (cwd: string): boolean => /^(?:[A-Za-z]:|\\\\)/.test(cwd);

/** Percent-encodes all but the slashes; half a surrogate pair, which has no UTF-8, becomes U+FFFD. */
const encode = (path: string): string =>
  path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
