import type { RawData } from 'ws';

/** A message's channel, which its first byte names, and what it says there. */
export function readMessage(data: RawData): { readonly channel: number; readonly bytes: Buffer } {
  const whole = Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data);
  return { channel: whole[0] ?? -1, bytes: whole.subarray(1) };
}

/** A message on a channel. */
export const writeMessage = (channel: number, bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.of(channel), bytes], bytes.length + 1);
