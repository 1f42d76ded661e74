import type { HTTPRewrite, HTTPRoute, RegexRewrite } from '../../compiled/networking.istio.io/VirtualService.js';
import { isAuthorityHeader } from '../../values/header.ts';
import { regexProblem } from '../../values/regex.ts';
import type { Field } from '../rule.ts';

function checkRegexRewrite({ match = '', rewrite = '' }: RegexRewrite, field: Field): void {
  field.at('match').check(match === '' ? 'is required, and missing' : regexProblem(match));
  if (rewrite === '') field.at('rewrite').error('is required, and missing');
}

/** What a request's path and host are replaced with. */
export function checkRewrite({ uri = '', authority = '', uriRegexRewrite }: HTTPRewrite, field: Field): void {
  if (uriRegexRewrite !== undefined) checkRegexRewrite(uriRegexRewrite, field.at('uriRegexRewrite'));
  else if (uri === '' && authority === '') field.error('must have uri, uriRegexRewrite or authority');
  if (uriRegexRewrite !== undefined && uri !== '') {
    field.at('uriRegexRewrite').error('must not be there beside uri: both replace the path');
  }
}

/** Reports each place after the first in which a route replaces the request's host; an empty one replaces nothing. */
export function checkAuthority({ rewrite = {}, headers = {} }: HTTPRoute, field: Field): void {
  let first: string | undefined = rewrite.authority ? 'rewrite.authority' : undefined;
  for (const operation of ['set', 'add'] as const) {
    for (const [name, value] of Object.entries(headers.request?.[operation] ?? {})) {
      if (!isAuthorityHeader(name)) continue;
      const path = ['headers', 'request', operation, name] as const;
      if (first !== undefined) field.at(...path).error(`must not replace the host again, which ${first} does`);
      else if (value !== '') first = path.join('.');
    }
  }
}
