import { UsageError } from '../../base/errors.ts';
import { wildcard } from '../../base/wildcard.ts';
import type { ServerPort } from './report.ts';

/** Ports that need not be STRICT: `namespace/workload:port`, with `*` for any run of characters. */
export interface Exception {
  readonly text: string;
  matches(port: ServerPort): boolean;
}

/** What an assertion that all ports are STRICT comes to. */
export interface StrictAssertion {
  /** Ports that are not, and that no exception covers. */
  readonly failing: readonly ServerPort[];
  /** Ports that are not, as an exception allows. */
  readonly excepted: readonly ServerPort[];
  /** Exceptions that no port needs. */
  readonly unused: readonly Exception[];
}

/** How a port is called where it is asked for by name: `shop/cart:8080`, and `shop/cart:*` for those not listed. */
export const portName = ({ workload, port }: ServerPort): string => `${workload.fullName}:${port ?? '*'}`;

/**
 * Reads an exception.
 *
 * @throws UsageError for what is none
 */
export function parseException(text: string): Exception {
  if (!/^[^/\s]+\/[^/:\s]+:[^/:\s]+$/.test(text)) {
    throw new UsageError(`--except takes namespace/workload:port, with * for any of them, not "${text}"`);
  }
  const covers = wildcard(text);
  return { text, matches: (port) => covers(portName(port)) };
}

/** Tells which ports take anything but mutual TLS. */
export function assertStrict(ports: readonly ServerPort[], exceptions: readonly Exception[]): StrictAssertion {
  const others = ports.filter(({ mode }) => mode !== 'STRICT');
  const isExcepted = (port: ServerPort) => exceptions.some((one) => one.matches(port));
  return {
    failing: others.filter((port) => !isExcepted(port)),
    excepted: others.filter(isExcepted),
    unused: exceptions.filter((one) => !others.some((port) => one.matches(port))),
  };
}
