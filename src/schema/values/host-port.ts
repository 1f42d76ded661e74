import { isIpAddress } from './address.ts';
import { hostProblem } from './host.ts';
import { portProblem } from './port.ts';
import { type Problem, quote } from './value.ts';

const parts = /^(?:\[([^[\]]*)\]|([^:[\]]*)):(.*)$/s;

/** `host:port`, where the host is a name or an IP address, one of IPv6 in brackets. */
export function hostPortProblem(text: string): Problem {
  const [, literal, plain, port = ''] = parts.exec(text) ?? [];
  const host = literal ?? plain ?? '';
  if (host === '' || !/^[-+]?\d+$/.test(port)) return `must be a host, ":" and a port, not ${quote(text)}`;
  return portProblem(Number(port)) ?? (isIpAddress(host) ? undefined : hostProblem(host));
}
