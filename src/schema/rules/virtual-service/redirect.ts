import type { HTTPRedirect } from '../../compiled/networking.istio.io/VirtualService.js';
import { portProblem } from '../../values/port.ts';
import { quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';

/** The statuses that Envoy redirects with; Istio takes all that start with 3 and leaves the route without an action. */
const codes = [301, 302, 303, 307, 308];
const schemes = ['http', 'https'];

/** Where clients are sent to. */
export function checkRedirect(redirect: HTTPRedirect, field: Field): void {
  const { uri = '', authority = '', scheme = '', port, derivePort, redirectCode = 0 } = redirect;
  if (uri === '' && authority === '' && scheme === '' && port === undefined && derivePort === undefined) {
    field.error('must have uri, authority, scheme, port or derivePort, to lead elsewhere');
  }
  if (scheme !== '' && !schemes.includes(scheme)) {
    field.at('scheme').error(`must be http or https, not ${quote(scheme)}`);
  }
  if (port !== undefined && port !== 0) field.at('port').check(portProblem(port));
  if (redirectCode === 0 || codes.includes(redirectCode)) return;
  const isOther = redirectCode < 300 || redirectCode > 399;
  field.at('redirectCode')[isOther ? 'error' : 'advice'](`must be one of ${codes.join(', ')}, not ${redirectCode}`);
}
