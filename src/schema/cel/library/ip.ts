import { isIP } from 'node:net';
import { type CelFunc, CelScalar, celFunc, celMethod } from '@bufbuild/cel';
import { CelError } from '../functions.ts';
import { opaqueType } from './opaque.ts';

const { BOOL, INT, STRING } = CelScalar;

/** An address as the number that its bits are. */
export interface Ip {
  readonly family: 4 | 6;
  readonly bits: bigint;
}

/** Kubernetes takes no zone, and no IPv4 address in IPv6's clothes. */
export function parseIp(text: string): Ip | undefined {
  const family = isIP(text);
  if (family === 4) return { family, bits: toBits(text.split('.').map(Number), 8n) };
  if (family !== 6 || text.includes('%')) return undefined;
  // A browser's URL writes the last 32 bits in hexadecimal, and the zeros as one `::`.
  const [left = '', right] = new URL(`http://[${text}]`).hostname.slice(1, -1).split('::');
  const groups = [left, right ?? ''].map((half) =>
    half === '' ? [] : half.split(':').map((group) => Number.parseInt(group, 16)),
  );
  const [start, end] = groups as [number[], number[]];
  const bits = toBits([...start, ...new Array<number>(8 - start.length - end.length).fill(0), ...end], 16n);
  return bits >> 32n === 0xffffn ? undefined : { family, bits };
}

const toBits = (parts: readonly number[], width: bigint): bigint =>
  parts.reduce((bits, part) => (bits << width) | BigInt(part), 0n);

/** The canonical text (RFC 5952). */
export function formatIp({ family, bits }: Ip): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => ((bits >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

/** Reads an address as Kubernetes' CEL does. Throws where the text is none. */
export function ipOf(text: string): Ip {
  const ip = parseIp(text);
  if (ip === undefined) throw new CelError(`${text} is no IP address`);
  return ip;
}

/** True when the first bits of an address are those of the IPv4 or IPv6 block given. */
const isWithin = ({ family, bits }: Ip, v4: string, v6: string): boolean => {
  const [address = '', length] = (family === 4 ? v4 : v6).split('/');
  const shift = BigInt((family === 4 ? 32 : 128) - Number(length));
  return bits >> shift === parseIp(address)!.bits >> shift;
};

const isUnspecified = (ip: Ip) => ip.bits === 0n;
const isLoopback = (ip: Ip) => isWithin(ip, '127.0.0.0/8', '::1/128');
const isMulticast = (ip: Ip) => isWithin(ip, '224.0.0.0/4', 'ff00::/8');
const isLinkLocalUnicast = (ip: Ip) => isWithin(ip, '169.254.0.0/16', 'fe80::/10');
/** Of IPv6, those of scope 2 whatever their flags. */
const isLinkLocalMulticast = (ip: Ip) =>
  ip.family === 4 ? isWithin(ip, '224.0.0.0/24', '') : isMulticast(ip) && ((ip.bits >> 112n) & 0xfn) === 2n;
const isBroadcast = ({ family, bits }: Ip) => family === 4 && bits === 0xffffffffn;
const isGlobalUnicast = (ip: Ip) =>
  ![isUnspecified, isLoopback, isMulticast, isLinkLocalUnicast, isBroadcast].some((test) => test(ip));

export const ips = opaqueType<Ip>('IP', formatIp, ipOf);

const test = (name: string, is: (ip: Ip) => boolean): CelFunc =>
  celMethod(name, ips.type, [], BOOL, function () {
    return is(ips.read(this));
  });

/** Kubernetes' IP address library. */
export const ipLibrary: readonly CelFunc[] = [
  celFunc('isIP', [STRING], BOOL, (text) => parseIp(text) !== undefined),
  celFunc('ip', [STRING], ips.type, (text) => ips.write(ipOf(text)) as never),
  celFunc('ip.isCanonical', [STRING], BOOL, (text) => formatIp(ipOf(text)) === text),
  celFunc('string', [ips.type], STRING, (ip) => formatIp(ips.read(ip))),
  celMethod('family', ips.type, [], INT, function () {
    return BigInt(ips.read(this).family);
  }),
  test('isUnspecified', isUnspecified),
  test('isLoopback', isLoopback),
  test('isLinkLocalMulticast', isLinkLocalMulticast),
  test('isLinkLocalUnicast', isLinkLocalUnicast),
  test('isGlobalUnicast', isGlobalUnicast),
];
