import fc from 'fast-check';

/** What nobody expects in a value's place. */
export const surprise: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  null,
  0,
  -1,
  '',
  'x',
  true,
  [],
  {},
  [null],
  [[]],
  { a: null },
  ['x', 1],
  '\u0000',
);

/** A way down into a value, for `spoilt`. */
export const way: fc.Arbitrary<number[]> = fc.array(fc.nat({ max: 40 }), { maxLength: 14 });

/** The value with some part of it replaced: the steps choose the way down. */
export function spoilt(value: unknown, steps: readonly number[], other: unknown): unknown {
  const [step, ...more] = steps;
  if (step === undefined || typeof value !== 'object' || value === null) return other;
  const keys = Object.keys(value);
  if (keys.length === 0) return other;
  const key = keys[step % keys.length]!;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  copy[key] = spoilt(copy[key], more, other);
  return copy;
}
