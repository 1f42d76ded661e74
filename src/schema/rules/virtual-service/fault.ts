import { nearest } from '../../../base/nearest.ts';
import type { Abort, Delay, HTTPFaultInjection, Percent } from '../../compiled/networking.istio.io/VirtualService.js';
import { checkDurations } from '../../values/duration.ts';
import { type Problem, quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';
import { grpcStatuses, httpStatusProblem } from './status.ts';

/** Envoy counts in millionths. */
const smallest = 0.0001;

function checkPercentage({ value = 0 }: Percent = {}, field: Field): void {
  if (value === 0 || (value >= smallest && value <= 100)) return;
  field.at('percentage', 'value').error(`must be 0, or from ${smallest} to 100, not ${value}`);
}

function grpcStatusProblem(status: string): Problem {
  if (grpcStatuses.includes(status)) return undefined;
  const guess = nearest(status, grpcStatuses) ?? 'NOT_FOUND';
  return `must be the name of a gRPC status, such as ${guess}, not ${quote(status)}`;
}

function checkAbort({ httpStatus, grpcStatus, http2Error, percentage }: Abort, field: Field): void {
  checkPercentage(percentage, field);
  if (httpStatus !== undefined) field.at('httpStatus').check(httpStatusProblem(httpStatus));
  else if (grpcStatus !== undefined) field.at('grpcStatus').check(grpcStatusProblem(grpcStatus));
  else if (http2Error !== undefined) field.at('http2Error').error('is not supported: set httpStatus or grpcStatus');
  else field.advice('aborts nothing: set httpStatus or grpcStatus');
}

function checkDelay(delay: Delay, field: Field): void {
  const { percent = 0, fixedDelay, exponentialDelay, percentage } = delay;
  checkPercentage(percentage, field);
  checkDurations(delay, ['fixedDelay'], field);
  if (exponentialDelay !== undefined) field.at('exponentialDelay').error('is not supported: set fixedDelay');
  else if (fixedDelay === undefined) field.advice('delays nothing: set fixedDelay');
  if (percent < 0 || percent > 100) field.at('percent').advice(`must be from 0 to 100, not ${percent}`);
}

/** Delays and aborts that proxies play to test what calls them. */
export function checkFault({ delay, abort }: HTTPFaultInjection, field: Field): void {
  if (delay === undefined && abort === undefined) field.error('must have delay or abort, or both');
  if (delay !== undefined) checkDelay(delay, field.at('delay'));
  if (abort !== undefined) checkAbort(abort, field.at('abort'));
}
