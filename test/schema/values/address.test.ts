import { describe, expect, it } from 'vitest';
import {
  bindProblem,
  ipAddressProblem,
  isIpAddress,
  subnetProblem,
  unixSocketProblem,
} from '../../../src/schema/values/address.ts';
import { goAnswers } from '../go-answers.ts';

const addresses = [
  ...[
    '',
    '0',
    '1.2.3.4',
    '01.2.3.4',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '1.2.3.-4',
    '1.2.3.4 ',
    ' 1.2.3.4',
    '1.2.3.4\n',
    '0x1.2.3.4',
    '1.2.3.04',
    '1..3.4',
  ],
  ...[
    '::',
    '::1',
    '1::',
    '1::2',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2::3',
    ':1',
    '1:',
    ':::',
    '12345::',
    'g::',
    'A::F',
    '::1.2.3.4',
  ],
  ...[
    '::ffff:1.2.3.4',
    '1:2:3:4:5:6:1.2.3.4',
    '1:2:3:4:5:6:7:1.2.3.4',
    '::1.2.3',
    '::1.2.3.256',
    '::01.2.3.4',
    '1.2.3.4::',
    '1:2:3:4:5:6:7::',
    '::2:3:4:5:6:7:8',
    '1::3:4:5:6:7:8:9',
  ],
  ...[
    'fe80::1%eth0',
    'fe80::1%',
    'fe80::1%a.b-c',
    'fe80::1%a_b',
    'fe80::1%é',
    'fe80::1%a%b',
    '1.2.3.4%eth0',
    '[::1]',
    '::1/',
    '%',
    '00001::',
    '0001::',
    '::00ff',
    'localhost',
    '1.2.3.4:80',
    '١.2.3.4',
  ],
];
const prefixes = [
  '/0',
  '/8',
  '/32',
  '/33',
  '/64',
  '/128',
  '/129',
  '/',
  '/-1',
  '/+8',
  '/08',
  '/8 ',
  '/8/8',
  '/a',
  '/99999999999',
  '/255.0.0.0',
];
const texts = [
  ...addresses,
  ...['10.0.0.0', '10.1.2.3', '::', 'fd00::1', 'fe80::1%e', '::ffff:1.2.3.4', '', '1.2.3', 'a'].flatMap((one) =>
    prefixes.map((prefix) => one + prefix),
  ),
];

describe('read as Go does', () => {
  const answers = goAnswers('addresses', texts);
  /** Go lets a zone be called anything. */
  const hasOddZone = (text: string): boolean => /%.*[^\w.-]|%.*_/.test(text);

  it('addresses', () => {
    const wrong = answers.filter(({ text, address = false }) => isIpAddress(text) !== address && !hasOddZone(text));
    expect(wrong).toEqual([]);
  });

  it('addresses and blocks', () => {
    const wrong = answers.filter(({ text, address, block }) => {
      const isRight = text.includes('/') ? block : address;
      return (subnetProblem(text) === undefined) !== (isRight ?? false) && !hasOddZone(text);
    });
    expect(wrong).toEqual([]);
  });
});

it('says what is wrong with an address', () => {
  expect(ipAddressProblem('10.0.0.1')).toBeUndefined();
  expect(ipAddressProblem('10.0.0')).toBe('must be an IP address, not "10.0.0"');
  expect(ipAddressProblem('1'.repeat(1e6))).toMatch(/^must be an IP address, not "1{79}…"$/);
});

it.each([
  ['10.0.0.0/8', undefined],
  ['10.1.2.3/8', undefined],
  ['::1', undefined],
  ['10.0.0.0/33', 'must have a prefix of at most 32 bits, not 33'],
  ['fd00::/129', 'must have a prefix of at most 128 bits, not 129'],
  ['10.0.0.0/', 'must be an IP address or a block of them such as 10.1.0.0/16, not "10.0.0.0/"'],
  ['cart/8', 'must be an IP address or a block of them such as 10.1.0.0/16, not "cart/8"'],
  ['cart', 'must be an IP address, not "cart"'],
])('subnetProblem of %j', (text, problem) => {
  expect(subnetProblem(text)).toBe(problem);
});

it.each([
  ['127.0.0.1', undefined],
  ['unix:///var/run/a.sock', undefined],
  ['unix://@a', undefined],
  ['unix://', 'names no Unix socket'],
  ['unix://a', 'must be the absolute path of a Unix socket, or @ and an abstract socket\'s name, not "a"'],
  ['unix:///a/', 'must be the absolute path of a Unix socket, or @ and an abstract socket\'s name, not "/a/"'],
  ['UNIX:///a', 'must be an IP address, not "UNIX:///a"'],
])('bindProblem of %j', (text, problem) => {
  expect(bindProblem(text)).toBe(problem);
});

it('takes the path of a socket alone, too', () => {
  expect(unixSocketProblem('/a')).toBeUndefined();
  expect(unixSocketProblem('')).toBe('names no Unix socket');
});
