import { type BlockList, BlockList as Blocks, isIP, isIPv4 } from 'node:net';
import { remembered } from '../../../base/remembered.ts';
import { matchesWhole } from '../../routing/string-match.ts';

/**
 * How policies write texts: `*` for any that is there, `*end`, `start*`, or the text itself (istio.io, AuthorizationPolicy;
 * a second `*` stands for itself).
 */
export function matchesText(pattern: string, text: string): boolean {
  if (pattern === '*') return text !== '';
  if (pattern.startsWith('*')) return text.endsWith(pattern.slice(1));
  if (pattern.endsWith('*')) return text.startsWith(pattern.slice(0, -1));
  return text === pattern;
}

/** The same of what is there, if only as an empty text: `*` takes that too. */
export const matchesHeader = (pattern: string, value: string): boolean =>
  pattern === '*' || matchesText(pattern, value);

/** Hosts are the same in capitals and small letters; a port is part of what was sent. */
export const matchesHost = (pattern: string, authority: string): boolean =>
  matchesHeader(pattern.toLowerCase(), authority.toLowerCase());

/** A path without its query: by template where there is a `{*}` or `{**}`. */
export const matchesPath = (pattern: string, path: string): boolean =>
  isTemplate(pattern) ? matchesWhole(template(pattern), path) : matchesText(pattern, path);

const isTemplate = (pattern: string): boolean => pattern.includes('{*}') || pattern.includes('{**}');

/** What a template's operators stand for: characters of a path's segment (Envoy, UriTemplateMatchConfig). */
const inSegment = "a-zA-Z0-9\\-._~%!$&'()+,;:@=";

/** `{*}` is one segment that is not empty, `{**}` any run of them, an empty one too. */
const template = remembered((pattern: string): string => {
  const parts = pattern.split(/(\{\*\*?\}|\*\*?)/).map((part) => {
    if (part === '{**}' || part === '**') return `[${inSegment}/]*`;
    return part === '{*}' || part === '*' ? `[${inSegment}]+` : quoted(part);
  });
  return parts.join('');
});

/** The text as a regular expression for nothing else. */
export const quoted = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The addresses of an IP block, `10.1.0.0/16` or a single address; undefined for what is none. */
export const addressesOf = remembered((block: string): BlockList | undefined => {
  const [address = '', size, more] = block.split('/');
  const width = isIP(address) === 4 ? 32 : 128;
  if (isIP(address) === 0 || address.includes('%') || more !== undefined) return undefined;
  if (size !== undefined && (!/^(0|[1-9]\d{0,2})$/.test(size) || Number(size) > width)) return undefined;
  const blocks = new Blocks();
  blocks.addSubnet(address, size === undefined ? width : Number(size), familyOf(address));
  return blocks;
});

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv4(address) ? 'ipv4' : 'ipv6');

/** True for an address within a block, `10.0.0.0/8`; false where either is none. */
export const isInBlock = (block: string, address: string | undefined): boolean =>
  address !== undefined && (addressesOf(block)?.check(address, familyOf(address)) ?? false);
