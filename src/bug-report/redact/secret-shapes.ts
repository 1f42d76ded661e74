import { redacted } from './secret-names.ts';

/** Secrets that are known by their looks, wherever they stand, and what is left of them. */
interface Shape {
  readonly pattern: RegExp;
  readonly replace: string | ((text: string, ...groups: string[]) => string);
}

const shapes: readonly Shape[] = [
  // Private keys (RFC 7468) in a line, as JSON has them; what is cut off has no end.
  {
    pattern: /-----BEGIN ([A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?)-----(?=\S|\s\S).*?(?:-----END \1-----|$)/gs,
    replace: redacted,
  },
  // The same in base64, as Secrets have them; certificates stay.
  {
    pattern: /LS0tLS1CRUdJTi[A-Za-z0-9+/]+=*/g,
    replace: (text) => (/PRIVATE KEY/.test(Buffer.from(text, 'base64').toString('latin1')) ? redacted : text),
  },
  // JSON Web Tokens (RFC 7519), with or without a signature.
  { pattern: /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{2,}(?:\.[\w-]*)?/g, replace: redacted },
  // Authorization headers (RFC 7235). Not each word behind "basic" or "bearer" is a credential.
  {
    pattern: /\b(bearer|basic|token|apikey|negotiate)((?:\s|%20)+)([\w.~+/-]{6,}=*)/gi,
    replace: (text, scheme, blank, value) => (isCredential(scheme, value) ? `${scheme}${blank}${redacted}` : text),
  },
  // Passwords in URLs (RFC 3986, 3.2.1).
  {
    pattern: /\b([a-z][a-z\d+.-]{0,30}:\/\/[^\s/?#@:"'<>]{0,256}):([^\s/?#@"'<>]{1,1024})@/gi,
    replace: `$1:${redacted}@`,
  },
  // What cloud providers and code hosts make recognizable on purpose.
  { pattern: /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/g, replace: redacted },
  { pattern: /\bgh[pousr]_[A-Za-z\d]{30,}|\bgithub_pat_\w{20,}/g, replace: redacted },
  { pattern: /\bglpat-[\w-]{20,}/g, replace: redacted },
  { pattern: /\bxox[abeoprs]-[\w-]{10,}/g, replace: redacted },
  { pattern: /\bAIza[\w-]{35}/g, replace: redacted },
  { pattern: /\bya29\.[\w-]{20,}/g, replace: redacted },
  { pattern: /\b[rs]k_(?:live|test)_[A-Za-z\d]{16,}/g, replace: redacted },
  { pattern: /\bsk-(?:ant-|proj-)?[\w-]{20,}/g, replace: redacted },
  { pattern: /\bnpm_[A-Za-z\d]{36}/g, replace: redacted },
  { pattern: /\bdckr_pat_[\w-]{20,}/g, replace: redacted },
  { pattern: /\bhv[sb]\.[\w-]{20,}/g, replace: redacted },
  { pattern: /\bSG\.[\w-]{16,}\.[\w-]{16,}/g, replace: redacted },
];

function isCredential(scheme: string, value: string): boolean {
  // RFC 7617: base64 of user:password.
  if (/^basic$/i.test(scheme)) return /^[ -~]*:/.test(Buffer.from(value, 'base64').toString('latin1'));
  return value.length >= 12 && /\d/.test(value) && /[a-z]/i.test(value) && !/^[\d.:-]+$/.test(value);
}

/** What every shape has in it: most lines have none of it, and need not be looked at closely. */
const hint =
  /PRIVATE KEY|LS0tLS1CRUdJTi|eyJ|bearer|basic|token|apikey|negotiate|:\/\/|AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox|AIza|ya29|[rs]k_|sk-|npm_|dckr_pat_|hv[sb]\.|SG\./i;

/** The text without secrets of known shapes. */
export function redactShapes(text: string): string {
  if (!hint.test(text)) return text;
  let out = text;
  for (const { pattern, replace } of shapes) out = out.replace(pattern, replace as string);
  return out;
}
