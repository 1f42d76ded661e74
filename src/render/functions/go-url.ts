import { FunctionError } from '../template/errors.ts';
import { quote } from '../template/fmt/quote.ts';
import { decode, encode } from '../template/model/text.ts';

/** A URL as Go's package net/url has it, whose rules are not those of browsers; parts are unescaped, but for the query. */
export interface GoUrl {
  readonly scheme: string;
  readonly opaque: string;
  readonly user: Userinfo | undefined;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
  /** The path as it was written, where escapes could be others. */
  readonly rawPath?: string;
}
export interface Userinfo {
  readonly name: string;
  readonly password: string | undefined;
}

type Part = 'path' | 'segment' | 'user' | 'fragment' | 'host';

/** What needs no escape, besides letters, digits and `-_.~`. */
const safe: Readonly<Record<Part, string>> = {
  path: '$&+,/:;=@',
  segment: '$&+=:@',
  user: '$&+,;=',
  fragment: '$&+,/:;=?@!()*',
  host: '!$&\'()*+,;=:[]<>"',
};

function escaped(text: string, part: Part): string {
  let result = '';
  for (const byte of encode(text)) {
    const character = String.fromCharCode(byte);
    const isPlain = byte < 0x80 && (/[\w.~-]/.test(character) || safe[part].includes(character));
    result += isPlain ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return result;
}

function unescaped(text: string, part: Part): string {
  const bad = /%(?![0-9A-Fa-f]{2})/.exec(text);
  if (bad !== null) throw new FunctionError(`invalid URL escape ${quote(text.slice(bad.index, bad.index + 3))}`);
  if (part === 'host') {
    const foreign = /%(?!25)[0-7][0-9A-Fa-f]/.exec(text);
    if (foreign !== null) throw new FunctionError(`invalid URL escape ${quote(foreign[0])}`);
    const character = /[\0- "<>\\^`{|}]/.exec(text.replace(/["<>]/g, ''));
    if (character !== null) throw new FunctionError(`invalid character ${quote(character[0])} in host name`);
  }
  if (!text.includes('%')) return text;
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '%') {
      bytes.push(Number.parseInt(text.slice(i + 1, i + 3), 16));
      i += 2;
    } else {
      const point = String.fromCodePoint(text.codePointAt(i)!);
      bytes.push(...encode(point));
      i += point.length - 1;
    }
  }
  return decode(Uint8Array.from(bytes));
}

/** @throws FunctionError, its message starting with `prefix` */
export function parseUrl(text: string, prefix = ''): GoUrl {
  const [before, fragment] = cut(text, '#');
  let shown = before;
  try {
    const url = parse(before);
    shown = text;
    return { ...url, fragment: unescaped(fragment ?? '', 'fragment') };
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    throw new FunctionError(`${prefix}parse ${quote(shown)}: ${error.message}`);
  }
}

function cut(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + mark.length)];
}

function parse(text: string): Omit<GoUrl, 'fragment'> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are not allowed
  if (/[\0-\x1f\x7f]/.test(text)) throw new FunctionError('net/url: invalid control character in URL');
  const none = { opaque: '', user: undefined, host: '', path: '', query: '' };
  if (text === '*') return { ...none, scheme: '', path: '*' };
  if (text.startsWith(':')) throw new FunctionError('missing protocol scheme');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1] ?? '';
  const afterScheme = scheme === '' ? text : text.slice(scheme.length + 1);
  const lower = scheme.toLowerCase();
  const [rest, query = ''] = cut(afterScheme, '?');
  if (!rest.startsWith('/')) {
    if (lower !== '') return { ...none, scheme: lower, opaque: rest, query };
    if (/^[^/]*:/.test(rest)) throw new FunctionError('first path segment in URL cannot contain colon');
  }
  const hasAuthority = (lower !== '' || !rest.startsWith('///')) && rest.startsWith('//');
  if (!hasAuthority) return { ...none, scheme: lower, path: unescaped(rest, 'path'), rawPath: rest, query };
  const [authority, path] = /^([^/]*)(.*)$/s.exec(rest.slice(2))!.slice(1) as [string, string];
  const at = authority.lastIndexOf('@');
  const user = at < 0 ? undefined : parseUserinfo(authority.slice(0, at));
  const host = parseHost(authority.slice(at + 1));
  return { ...none, scheme: lower, user, host, path: unescaped(path, 'path'), rawPath: path, query };
}

function parseHost(host: string): string {
  if (host.startsWith('[')) {
    const end = host.lastIndexOf(']');
    if (end < 0) throw new FunctionError("missing ']' in host");
    checkPort(host.slice(end + 1));
    return host.slice(0, end).replace('%25', '%') + host.slice(end);
  }
  const colon = host.lastIndexOf(':');
  if (colon >= 0) checkPort(host.slice(colon));
  return unescaped(host, 'host');
}

function checkPort(port: string): void {
  if (!/^(:\d*)?$/.test(port)) throw new FunctionError(`invalid port ${quote(port)} after host`);
}

/** `name` or `name:password`. Throws FunctionError where a character needs escapes. */
export function parseUserinfo(text: string): Userinfo {
  if (!/^[\w\-.:~!$&'()*+,;=%@]*$/.test(text)) throw new FunctionError('net/url: invalid userinfo');
  const [name, password] = cut(text, ':');
  return { name: unescaped(name, 'user'), password: password === undefined ? undefined : unescaped(password, 'user') };
}

/** The same as text, escaped. */
export const userinfoText = ({ name, password }: Userinfo): string =>
  escaped(name, 'user') + (password === undefined ? '' : `:${escaped(password, 'user')}`);

/** The URL as text, as Go's URL.String. */
export function formatUrl(url: GoUrl): string {
  const { scheme, opaque, user, host, query, fragment } = url;
  let text = scheme === '' ? '' : `${scheme}:`;
  if (opaque !== '') text += opaque;
  else {
    const path = escaped(url.path, 'path');
    if (scheme !== '' || host !== '' || user !== undefined) {
      if (host !== '' || url.path !== '' || user !== undefined) text += '//';
      if (user !== undefined) text += `${userinfoText(user)}@`;
      text += hostText(host);
    }
    if (path !== '' && !path.startsWith('/') && host !== '') text += '/';
    if (text === '' && /^[^/]*:/.test(path)) text = './';
    text += path;
  }
  if (query !== '') text += `?${query}`;
  return fragment === '' ? text : `${text}#${escaped(fragment, 'fragment')}`;
}

const hostText = (host: string): string => escaped(host, 'host');
