import { X509Certificate } from 'node:crypto';
import type { UserEntry } from './kubeconfig.ts';
import { tokenExpiry } from './token-expiry.ts';

/** When a bearer token ends, in milliseconds since 1970; undefined for a token that does not say (it is no JWT). */
export const bearerExpiry = (authorization = ''): number | undefined =>
  authorization.startsWith(bearer) ? tokenExpiry(authorization.slice(bearer.length))?.getTime() : undefined;

const bearer = 'Bearer ';

/**
 * What is likely wrong with credentials that the server does not accept, and what to do.
 *
 * @param authorization the header that was sent
 * @param certificate the client certificate that was shown, PEM
 */
export function credentialProblem(
  userName: string,
  user: UserEntry,
  authorization: string | undefined,
  certificate: string | undefined,
): string {
  const who = userName === '' ? 'the context names no user' : `user "${userName}" of the kubeconfig`;
  const tokenEnd = bearerExpiry(authorization);
  if (tokenEnd !== undefined && tokenEnd < Date.now())
    return `the token of ${who} expired on ${day(tokenEnd)}: log in again`;
  const certificateEnd = certificate === undefined ? undefined : endOf(certificate);
  if (certificateEnd !== undefined && certificateEnd < Date.now()) {
    return `the client certificate of ${who} expired on ${day(certificateEnd)}: get a new one`;
  }
  if (userName === '') return `${who}, and the server wants to know who asks`;
  if (user.exec !== undefined) {
    return `it does not accept what the credential plugin "${user.exec.command}" gives for ${who}: log in with it again`;
  }
  if (authorization === undefined && certificate === undefined) return `${who} has no credentials`;
  return `it does not accept the credentials of ${who}: log in again, or use another context (--context)`;
}

const day = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

function endOf(pem: string): number | undefined {
  try {
    return Date.parse(new X509Certificate(pem).validTo);
  } catch {
    return undefined;
  }
}
