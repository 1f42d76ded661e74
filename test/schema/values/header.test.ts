import { describe, expect, it } from 'vitest';
import {
  changedHeaderNameProblem,
  corsHeaderNameProblem,
  headerValueProblem,
  httpHeaderNameProblem,
  matchedHeaderNameProblem,
  probeHeaderNameProblem,
  setHeaderNameProblem,
} from '../../../src/schema/values/header.ts';

describe.each([
  {
    problem: httpHeaderNameProblem,
    good: ['x-shop', "a!#$%&'*+-.^_`|~9", 'A'],
    bad: ['x shop', ':path', 'x/y', 'é', 'x\n'],
  },
  { problem: probeHeaderNameProblem, good: ['X-Shop-1'], bad: ['x_shop', 'x.shop'] },
  { problem: corsHeaderNameProblem, good: ['x-shop', '*'], bad: ['x shop', ':path'] },
  {
    problem: matchedHeaderNameProblem,
    good: ['x-shop', ':path', ':authority', '@request.auth.claims.sub', '@Request.Auth.Claims[a][b]'],
    bad: [':Path', ':other', '@request.auth.claims', '@request.auth.claims.', '@request.auth.claims[]', '@other'],
  },
  {
    problem: changedHeaderNameProblem,
    good: ['x-shop', 'x shop', 'hosts'],
    bad: [':path', ':authority', 'host', 'HOST'],
  },
  {
    problem: setHeaderNameProblem,
    good: ['x-shop', 'host', 'Host', ':authority', ':Authority'],
    bad: [':path', ':host'],
  },
])('$problem.name', ({ problem, good, bad }) => {
  it.each(good)('takes %j', (name) => {
    expect(problem(name)).toBeUndefined();
  });

  it.each(bad)('refuses %j', (name) => {
    expect(problem(name)).toContain(JSON.stringify(name));
  });

  it('refuses an empty name', () => {
    expect(problem('')).toBe('must be the name of a header, and not empty');
  });
});

describe('headerValueProblem', () => {
  it.each([
    '',
    'plain\ttext é \u0085',
    '100%%',
    '%%%%',
    '%HOSTNAME%',
    'from %HOSTNAME% at %START_TIME(%s)%',
    '%REQ(x-id)%%%',
    '%UPSTREAM_METADATA(["a","b" , "c"] ) %',
    '%DYN(["with \\" quote"])%',
    '%REQ(  x  )  %',
    '%two words%',
  ])('takes %j', (value) => {
    expect(headerValueProblem(value)).toBeUndefined();
  });

  it.each([
    ['50%', 3],
    ['%%%', 3],
    ['%HOSTNAME', 1],
    ['%START_TIME%%', 13],
    ['%REQ(x-id', 1],
    ['%REQ()%', 1],
    ['%REQ("x")%', 1],
    ['%REQ(x-id)y%', 1],
    ['%META([a])%', 1],
    ['%META(["a"]%', 1],
    ['%META(["a" "b"])%', 1],
    ['%REQ(x\\', 1],
  ])('refuses %j', (value, character) => {
    expect(headerValueProblem(value)).toMatch(new RegExp(`^has a % as its character ${character} `));
  });

  it.each(['a\nb', 'a\u0000', '\u007f'])('refuses %j', (value) => {
    expect(headerValueProblem(value)).toBe('must not hold control characters');
  });

  it.each([
    '%'.repeat(300_001),
    `%A([${'"a",'.repeat(100_000)}`,
    `%A(${'\\'.repeat(300_001)}`,
    `%A(x"${' '.repeat(300_000)}`,
  ])('judges a long text at once', (value) => {
    const start = performance.now();
    expect(headerValueProblem(value)).toBeDefined();
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
