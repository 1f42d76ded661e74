import { expect, it } from 'vitest';
import { readCertificates } from '../../src/base/certificate.ts';

it('a text of many beginnings, and no end, does not take forever', () => {
  expect(readCertificates('-----BEGIN CERTIFICATE-----\n'.repeat(200_000))).toEqual([]);
});
