import { expect, it } from 'vitest';
import { tokenExpiry } from '../../src/kube/token-expiry.ts';

const token = (claims: string) => `x.${Buffer.from(claims).toString('base64url')}.y`;

it('reads when a token ends', () => {
  expect(tokenExpiry(token('{"exp":1000}'))).toEqual(new Date(1_000_000));
});

it.each([token('{}'), token('{"exp":"soon"}'), token('{"exp":-1e300}'), token('nonsense'), 'nonsense', ''])(
  'reads nothing of %j',
  (text) => {
    expect(tokenExpiry(text)).toBeUndefined();
  },
);
