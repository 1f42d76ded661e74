import { type Problem, quote } from './value.ts';

/** Characters of a field name (RFC 9110, token), and the comma, which Istio takes too. */
const fieldName = /^[!#$%&'*+,\-.^_`|~A-Za-z0-9]+$/;
const probeName = /^[-A-Za-z0-9]+$/;

/** What HTTP/2 sends in place of a request or status line (RFC 9113, 8.3); names are lowercase. */
const pseudoHeaders = new Set([':method', ':scheme', ':authority', ':path', ':status']);

/** A header name that means a claim: `@request.auth.claims.sub` or `…claims[sub]` (istio.io, JWT claim based routing). */
const claimHeader = /^@request\.auth\.claims(?:\..+|\[.+\])$/is;

/** True for `@request.auth.claims…`, by which routes match a token's claims. */
export const isClaimHeader = (name: string): boolean => claimHeader.test(name);

/** True for the two names of the header that says which host a request is for. */
export const isAuthorityHeader = (name: string): boolean => /^(?::authority|host)$/i.test(name);

const isMissing = 'must be the name of a header, and not empty';

const nameProblem = (name: string, pattern: RegExp, allowed: string): Problem => {
  if (name === '') return isMissing;
  return pattern.test(name) ? undefined : `must be the name of a header, of ${allowed}, not ${quote(name)}`;
};

/** A header's name as HTTP has it. */
export const httpHeaderNameProblem = (name: string): Problem =>
  nameProblem(name, fieldName, "letters, digits and !#$%&'*+-.^_`|~");

/** A header's name in a probe, as Kubernetes takes it. */
export const probeHeaderNameProblem = (name: string): Problem =>
  nameProblem(name, probeName, 'letters, digits and "-"');

/** A name in a list that CORS sends to browsers: a header's, or `*` for all. */
export const corsHeaderNameProblem = (name: string): Problem =>
  name === '*' ? undefined : httpHeaderNameProblem(name);

/** A name that a route matches requests by: a header's, a pseudo-header's, or a JWT claim's. */
export const matchedHeaderNameProblem = (name: string): Problem =>
  isClaimHeader(name) || pseudoHeaders.has(name) ? undefined : httpHeaderNameProblem(name);

/** A header that a proxy is to set, add or remove: Envoy changes no pseudo-header, nor the host under its old name. */
export function changedHeaderNameProblem(name: string): Problem {
  if (name === '') return isMissing;
  return name.startsWith(':') || isAuthorityHeader(name)
    ? `must not be ${quote(name)}: Envoy changes no pseudo-header, nor Host, here`
    : undefined;
}

/** A header of a request that a proxy is to set or add: `:authority`, or `Host`, too. */
export const setHeaderNameProblem = (name: string): Problem =>
  isAuthorityHeader(name) ? undefined : changedHeaderNameProblem(name);

/** Control characters of ASCII, but for the tab. */
const control = /[^\P{Cc}\t\u0080-\u009f]/u;

const argumentText = String.raw`(?:\\.|[^)"\\])*`;
const variableArguments = String.raw`\( *(?:\[ *"|[^ [])${argumentText}(?:" *, *"${argumentText})*(?:\)|" *\] *\)) *`;
/**
 * What Envoy reads at a `%` of a header's value: another one, which makes it a plain percent sign, or a variable such as
 * `%HOSTNAME%`, `%REQ(x-id)%` or `%UPSTREAM_METADATA(["a", "b"])%`. One alternative at most fits at any character, so
 * that time is linear.
 */
const percent = new RegExp(`%(?:%|(?!%)[^%(]*(?:${variableArguments})?%)`, 'sy');

/** A header's value that Envoy writes. Messages do not show it: it may be a secret. */
export function headerValueProblem(value: string): Problem {
  if (control.test(value)) return 'must not hold control characters';
  for (let at = value.indexOf('%'); at !== -1; at = value.indexOf('%', percent.lastIndex)) {
    percent.lastIndex = at;
    if (!percent.test(value)) {
      return `has a % as its character ${at + 1} that starts no variable such as %HOSTNAME%: write %% for a percent sign`;
    }
  }
  return undefined;
}
