import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const example = (name: string): string => readFileSync(join(import.meta.dirname, '../../examples/shop', name), 'utf8');

/** The example: nothing wrong but one route to a subset that does not exist (an Error, IST0101, in catalog.yaml). */
export const shop = Object.fromEntries(
  ['catalog.yaml', 'gateway.yaml', 'namespace.yaml', 'payments.yaml'].map((name) => [`shop/${name}`, example(name)]),
);

/** The code that `shop` gives. */
export const shopCode = 'IST0101';

/** A Service whose port's name says nothing of its protocol: an Info, IST0118, at 9:15. */
export const badPortName = (namespace = 'shop'): string => `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: ${namespace}
spec:
  ports:
      - name: frontdoor
        port: 80
`;

/** One Service without a flaw. */
export const fine = badPortName().replace('frontdoor', 'http');

/** Two documents of one name: a Warning, MW0001. */
export const twice = `${fine}---\n${fine}`;

/** A list that is never closed. */
export const broken = 'apiVersion: v1\nkind: Service\nmetadata: [\n';
