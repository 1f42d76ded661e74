import { isIP } from 'node:net';
import { type Problem, quote } from './value.ts';

/** What an address of a Unix domain socket starts with; the rest is its path. */
export const unixPrefix = 'unix://';

/** True for an IPv4 or IPv6 address, in no other notation than the usual ones. */
export const isIpAddress = (text: string): boolean => isIP(text) !== 0;

/** An IPv4 or IPv6 address. */
export const ipAddressProblem = (text: string): Problem =>
  isIpAddress(text) ? undefined : `must be an IP address, not ${quote(text)}`;

/** An IP address, or a block of them: `10.1.0.0/16`. Bits after the prefix may be set; a zone is refused in blocks. */
export function subnetProblem(text: string): Problem {
  const [address = '', prefix, ...more] = text.split('/');
  if (prefix === undefined) return ipAddressProblem(text);
  const version = isIP(address);
  const bits = version === 4 ? 32 : 128;
  const isBlock = version !== 0 && !address.includes('%') && /^(?:0|[1-9]\d{0,2})$/.test(prefix) && more.length === 0;
  if (!isBlock) return `must be an IP address or a block of them such as 10.1.0.0/16, not ${quote(text)}`;
  return Number(prefix) <= bits ? undefined : `must have a prefix of at most ${bits} bits, not ${prefix}`;
}

/** Where a server listens: an IP address, or `unix://` and a path. */
export const bindProblem = (text: string): Problem =>
  text.startsWith(unixPrefix) ? unixSocketProblem(text.slice(unixPrefix.length)) : ipAddressProblem(text);

/** The path of a Unix domain socket: absolute, or an abstract socket's name after `@`. */
export function unixSocketProblem(path: string): Problem {
  if (path === '') return 'names no Unix socket';
  if (path.startsWith('@') || (path.startsWith('/') && !path.endsWith('/'))) return undefined;
  return `must be the absolute path of a Unix socket, or @ and an abstract socket's name, not ${quote(path)}`;
}
