import { describe, expect, it } from 'vitest';
import { hasFormat, parseLooseDuration } from '../../../src/schema/custom/formats.ts';

describe('hasFormat', () => {
  it.each<[string, string[], string[]]>([
    [
      'date-time',
      ['2020-01-01T00:00:00Z', '2020-02-29t23:59:59.123+02:00', '2020-01-01T00:00:00+99:99'],
      [
        '',
        '2020-01-01',
        '2020-01-01 00:00:00Z',
        '2020-13-01T00:00:00Z',
        '2020-01-01T24:00:00Z',
        '2020-01-01T23:59:60Z',
        '2020-01-01T00:00:00',
      ],
    ],
    ['date', ['2020-02-29', '0000-01-01'], ['2021-02-29', '20-01-01', '2020-1-1']],
    ['uuid', ['123e4567-e89b-12d3-a456-426614174000', '123E4567e89b12d3a456426614174000'], ['123e4567', '']],
    ['uuid4', ['123e4567-e89b-42d3-a456-426614174000'], ['123e4567-e89b-12d3-a456-426614174000']],
    ['ipv4', ['1.2.3.4', '01.2.3.004', '::ffff:1.2.3.4'], ['1.2.3', '256.1.1.1', '::1', '1.2.3.4 ']],
    ['ipv6', ['::1', '1:2:3:4:5:6:7:8'], ['1.2.3.4', 'fe80::1%eth0', '1:2:3']],
    ['cidr', ['10.0.0.1/8', '::/0', '10.0.0.0/08'], ['10.0.0.0', '10.0.0.0/33', '::/129', 'fe80::1%a/64']],
    [
      'mac',
      ['00:00:5e:00:53:01', '00-00-5E-00-53-01', '0000.5e00.5301', '02:00:5e:10:00:00:00:01'],
      ['00:00:5e:00:53', '00:00-5e:00:53:01', '00:00:5e:00:53:01:02'],
    ],
    ['byte', ['aGk=', 'aGkh'], ['', 'aGk', 'aG=k', '####']],
    ['duration', ['1s', '1h30m', '3 days', '2w', '1.5 hours', '-1s'], ['', 'x', '5', '9999999999999999999999 days']],
    [
      'email',
      ['a@b.c', 'A <a@b.c>', 'J. Doe <a@b>', '"x y"@b.c', 'a@[1.2.3.4]'],
      ['a', '', 'a@@b', 'a b@c', 'a.@b.c', 'a@b.c, d@e.f'],
    ],
    [
      'hostname',
      ['a', 'example.com', 'a-b.example.com', 'EXAMPLE.COM', '9a'],
      ['', 'my-long-host', '-a', 'a.', 'a.b', 'a_b', '1.2.3.4'],
    ],
    ['uri', ['http://a', '/x', 'mailto:a@b', '*'], ['', 'x', 'http://a b']],
    ['isbn', ['3836221195', '978-3-8362-2119-1', '340101319X'], ['123', '3401013190']],
    ['creditcard', ['4220 8554 2622 2389'], ['4220855426213389', 'x']],
    ['ssn', ['123-45-6789', '123 45 6789'], ['123456789']],
    ['hexcolor', ['#fff', '12ABef'], ['#ffff', 'ggg']],
    ['rgbcolor', ['rgb( 0 , 31,255)'], ['rgb(1,349,275)', 'rgb(01,1,1)']],
    ['bsonobjectid', ['507f1f77bcf86cd799439011'], ['x']],
    ['k8s-short-name', ['a-b'], ['-a', 'A', 'a'.repeat(64)]],
    ['k8s-long-name', ['a.b-c'], ['a..b', 'a'.repeat(254)]],
    ['int64', ['anything'], []],
  ])('%s', (format, good, bad) => {
    expect(good.filter((text) => !hasFormat(format, text))).toEqual([]);
    expect(bad.filter((text) => hasFormat(format, text))).toEqual([]);
  });

  it('ends on long texts', () => {
    for (const format of ['email', 'hostname', 'duration', 'byte', 'date-time', 'isbn', 'cidr', 'mac']) {
      expect(hasFormat(format, `${'1'.repeat(200_000)}!`)).toBe(false);
      expect(hasFormat(format, `${'a.'.repeat(100_000)}!`)).toBe(false);
    }
  });
});

describe('parseLooseDuration', () => {
  it.each<[string, number | undefined]>([
    ['1.5s', 1.5e9],
    ['2 days', 2 * 86_400e9],
    ['1 h and 5 minutes', 3900e9],
    ['1H', 3600e9],
    ['1 fortnight', undefined],
  ])('%s', (text, nanoseconds) => {
    expect(parseLooseDuration(text)).toBe(nanoseconds);
  });
});
