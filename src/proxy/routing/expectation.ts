import { UsageError } from '../../base/errors.ts';
import { orList } from '../../base/list-names.ts';
import type { RouteDestination, RouteResult } from './route-outcome.ts';

/** A place where requests may go: `reviews.shop:9080/v2`, or less of it. */
export interface Expectation {
  readonly text: string;
  fits(destination: RouteDestination): boolean;
}

/**
 * Reads what is expected: a host, in full or as `name.namespace`, and then maybe a port and a subset.
 *
 * @throws UsageError for what is none
 */
export function parseExpectation(text: string): Expectation {
  const [, host, port, subset] = /^([\w.*-]+)(?::(\d{1,5}))?(?:\/([\w.-]+))?$/.exec(text) ?? [];
  if (host === undefined) throw new UsageError(`--expect takes host, host:port or host:port/subset, not "${text}"`);
  return {
    text,
    fits: (one) =>
      (one.host === host || one.host === `${host}.svc.cluster.local`) &&
      (port === undefined || one.port === Number(port)) &&
      (subset === undefined || one.subset === subset),
  };
}

/** Where requests go that is not expected; undefined where all of it is. */
export function unexpected(result: RouteResult, expected: readonly Expectation[]): string | undefined {
  const { outcome } = result;
  if (outcome !== 'forwarded') return outcome === 'cluster-missing' ? 'it fails' : `it is not forwarded: ${outcome}`;
  const others = result.destinations.filter((one) => !expected.some((expectation) => expectation.fits(one)));
  if (others.length > 0) {
    const only = others.length < result.destinations.length ? 'only ' : '';
    return `it goes to ${others.map(destinationName).join(', ')}, not ${only}to ${orList(expected.map(({ text }) => text))}`;
  }
  const unused = expected.filter(({ fits }) => !result.destinations.some(fits));
  return unused.length === 0 ? undefined : `it does not go to ${unused.map(({ text }) => text).join(', ')}`;
}

/** `reviews.shop:9080/v2`. */
export const destinationName = ({ host, port, subset }: RouteDestination): string =>
  host === ''
    ? 'a backend that may not be used'
    : `${host.replace(/\.svc\.cluster\.local$/, '')}:${port}${subset === '' ? '' : `/${subset}`}`;
