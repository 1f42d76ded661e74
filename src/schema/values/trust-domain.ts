import { isDnsLabel } from './host.ts';
import { type Problem, quote } from './value.ts';

/** The name of a trust domain (SPIFFE-ID, 2.1) as Istio takes it: DNS labels, perhaps with a dot at its end. */
export function trustDomainProblem(text: string): Problem {
  if (text === '') return 'must not be empty';
  const labels = text.split('.');
  if (labels.at(-1) === '') labels.pop();
  return labels.every(isDnsLabel)
    ? undefined
    : `must be a domain name of letters, digits and inner hyphens, not ${quote(text)}`;
}
