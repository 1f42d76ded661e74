import type { HttpMatch, StringMatch } from '../../resources/kinds/networking.ts';
import { formatLabels } from '../../resources/selector.ts';

/** Which requests a route takes, in words: conditions of one match belong together, of several matches one is enough. */
export const matchText = (matches: readonly HttpMatch[] | undefined): string =>
  (matches ?? [])
    .map(oneMatch)
    .filter((text) => text !== '')
    .join(' or ');

const oneMatch = (match: HttpMatch): string =>
  [
    ...one('path', match.uri),
    ...one('scheme', match.scheme),
    ...one('method', match.method),
    ...one('authority', match.authority),
    ...each('header', match.headers),
    ...each('no header', match.withoutHeaders),
    ...each('parameter', match.queryParams),
    ...(match.port === undefined ? [] : [`port ${match.port}`]),
    ...(match.sourceLabels === undefined ? [] : [`from Pods with ${formatLabels(match.sourceLabels)}`]),
    ...(match.sourceNamespace === undefined ? [] : [`from namespace ${match.sourceNamespace}`]),
    ...(match.gateways === undefined ? [] : [`through ${match.gateways.join(', ')}`]),
  ].join(', ');

const one = (what: string, match: StringMatch | undefined): string[] =>
  match === undefined ? [] : [`${what} ${stringMatch(match)}`.trimEnd()];

const each = (what: string, matches: Readonly<Record<string, StringMatch>> | undefined): string[] =>
  Object.entries(matches ?? {}).map(([name, match]) => {
    const value = stringMatch(match);
    return value === '' ? `${what} ${name}` : `${what} ${name}=${value}`;
  });

/** A prefix with a star behind, a regular expression between slashes; empty where anything does. */
function stringMatch({ exact, prefix, regex }: StringMatch): string {
  if (exact !== undefined) return exact;
  if (prefix !== undefined) return `${prefix}*`;
  return regex === undefined ? '' : `/${regex}/`;
}
