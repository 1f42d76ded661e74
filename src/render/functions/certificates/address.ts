import { isIPv4, isIPv6 } from 'node:net';

const octets = (text: string): number[] => text.split('.').map(Number);

/** The bytes of an IP address: 4, or 16 for IPv6 unless it stands for one of IPv4. Undefined for what is no address. */
export function addressBytes(text: string): Uint8Array | undefined {
  if (isIPv4(text)) return Uint8Array.from(octets(text));
  if (!isIPv6(text) || text.includes('%')) return undefined;
  const [head, tail] = text.split('::').map(groupBytes);
  const zeros = tail === undefined ? [] : new Array<number>(16 - head!.length - tail.length).fill(0);
  const bytes = Uint8Array.from([...head!, ...zeros, ...(tail ?? [])]);
  const isMapped = bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  return isMapped ? bytes.subarray(12) : bytes;
}

const groupBytes = (groups: string): number[] =>
  groups
    .split(':')
    .filter((group) => group !== '')
    .flatMap((group) => {
      if (group.includes('.')) return octets(group);
      const value = Number.parseInt(group, 16);
      return [value >> 8, value & 0xff];
    });
