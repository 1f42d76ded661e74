import type { HTTPBody, HTTPDirectResponse } from '../../compiled/networking.istio.io/VirtualService.js';
import type { Field } from '../rule.ts';
import { httpStatusProblem } from './status.ts';

const kibibyte = 1024;
const most = 1024 * kibibyte;
const large = 100 * kibibyte;

const sizeOf = ({ string, bytes }: HTTPBody): number =>
  string === undefined ? Buffer.byteLength(bytes ?? '', 'base64') : Buffer.byteLength(string);

/** An answer that a proxy gives itself; its body is held by istiod and by every proxy, so that it has to be small. */
export function checkDirectResponse({ status = 0, body = {} }: HTTPDirectResponse, field: Field): void {
  field.at('status').check(httpStatusProblem(status));
  const size = sizeOf(body);
  const at = field.at('body', body.string === undefined ? 'bytes' : 'string');
  if (size > most) at.error(`must have at most ${most} bytes, not ${size}`);
  else if (size > large)
    at.warning(`has ${size} bytes, which istiod sends to every proxy: more than ${large} make it slow`);
}
