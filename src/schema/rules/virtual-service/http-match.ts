import type { HTTPMatchRequest, StringMatch } from '../../compiled/networking.istio.io/VirtualService.js';
import { isClaimHeader, matchedHeaderNameProblem } from '../../values/header.ts';
import { isDnsLabel } from '../../values/host.ts';
import { regexProblem } from '../../values/regex.ts';
import { quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';
import { checkTrafficSource } from './traffic-source.ts';

const texts = ['scheme', 'method', 'authority'] as const;

/** In withoutHeaders, that the header is not there at all; no regular expression. */
const anyValue = '*';

function checkText({ prefix, regex }: StringMatch, field: Field): void {
  if (prefix === '') field.at('prefix').error('must not be empty');
  if (regex !== undefined) field.at('regex').check(regexProblem(regex));
}

function checkHeaderMatches({ headers = {}, withoutHeaders = {} }: HTTPMatchRequest, field: Field): void {
  for (const [name, match] of Object.entries(headers)) {
    const at = field.at('headers', name);
    at.check(matchedHeaderNameProblem(name));
    checkText(match, at);
  }
  for (const [name, match] of Object.entries(withoutHeaders)) {
    const at = field.at('withoutHeaders', name);
    at.check(matchedHeaderNameProblem(name));
    if (match.regex !== anyValue) checkText(match, at);
  }
}

/** Which requests a route is for. */
export function checkHttpMatch(match: HTTPMatchRequest, field: Field): void {
  const { uri, queryParams = {}, sourceNamespace = '' } = match;
  // Envoy takes an empty prefix for paths, unlike for other texts: it means all.
  if (uri?.regex !== undefined) field.at('uri', 'regex').check(regexProblem(uri.regex));
  for (const name of texts) {
    const text = match[name];
    if (text !== undefined) checkText(text, field.at(name));
  }
  checkHeaderMatches(match, field);
  for (const [name, text] of Object.entries(queryParams)) checkText(text, field.at('queryParams', name));
  checkTrafficSource(match, field);
  if (sourceNamespace !== '' && !isDnsLabel(sourceNamespace)) {
    field.at('sourceNamespace').error(`must be a namespace's name, not ${quote(sourceNamespace)}`);
  }
}

const headerFields = ['headers', 'withoutHeaders'] as const;

/** Reports header matches that mean JWT claims, where sidecars are to make them, which they cannot. */
export function checkNoClaims(match: HTTPMatchRequest, field: Field): void {
  for (const name of headerFields) {
    for (const key of Object.keys(match[name] ?? {})) {
      if (!isClaimHeader(key)) continue;
      field
        .at(name, key)
        .error('is a JWT claim, and only gateways route by these: name some in spec.gateways, and not mesh');
    }
  }
}
