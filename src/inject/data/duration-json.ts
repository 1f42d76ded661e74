import { second } from '../../base/duration.ts';

/** Nanoseconds as a message's JSON has them: seconds, with 0, 3, 6 or 9 digits after the point (protobuf.dev, ProtoJSON). */
export function durationJson(nanoseconds: number): string {
  const [sign, size] = nanoseconds < 0 ? ['-', -nanoseconds] : ['', nanoseconds];
  const fraction = String(size % second).padStart(9, '0');
  const short = fraction.replace(/(?:000)+$/, '');
  return `${sign}${Math.floor(size / second)}${short === '' ? '' : `.${short}`}s`;
}
