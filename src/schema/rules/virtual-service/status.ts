import type { Problem } from '../../values/value.ts';

/** A status that Envoy answers with itself. Istio lets 600 in, which Envoy then refuses (HTTPFault, DirectResponseAction). */
export const httpStatusProblem = (status: number): Problem =>
  status >= 200 && status <= 599 ? undefined : `must be an HTTP status from 200 to 599, not ${status}`;

/** What a gRPC call may end with (grpc.io, Status Codes). */
export const grpcStatuses: readonly string[] = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];

/** First and last of each run of statuses that have a name (IANA, HTTP Status Code Registry, as Go's net/http has it). */
const named = [
  [100, 103],
  [200, 208],
  [226, 226],
  [300, 305],
  [307, 308],
  [400, 418],
  [421, 426],
  [428, 429],
  [431, 431],
  [451, 451],
  [500, 508],
  [510, 511],
] as const;

/** True for the number of a status that HTTP knows. */
export const isNamedStatus = (text: string): boolean =>
  /^\+?\d+$/.test(text) && named.some(([first, last]) => Number(text) >= first && Number(text) <= last);
