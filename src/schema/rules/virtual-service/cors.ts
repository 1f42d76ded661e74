import type { CorsPolicy } from '../../compiled/networking.istio.io/VirtualService.js';
import { durationProblem, parseDuration, second } from '../../values/duration.ts';
import { corsHeaderNameProblem } from '../../values/header.ts';
import { regexProblem } from '../../values/regex.ts';
import { type Problem, quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', '*'];
const matchKinds = ['exact', 'prefix', 'regex'] as const;
const headerLists = ['allowHeaders', 'exposeHeaders'] as const;

function checkOrigins({ allowOrigins = [] }: CorsPolicy, field: Field): void {
  for (const [i, origin] of allowOrigins.entries()) {
    const at = field.at('allowOrigins', i);
    const kind = matchKinds.find((name) => origin[name] !== undefined);
    if (kind === undefined) at.error('must have exact, prefix or regex');
    else if (origin[kind] === '') at.at(kind).error('must not be empty');
    else if (origin.regex !== undefined) at.at('regex').check(regexProblem(origin.regex));
  }
}

function maxAgeProblem(maxAge: string): Problem {
  const problem = durationProblem(maxAge);
  if (problem !== undefined || parseDuration(maxAge)! % second === 0) return problem;
  return `must be whole seconds, not ${maxAge}`;
}

/** What browsers are told about requests from other sites. */
export function checkCors(policy: CorsPolicy, field: Field): void {
  checkOrigins(policy, field);
  for (const [i, method] of (policy.allowMethods ?? []).entries()) {
    if (methods.includes(method)) continue;
    field.at('allowMethods', i).error(`must be one of ${methods.join(', ')}, not ${quote(method)}`);
  }
  for (const list of headerLists) {
    for (const [i, name] of (policy[list] ?? []).entries()) field.at(list, i).check(corsHeaderNameProblem(name));
  }
  if (policy.maxAge !== undefined) field.at('maxAge').check(maxAgeProblem(policy.maxAge));
}
