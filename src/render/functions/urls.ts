import { FunctionError } from '../template/errors.ts';
import { type Functions, goFunction } from '../template/model/function.ts';
import { stringType } from '../template/model/types.ts';
import { anyMapType, bare, type Value } from '../template/model/values.ts';
import { formatUrl, parseUrl, parseUserinfo, userinfoText } from './go-url.ts';
import { kindName } from './reflection.ts';

function parsed(text: string): Map<string, Value> {
  const url = parseUrl(text, 'unable to parse url: ');
  return new Map<string, Value>([
    ['scheme', url.scheme],
    ['host', url.host],
    ['hostname', url.host.replace(/:[^\]:]*$/, '').replace(/^\[(.*)\]$/, '$1')],
    ['path', url.path],
    ['query', url.query],
    ['opaque', url.opaque],
    ['fragment', url.fragment],
    ['userinfo', url.user === undefined ? '' : userinfoText(url.user)],
  ]);
}

function joined(parts: ReadonlyMap<string, Value>): string {
  const part = (name: string): string => {
    const value = parts.get(name);
    if (!parts.has(name)) return '';
    const text = bare(value);
    if (typeof text === 'string') return text;
    throw new FunctionError(`unable to parse ${name} key, must be of type string, but ${kindName(value)} found`);
  };
  const userinfo = part('userinfo');
  return formatUrl({
    scheme: part('scheme'),
    host: part('host'),
    path: part('path'),
    query: part('query'),
    opaque: part('opaque'),
    fragment: part('fragment'),
    user: userinfo === '' ? undefined : parseUserinfo(userinfo),
  });
}

export const urlFunctions: Functions = {
  urlParse: goFunction({ takes: [stringType], gives: anyMapType }, ([text]) => parsed(text)),
  urlJoin: goFunction({ takes: [anyMapType], gives: stringType }, ([parts]) => joined(parts)),
};
