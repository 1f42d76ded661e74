import type { Command } from 'commander';
import { UsageError } from '../../base/errors.ts';
import { type HttpRequest, httpRequest } from '../../proxy/routing/http-request.ts';
import { repeatable } from './options.ts';

/** Flags that say what a request is, beside its URL, and who sends it. */
export interface RequestFlags {
  readonly client?: string;
  readonly method: string;
  readonly header?: readonly string[];
}

export function addRequestFlags(command: Command, clientHelp: string): void {
  command.argument('[url]', 'as http://reviews.shop:9080/path?query');
  command.option('--client <namespace/workload>', clientHelp);
  command.option('-X, --method <method>', 'method of the request', 'GET');
  command.addOption(repeatable('-H, --header <name: value>', 'a header of the request (repeatable)'));
}

/**
 * The request that a command line is about.
 *
 * @throws UsageError where there is not one URL, or a header is none
 */
export function requestOf([url, ...more]: readonly string[], { method, header = [] }: RequestFlags): HttpRequest {
  if (url === undefined || more.length > 0) throw new UsageError('give one URL, as http://reviews.shop:9080/path');
  return httpRequest(url, { method, headers: header.map(parseHeader) });
}

function parseHeader(text: string): [name: string, value: string] {
  const colon = text.indexOf(':', 1);
  if (colon < 0) throw new UsageError(`--header takes name: value, not "${text}"`);
  return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}

/** @throws UsageError for a request that its application encrypts before its sidecar gets it */
export function requireSeenThrough({ scheme }: HttpRequest): void {
  if (scheme !== 'https') return;
  throw new UsageError(
    'a sidecar does not see into TLS of its application: give an http URL, or a gateway as --client',
  );
}
