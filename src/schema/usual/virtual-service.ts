import { dnsLabel, duration, gatewayName, headerName, host, someText } from './texts.ts';
import { areDistinct, both, integer, list, map, object } from './usual.ts';

const stringMatch = both<object>(
  object({ exact: someText, prefix: someText }),
  (value) => Object.keys(value).length === 1,
);

const match = object({
  uri: stringMatch,
  method: stringMatch,
  headers: map(headerName, stringMatch),
});

const destination = object({ host, subset: dnsLabel, port: object({ number: integer(1, 65535) }) }, ['host']);

const http = object(
  {
    name: someText,
    match: list(match),
    route: both<readonly { weight?: number }[]>(
      list(object({ destination, weight: integer(1, 1000) }, ['destination'])),
      // Weights are for choosing between destinations: with several, each has one.
      (routes) => routes.length === 1 || routes.every(({ weight }) => weight !== undefined),
    ),
    timeout: duration,
    retries: object({ attempts: integer(1, 1000), perTryTimeout: duration }, ['attempts']),
  },
  ['route'],
);

/** HTTP routes to services, by path, method and headers, with weights, timeouts and retries. */
export default object(
  {
    hosts: both<readonly string[]>(list(host), areDistinct),
    gateways: list(gatewayName),
    http: list(http),
  },
  ['hosts', 'http'],
);
