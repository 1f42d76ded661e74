import { isIP } from 'node:net';

/** What is wrong with an annotation's value, or undefined when Istio takes it. */
export type ValueCheck = (value: string) => string | undefined;

/** A check made of a test and of the words that finish "must be …". */
const mustBe =
  (expected: string, holds: (value: string) => boolean): ValueCheck =>
  (value) =>
    holds(value) ? undefined : `must be ${expected}, not "${value}"`;

/** A check of each entry of a comma-separated list; an empty text is an empty list. */
const eachOf =
  (check: ValueCheck): ValueCheck =>
  (value) => {
    if (value === '') return undefined;
    for (const entry of value.split(',')) {
      const problem = check(entry);
      if (problem !== undefined) return `an entry ${problem}`;
    }
    return undefined;
  };

/** `*` stands for all. */
const orAll =
  (check: ValueCheck): ValueCheck =>
  (value) =>
    value === '*' ? undefined : check(value);

/** True for decimal digits up to `most`. */
const isUnsigned = (text: string, most: number): boolean => /^\d+$/.test(text) && Number(text) <= most;

/** Go's netip.ParsePrefix: an address without zone, a slash, and a length without sign or leading zeros. */
function isCidr(text: string): boolean {
  const match = /^([^/%]+)\/(0|[1-9]\d{0,2})$/.exec(text);
  if (match === null) return false;
  const family = isIP(match[1]!);
  return family !== 0 && Number(match[2]) <= (family === 4 ? 32 : 128);
}

/** One of a few texts. */
export const oneOf = (...values: readonly string[]): ValueCheck =>
  mustBe(`one of ${values.join(', ')}`, (value) => values.includes(value));

/** Port 0 is taken: as a status port it means none. */
export const port = mustBe('a port number', (value) => isUnsigned(value.trim(), 65535));
export const portList: ValueCheck = (value) => eachOf(port)(value.trim());
export const portListOrAll = orAll(portList);

const cidr = mustBe('an address range like 10.0.0.0/8', isCidr);
export const cidrList = eachOf(cidr);
export const cidrListOrAll = orAll(cidrList);

/** Linux allows 15 characters (IFNAMSIZ). */
export const interfaceList = eachOf(
  mustBe('a network interface name like eth0', (value) => /^[a-zA-Z][\w.-]{0,14}$/.test(value.trim())),
);

export const unsignedInteger = mustBe('a whole number, 0 or more', (value) => isUnsigned(value, 2 ** 32 - 1));

/** What Go's strconv.ParseBool takes. */
export const goBoolean = mustBe('true or false', (value) =>
  /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value),
);

/** Kubernetes' resource.Quantity: a signed decimal with an SI or binary suffix or an exponent. */
export const quantity = mustBe('a Kubernetes quantity like 100m or 128Mi', (value) =>
  /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/.test(value),
);
