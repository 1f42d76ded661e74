import { isObject } from '../resources/json.ts';

/** When a token (RFC 7519) ends, by its claim `exp`; undefined for one that does not say, and for what is no such token. */
export function tokenExpiry(token: string): Date | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const end = new Date(isObject(claims) && typeof claims.exp === 'number' ? claims.exp * 1000 : Number.NaN);
    return Number.isNaN(end.getTime()) ? undefined : end;
  } catch {
    return undefined;
  }
}
