import type { JwtRule } from '../../../resources/kinds/security.ts';
import { queryOf } from '../../routing/request-path.ts';

/** A token among what is sent. */
export interface FoundToken {
  readonly text: string;
  /** Name of the header that it stands in; undefined for other places. */
  readonly header?: string;
}

/** What tokens are looked for in: headers by small letters, and the path with its query. */
export interface TokenPlaces {
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly path: string;
}

/** Where tokens are looked for when a rule does not say (istio.io, JWTRule). */
const usual = {
  fromHeaders: [{ name: 'authorization', prefix: 'Bearer ' }],
  fromParams: ['access_token'],
  fromCookies: [],
};

/** The tokens that a rule is about: by header, in the order of names, then parameters, then cookies (Envoy, JwtProvider). */
export function tokensFor(
  { fromHeaders = [], fromParams = [], fromCookies = [] }: JwtRule,
  sent: TokenPlaces,
): FoundToken[] {
  const isUsual = fromHeaders.length + fromParams.length + fromCookies.length === 0;
  const places = isUsual ? usual : { fromHeaders, fromParams, fromCookies };
  const params = new URLSearchParams(queryOf(sent.path));
  const cookies = cookiesIn(sent);
  return [
    ...places.fromHeaders
      .map(({ name = '', prefix = '' }) => ({ name: name.toLowerCase(), prefix }))
      .sort((a, b) => (a.name + a.prefix < b.name + b.prefix ? -1 : 1))
      .flatMap(({ name, prefix }) => inHeader(sent, name, prefix)),
    ...[...places.fromParams].sort().flatMap((name) => ofText(params.get(name))),
    ...[...places.fromCookies].sort().flatMap((name) => ofText(cookies.get(name))),
  ];
}

const ofText = (text: string | null | undefined): FoundToken[] =>
  text === null || text === undefined ? [] : [{ text }];

/** Behind the prefix, wherever that stands, the first run of characters that a token may have. */
function inHeader({ headers }: TokenPlaces, header: string, prefix: string): FoundToken[] {
  const value = headers.get(header)?.join(',');
  if (value === undefined) return [];
  if (prefix === '') return [{ text: value, header }];
  const at = value.indexOf(prefix);
  if (at < 0) return [];
  return [{ text: /[\w.-]+/.exec(value.slice(at + prefix.length))?.[0] ?? value, header }];
}

function cookiesIn({ headers }: TokenPlaces): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of (headers.get('cookie') ?? []).flatMap((header) => header.split(';'))) {
    const [name = '', ...value] = pair.split('=');
    const text = value
      .join('=')
      .trim()
      .replace(/^"(.*)"$/, '$1');
    if (value.length > 0 && !cookies.has(name.trim())) cookies.set(name.trim(), text);
  }
  return cookies;
}
