import type { Field } from '../../resources/resource.ts';
import type { Endpoint, Host } from './destinations.ts';
import type { Opening } from './reception.ts';
import type { Target } from './routes.ts';
import type { Workload } from './workloads.ts';

/** What a connection is made with. */
export type Transport = 'mTLS' | 'HBONE' | 'TLS' | 'plaintext';

/**
 * What becomes of it: the server takes it, the server or what runs there refuses it, the client's own proxy lets it go nowhere,
 * there is no endpoint, or what decides is no part of the input.
 */
export type Outcome = 'reached' | 'refused' | 'blocked' | 'no endpoint' | 'undecided';

/** How the client's side goes about it: as to a host it knows, as to an address it knows nothing of, or without a proxy. */
export type Way = 'known host' | 'passthrough' | 'no proxy';

/** What a client's call to a host, or to an address, comes to. */
export interface Connection {
  readonly client: Workload;
  /** The host called; undefined where the address of a Pod is. */
  readonly host: Host | undefined;
  /** The port called. */
  readonly port: number;
  /** Where a VirtualService sends it, when that is elsewhere. */
  readonly target: Target | undefined;
  /** Who is at the other end; undefined where that is nobody, or nobody in the input. */
  readonly server: Endpoint | undefined;
  readonly way: Way;
  readonly transport: Transport;
  readonly outcome: Outcome;
  readonly reason: string;
  /** The fields that decide, the client's side first; what defaults decide has none. */
  readonly decidedBy: readonly Field[];
}

/** What a client opens with, and what makes it do so. */
export interface Attempt {
  readonly way: Way;
  readonly opening: Opening | 'hbone';
  readonly reason: string;
  readonly decidedBy: readonly Field[];
}

/** What an attempt comes to. */
export type Ending = Pick<Connection, 'transport' | 'outcome' | 'reason' | 'decidedBy'>;

/** A list of the field, where there is one. */
export const fieldsOf = (field: Field | undefined): Field[] => (field === undefined ? [] : [field]);
