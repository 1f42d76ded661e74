import { dnsLabel, duration, host, labels } from './texts.ts';
import { areDistinct, both, integer, list, object, oneOf } from './usual.ts';

const count = integer(0, 2 ** 31 - 1);
const percent = integer(0, 100);

const trafficPolicy = object({
  loadBalancer: object({ simple: oneOf('ROUND_ROBIN', 'LEAST_REQUEST', 'RANDOM', 'PASSTHROUGH') }),
  connectionPool: object({
    tcp: object({ maxConnections: count, connectTimeout: duration }),
    http: object({
      http1MaxPendingRequests: count,
      http2MaxRequests: count,
      maxRequestsPerConnection: count,
      maxRetries: count,
      idleTimeout: duration,
    }),
  }),
  outlierDetection: object({
    consecutive5xxErrors: count,
    consecutiveGatewayErrors: count,
    interval: duration,
    baseEjectionTime: duration,
    maxEjectionPercent: percent,
    minHealthPercent: percent,
  }),
  tls: object({ mode: oneOf('DISABLE', 'ISTIO_MUTUAL') }),
});

/** Subsets, and limits on connections for all of a service. */
export default object(
  {
    host,
    trafficPolicy,
    subsets: both<readonly { name: string }[]>(
      list(object({ name: dnsLabel, labels, trafficPolicy }, ['name'])),
      (subsets) => areDistinct(subsets.map(({ name }) => name)),
    ),
  },
  ['host'],
);
