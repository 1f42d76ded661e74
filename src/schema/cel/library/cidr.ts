import { type CelFunc, CelScalar, celFunc, celMethod } from '@bufbuild/cel';
import { CelError } from '../functions.ts';
import { formatIp, type Ip, ipOf, ips, parseIp } from './ip.ts';
import { opaqueType } from './opaque.ts';

const { BOOL, INT, STRING } = CelScalar;

/** A block of addresses; bits after the prefix may be set. */
interface Cidr {
  readonly ip: Ip;
  readonly prefix: number;
}

const width = ({ family }: Ip): number => (family === 4 ? 32 : 128);

function parseCidr(text: string): Cidr | undefined {
  const [, address = '', length = ''] = /^([^/]*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const ip = parseIp(address);
  return ip === undefined || Number(length) > width(ip) ? undefined : { ip, prefix: Number(length) };
}

function cidrOf(text: string): Cidr {
  const cidr = parseCidr(text);
  if (cidr === undefined) throw new CelError(`${text} is no block of IP addresses`);
  return cidr;
}

const formatCidr = ({ ip, prefix }: Cidr): string => `${formatIp(ip)}/${prefix}`;

/** The bits of an address up to a prefix. */
const network = (ip: Ip, prefix: number): bigint => ip.bits >> BigInt(width(ip) - prefix);

const containsIp = ({ ip, prefix }: Cidr, other: Ip): boolean =>
  ip.family === other.family && network(ip, prefix) === network(other, prefix);
const containsCidr = (cidr: Cidr, other: Cidr): boolean => cidr.prefix <= other.prefix && containsIp(cidr, other.ip);

function masked({ ip, prefix }: Cidr): Cidr {
  const shift = BigInt(width(ip) - prefix);
  return { ip: { ...ip, bits: (ip.bits >> shift) << shift }, prefix };
}

const cidrs = opaqueType<Cidr>('CIDR', formatCidr, cidrOf);

/** Kubernetes' CIDR library. */
export const cidrLibrary: readonly CelFunc[] = [
  celFunc('isCIDR', [STRING], BOOL, (text) => parseCidr(text) !== undefined),
  celFunc('cidr', [STRING], cidrs.type, (text) => cidrs.write(cidrOf(text)) as never),
  celFunc('string', [cidrs.type], STRING, (cidr) => formatCidr(cidrs.read(cidr))),
  celMethod('containsIP', cidrs.type, [STRING], BOOL, function (text) {
    return containsIp(cidrs.read(this), ipOf(text));
  }),
  celMethod('containsIP', cidrs.type, [ips.type], BOOL, function (ip) {
    return containsIp(cidrs.read(this), ips.read(ip));
  }),
  celMethod('containsCIDR', cidrs.type, [STRING], BOOL, function (text) {
    return containsCidr(cidrs.read(this), cidrOf(text));
  }),
  celMethod('containsCIDR', cidrs.type, [cidrs.type], BOOL, function (cidr) {
    return containsCidr(cidrs.read(this), cidrs.read(cidr));
  }),
  celMethod('ip', cidrs.type, [], ips.type, function () {
    return ips.write(cidrs.read(this).ip) as never;
  }),
  celMethod('prefixLength', cidrs.type, [], INT, function () {
    return BigInt(cidrs.read(this).prefix);
  }),
  celMethod('masked', cidrs.type, [], cidrs.type, function () {
    return cidrs.write(masked(cidrs.read(this))) as never;
  }),
];
