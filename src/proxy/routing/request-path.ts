import type { MeshConfig } from '../../resources/mesh-config.ts';

/** A path without its query. */
export const pathOf = (path: string): string => path.split('?', 1)[0]!;

/** What stands behind the path, with its question mark. */
export const queryOf = (path: string): string => path.slice(pathOf(path).length);

/** How far proxies go in taking different spellings of a path for the same (MeshConfig.ProxyPathNormalization). */
export type PathNormalization = 'NONE' | 'BASE' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES';

const normalizations: readonly string[] = [
  'NONE',
  'BASE',
  'MERGE_SLASHES',
  'DECODE_AND_MERGE_SLASHES',
] satisfies readonly PathNormalization[];

/** How proxies of the mesh normalize paths: without a word, BASE. */
export function pathNormalizationOf({ pathNormalization }: MeshConfig): PathNormalization {
  const { normalization = '' } = pathNormalization ?? {};
  return normalizations.includes(normalization) ? (normalization as PathNormalization) : 'BASE';
}

/**
 * A path as proxies see it. BASE, which is Istio's default, is what Envoy does with `normalize_path`: backslashes turn round,
 * letters, digits and `-._~` are not left encoded, and dots are resolved. Slashes stay as many as they are, but for
 * MERGE_SLASHES; and encoded ones stay what they are, but for DECODE_AND_MERGE_SLASHES, which reads them first.
 */
export function normalizedPath(path: string, normalization: PathNormalization = 'BASE'): string {
  if (normalization === 'NONE') return path;
  let plain = pathOf(path);
  if (normalization === 'DECODE_AND_MERGE_SLASHES') plain = plain.replace(/%2f/gi, '/').replace(/%5c/gi, '\\');
  plain = withoutDots(plain);
  if (normalization !== 'BASE') plain = mergedSlashes(plain);
  return plain + queryOf(path);
}

/** A request as the proxies of a mesh see it: with its path as they normalize it. */
export const asSeen = <R extends { readonly path: string; readonly sentPath?: string }>(
  request: R,
  config: MeshConfig,
): R => ({
  ...request,
  path: normalizedPath(request.sentPath ?? request.path, pathNormalizationOf(config)),
});

/** Of a path that is nothing but slashes, Envoy leaves two. */
const mergedSlashes = (path: string): string => (/^\/{2,}$/.test(path) ? '//' : path.replace(/\/+/g, '/'));

function withoutDots(path: string): string {
  const plain = path.replaceAll('\\', '/').replace(/%([\da-f]{2})/gi, (written, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[\w.~-]/.test(character) ? character : written;
  });
  const segments: string[] = [];
  const all = plain.slice(1).split('/');
  for (const [i, segment] of all.entries()) {
    const isLast = i === all.length - 1;
    if (segment === '..') segments.pop();
    if (segment !== '.' && segment !== '..') segments.push(segment);
    else if (isLast) segments.push('');
  }
  return `/${segments.join('/')}`;
}
