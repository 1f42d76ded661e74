import { dnsLabelProblem } from './host.ts';
import type { Problem } from './value.ts';

/** A TCP or UDP port. */
export const portProblem = (port: number): Problem =>
  port >= 1 && port <= 65535 ? undefined : `must be a port from 1 to 65535, not ${port}`;

/** A port's name: a DNS label. */
export const portNameProblem: (name: string) => Problem = dnsLabelProblem;
