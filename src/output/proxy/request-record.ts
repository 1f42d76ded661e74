import { redactShapes } from '../../bug-report/redact/secret-shapes.ts';
import type { HttpRequest } from '../../proxy/routing/http-request.ts';

/** Headers by which somebody proves who he is (RFC 9110, 11; RFC 6265). */
const secretHeaders: readonly string[] = ['authorization', 'proxy-authorization', 'cookie'];

/** A request as plain data, without what nobody is to read in a log of CI. */
export function requestRecord({ headers, ...rest }: HttpRequest) {
  const shown = Array.from(headers, ([name, values]) => [
    name,
    secretHeaders.includes(name) ? values.map(() => '[redacted]') : values.map(redactShapes),
  ]);
  return { ...rest, headers: Object.fromEntries(shown) as Readonly<Record<string, readonly string[]>> };
}
