import fc from 'fast-check';

/** Words made of the pieces that numbers, booleans and indicators are made of. */
export const anyWord: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(fc.constantFrom(...'0123456789', ...'+-._eExXoObB', '0x', '0b', '0o', 'a', 'f', '1_0', '.5', 'inf', 'nan'), {
      minLength: 1,
      maxLength: 8,
    })
    .map((pieces) => pieces.join('')),
  fc.constantFrom('y', 'yes', 'on', 'off', 'no', 'n', 'true', 'null', '~', 'TRUE', 'False', 'yEs', '.inf', '-.INF'),
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }).map(String),
  fc.string({ unit: fc.constantFrom(...'abz-_./$é'), minLength: 1, maxLength: 6 }).map((text) => `v${text}`),
);

/** Scalars in every style, most of them simple. */
const scalar: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('a', 'web', 'v1', '80', 'true', 'istio-system', '*.example.com', '100m', '1.5'),
  },
  { weight: 2, arbitrary: anyWord },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '""',
      "''",
      '"a b"',
      "'it''s'",
      '"x: y"',
      "'# z'",
      '"\\n\\"\\\\"',
      '"a\\u00e9"',
      '"[x]"',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '[]',
      '{}',
      '[a, b]',
      '["GET", "POST"]',
      '{ number: 80, name: http }',
      '{a: {b: [1]}}',
      '[a: b]',
      '[ ]',
      // Over several lines: at the places where texts of this generator stand, some are indented enough, some are not.
      '[a,\n    b]',
      '[\n          "x", [1,\n           2],\n          ]',
      '{\n      k: v, l: {m: n}\n      }',
      '{a: 1,\n\n        # no\n        b: 2}',
      '[a\n            b]',
      '{k:\n            v}',
      '[a,\r\n            b]',
      '[a, # c\n            b]',
      '[a,\n\tb]',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a b', 'a #b', 'a # c', 'http://x:80', 'a:b', "a'b", 'a"b', '<<', 'é', '2001-01-01'),
  },
);

const key = fc.constantFrom('a', 'b', 'c', 'name', 'spec', 'x-y', 'istio.io/rev', '"q"', "'p q'", 'k1', 'metadata');

type Tree = string | { block: string[] } | { list: Tree[] } | { map: [string, Tree][] };

const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 3, arbitrary: scalar },
    {
      weight: 1,
      arbitrary: fc.record({
        block: fc.array(fc.constantFrom('line', '  deeper', '', '# no comment', 'k: v'), { maxLength: 4 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ list: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        map: fc.uniqueArray(fc.tuple(key, tie('tree')), { minLength: 1, maxLength: 4, selector: ([name]) => name }),
      }),
    },
  ),
})).tree;

/** How a document is laid out; each field is one liberty that YAML gives. */
const layout = fc.record({
  step: fc.constantFrom(2, 2, 2, 3, 4),
  flushLists: fc.boolean(),
  compact: fc.boolean(),
  header: fc.constantFrom('|', '|', '|-', '|+', '>', '>-'),
  comments: fc.boolean(),
});
type Layout = typeof layout extends fc.Arbitrary<infer T> ? T : never;

function lines(node: Tree, indent: number, how: Layout): string[] {
  const pad = ' '.repeat(indent);
  if (typeof node === 'string') return [pad + node];
  if ('block' in node) return [pad + how.header, ...node.block.map((line) => `${pad}  ${line}`.trimEnd())];
  if ('list' in node) {
    return node.list.flatMap((item) => {
      if (typeof item === 'string') return [`${pad}- ${item}`];
      if ('block' in item) return [`${pad}- ${how.header}`, ...lines(item, indent, how).slice(1)];
      const inner = lines(item, indent + 2, how);
      return how.compact ? [`${pad}- ${inner[0]!.trimStart()}`, ...inner.slice(1)] : [`${pad}-`, ...inner];
    });
  }
  return node.map.flatMap(([name, value], i) => {
    const comment = how.comments && i === 1 ? [`${pad}# comment`, ''] : [];
    if (typeof value === 'string') return [...comment, `${pad}${name}: ${value}`];
    if ('block' in value) return [...comment, `${pad}${name}: ${how.header}`, ...lines(value, indent, how).slice(1)];
    const deeper = indent + ('list' in value && how.flushLists ? 0 : how.step);
    return [...comment, `${pad}${name}:`, ...lines(value, deeper, how)];
  });
}

const wellFormed: fc.Arbitrary<string> = fc
  .tuple(tree, layout, fc.constantFrom('\n', '\n', '\n', '\r\n'), fc.boolean())
  .map(([node, how, lineBreak, last]) => lines(node, 0, how).join(lineBreak) + (last ? lineBreak : ''));

/** A change that a slip of the hand makes; most break a document, some give it another meaning. */
const slip = fc.record({
  at: fc.nat(10_000),
  remove: fc.nat(2),
  insert: fc.constantFrom(
    '',
    '',
    ' ',
    '  ',
    '\n',
    ':',
    ': ',
    '- ',
    '#',
    ' #',
    '"',
    "'",
    '&a ',
    '*a',
    '!!str ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '|',
    '>',
    '?',
    '~',
    '\\',
  ),
});

/** Small documents in many layouts, half of them with slips. */
export const anyDocument: fc.Arbitrary<string> = fc
  .tuple(wellFormed, fc.oneof(fc.constant([]), fc.array(slip, { minLength: 1, maxLength: 2 })))
  .map(([text, slips]) => slips.reduce(applySlip, text));

export function applySlip(
  text: string,
  { at, remove, insert }: { at: number; remove: number; insert: string },
): string {
  const place = at % (text.length + 1);
  return text.slice(0, place) + insert + text.slice(place + remove);
}

/** Slips for texts that come from elsewhere. */
export const anySlip = slip;
