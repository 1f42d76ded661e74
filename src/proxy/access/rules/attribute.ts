import { listNames } from '../../../base/list-names.ts';
import type { Facts, Layer } from '../facts.ts';

/** What stands around a value in a policy. */
export interface ValueContext {
  /** That of the policy. */
  readonly namespace: string;
  /** In the key's brackets: a header's name, the way to a claim. */
  readonly names: readonly string[];
}

/** Something that a rule can ask about (istio.io, Authorization Policy Conditions). */
export interface Attribute {
  /** Where proxies know it. */
  readonly layers: readonly Layer[];
  /** True for a value that can be read. Default: all can. */
  readonly reads?: (value: string) => boolean;
  readonly holds: (value: string, facts: Facts, context: ValueContext) => boolean;
  /** What it is in the request, in a few words; of `values` where those are what it should be. */
  readonly actual: (facts: Facts, context: ValueContext, values?: readonly string[]) => string;
  /** What is taken for given where the request does not tell. */
  readonly assumes?: (facts: Facts) => string | undefined;
}

export const everywhere: readonly Layer[] = ['http', 'tcp', 'ztunnel'];
export const envoys: readonly Layer[] = ['http', 'tcp'];
export const requests: readonly Layer[] = ['http'];

/** `GET is not among POST, PUT` where those are what it should be; else `the method is GET`. */
export const among = (value: string, values: readonly string[] | undefined, what: string): string =>
  values === undefined
    ? `${what} is ${value}`
    : `${value} is not ${values.length > 1 ? 'among ' : ''}${listNames(values)}`;
