import { map, type Usual } from './usual.ts';

/** A text that a pattern takes whole. The patterns are narrower than what is allowed, and quicker than finding out why not. */
export const like =
  (pattern: RegExp): Usual =>
  (value) =>
    typeof value === 'string' && pattern.test(value);

/** A host name in small letters, without a wildcard. */
export const host = like(/^(?:[a-z0-9](?:[-a-z0-9]{0,30}[a-z0-9])?\.){0,6}[a-z](?:[-a-z0-9]{0,30}[a-z0-9])?$/);
/** A host name of two labels at least, perhaps with a wildcard for the first. */
export const dottedHost = like(
  /^(?:\*\.)?(?:[a-z0-9](?:[-a-z0-9]{0,30}[a-z0-9])?\.){1,6}[a-z](?:[-a-z0-9]{0,30}[a-z0-9])?$/,
);
/** All hosts of one namespace, or of the resource's own. */
export const everyHostOf = like(/^(?:\.|[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)\/\*$/);
/** A duration in one unit, and at least a millisecond long. */
export const duration = like(/^[1-9]\d{0,4}(?:ms|s|m)$/);
export const dnsLabel = like(/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/);
/** A gateway's name, perhaps with its namespace. */
export const gatewayName = like(/^(?:[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?\/)?[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/);
/** Any text, but an empty one. */
export const someText: Usual = (value) => typeof value === 'string' && value !== '';
/** A principal, a namespace, an HTTP method: letters, digits and what stands between them, no wildcard. */
export const word = like(/^[-\w./]+$/);
/** An absolute path, perhaps with a wildcard at its end. */
export const path = like(/^\/[-\w./]*\*?$/);
/** A port's number as text. */
export const portText = like(/^[1-9]\d{0,3}$/);
export const headerName = like(/^[a-z][-a-z0-9]*$/);

const labelKey = like(/^(?:[a-z0-9]{1,30}(?:[-.][a-z0-9]{1,30}){0,5}\/)?[A-Za-z0-9](?:[-\w.]{0,30}[A-Za-z0-9])?$/);
/** Labels that any object can have. */
export const labels: Usual = map(labelKey, like(/^(?:[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?)?$/));
