import { expect, it } from 'vitest';
import { portNameProblem, portProblem } from '../../../src/schema/values/port.ts';

it.each([
  [1, undefined],
  [65535, undefined],
  [0, 'must be a port from 1 to 65535, not 0'],
  [-1, 'must be a port from 1 to 65535, not -1'],
  [65536, 'must be a port from 1 to 65535, not 65536'],
  [2 ** 53 + 2, 'must be a port from 1 to 65535, not 9007199254740994'],
  [Number.NaN, 'must be a port from 1 to 65535, not NaN'],
])('portProblem of %d', (port, problem) => {
  expect(portProblem(port)).toBe(problem);
});

it('a port has the name of a DNS label', () => {
  expect(portNameProblem('http-web')).toBeUndefined();
  expect(portNameProblem('http_web')).toBe(
    'must be letters, digits and inner hyphens, at most 63 of them, not "http_web"',
  );
});
