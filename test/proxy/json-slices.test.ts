import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/base/errors.ts';
import { JsonSlices } from '../../src/proxy/json-slices.ts';
import { file } from './dump.ts';

const slices = (text: string) => new JsonSlices(file(text));

/** The value, put together from slices alone. */
function rebuilt(json: JsonSlices, slice: { start: number; end: number }): unknown {
  if (json.isList(slice)) return Array.from(json.items(slice), (item) => rebuilt(json, item));
  if (!json.isObject(slice)) return json.parse(slice);
  return Object.fromEntries(Array.from(json.entries(slice), ({ key, ...inner }) => [key, rebuilt(json, inner)]));
}

describe('slices', () => {
  it('find what JSON.parse finds, however it is written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(0, 1, '\t'), (value, indent) => {
        const json = slices(` ${JSON.stringify(value, null, indent)}\n`);
        expect(rebuilt(json, json.whole())).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it.each(['{"a\\"b\\\\": "}]\\\\"}', '{"a": ["\\\\\\"", {}], "b": []}', '{}', '[]', '-1.5e3', '"]"'])('%s', (text) => {
    const json = slices(text);
    expect(rebuilt(json, json.whole())).toEqual(JSON.parse(text));
  });
});

describe('what is no JSON', () => {
  const cut = 'the text ends here, in the middle of a value: is it cut off?';
  it.each([
    ['{\n "a": [1,', `dump.json:2:10: ${cut}`],
    ['{"a": "b', `dump.json:1:9: ${cut}`],
    ['{"a"', `dump.json:1:5: ${cut}`],
    ['{"a": }', 'dump.json:1:7: a value is missing here'],
    ['{"a" 1}', 'dump.json:1:6: a colon is missing here'],
    ['{"a": 1 "b": 2}', 'dump.json:1:9: a comma or } is missing here'],
    ['{a: 1}', 'dump.json:1:2: a key in double quotes is missing here'],
    ['[1 2]', 'dump.json:1:4: a comma or ] is missing here'],
    ['[\n1,\nnul]', 'dump.json:3:4: this is no valid JSON'],
    ['["\\q"]', 'dump.json:1:4: this is no valid JSON'],
  ])('%j is told by place', (text, message) => {
    const json = slices(text);
    expect(() => rebuilt(json, { start: 0, end: text.length })).toThrow(new InputError(message));
  });

  it('may be nested too deep', () => {
    const nested = (depth: number) => slices('['.repeat(depth) + ']'.repeat(depth));
    expect(nested(1000).whole()).toEqual({ start: 0, end: 2000 });
    expect(() => nested(200_000).whole()).toThrow('dump.json:1:1001: this is nested more than 1000 deep');
  });

  it('never hangs or fails otherwise', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]":,\\1e tru\n'), maxLength: 30 }), (text) => {
        const json = slices(text);
        try {
          rebuilt(json, json.whole());
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { seed: 9, numRuns: 2000 },
    );
  });
});
