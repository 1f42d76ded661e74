import { MeshwrightError } from '../../base/errors.ts';

/**
 * Asks a proxy's admin interface, and gives the body of the answer. Rejects with AdminError for an answer that is no success,
 * and with MeshwrightError where none came.
 *
 * @param path with its query, without the slash that it starts with
 */
export type AskAdmin = (method: 'GET' | 'POST', path: string) => Promise<string>;

/** The admin interface refuses: its status of HTTP, and what it says. */
export class AdminError extends MeshwrightError {
  constructor(
    message: string,
    readonly status: number,
    readonly answer: string,
  ) {
    super(message);
  }
}
