import { MeshwrightError } from '../base/errors.ts';
import type { Permission } from './api.ts';

export interface KubeErrorDetails {
  /** The HTTP status; undefined where no answer came. */
  readonly status?: number | undefined;
  /** Kubernetes' word for it, as `AlreadyExists`; or Node's code of a failed connection, as `ECONNREFUSED`. */
  readonly reason?: string | undefined;
  /** The permission that is missing. */
  readonly permission?: Permission | undefined;
  readonly cause?: unknown;
}

/** A call to the API server that failed: the message says which, on what object, why, and what to do. */
export class KubeError extends MeshwrightError {
  readonly status: number | undefined;
  readonly reason: string | undefined;
  readonly permission: Permission | undefined;

  constructor(message: string, { status, reason, permission, cause }: KubeErrorDetails = {}) {
    super(message, { cause });
    this.status = status;
    this.reason = reason;
    this.permission = permission;
  }

  /** True when the user lacks a permission. */
  get isForbidden(): boolean {
    return this.status === 403;
  }

  /** True when no answer came: the server cannot be reached, or not with these credentials. */
  get isUnreachable(): boolean {
    return this.status === undefined || this.status === 401;
  }
}

/** Text from a server, fit for a message: one line, nothing that acts on a terminal, not without end. */
export const printable = (text: string, longest = 1_000): string => {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
};
