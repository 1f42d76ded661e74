import { isObject, type Json } from '../../../src/resources/json.ts';

/**
 * YAML documents in many styles, and changes to what they say. A document knows of each of its comments what it is about,
 * so that a test can tell which of them must outlive a change.
 */

type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/** Numbers in [0, 1), always the same for a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A value and how it is written. */
interface Tree {
  value: Value;
  entries?: Entry[];
  /** The anchor's name, or that of the anchor that stands here instead of the value. */
  anchor?: string;
  alias?: string;
}

interface Entry {
  key?: string;
  tree: Tree;
  /** The text of the comment above it and beside it. */
  above?: string | undefined;
  beside?: string | undefined;
  /** The name of the anchor that a merge key stands for. */
  merge?: string;
}

export interface RandomDocument {
  readonly text: string;
  readonly value: Value;
  /** What the fields of the document look like, from the key on; not of documents whose fields depend on each other. */
  readonly parts: readonly { key: string; text: string }[];
  /** Makes a random change: what the document is to say, and the comments that must outlive it. */
  change(): { value: Value; comments: string[] };
}

/** A value with some of its parts gone, moved, or other, and some more; `before` may be anything that a document says. */
export function changedValue(before: Json, seed: number): Json {
  const random = randomFrom(seed);
  const chance = (share: number) => random() < share;
  const others: readonly Json[] = [
    'x',
    'no',
    'a: b',
    'a\nb\n',
    7,
    null,
    {},
    [],
    { k: 'v', l: [1, { m: 'n' }] },
    ['y', ['z']],
  ];
  const other = () => others[Math.floor(random() * others.length)]!;
  const rate = 0.05 + random() * 0.3;
  const changed = (value: Json): Json => {
    if (chance(rate / 2)) return other();
    if (Array.isArray(value)) {
      const items = (value as readonly Json[]).filter(() => !chance(rate / 2)).map(changed);
      if (chance(rate)) items.reverse();
      if (chance(rate)) items.splice(Math.floor(random() * (items.length + 1)), 0, other());
      return items;
    }
    if (!isObject(value)) return chance(rate) ? other() : value;
    const fields = Object.entries(value).filter(() => !chance(rate / 2));
    const result = Object.fromEntries(fields.map(([key, field]) => [key, changed(field as Json)]));
    if (chance(rate)) result[`new${Math.floor(random() * 3)}`] = other();
    return result;
  };
  return changed(before);
}

interface Liberties {
  /** Only what the fast reader takes, as far as that is known. */
  readonly plain: boolean;
}

export function randomDocument(seed: number, { plain }: Liberties): RandomDocument {
  const random = randomFrom(seed);
  const chance = (share: number) => random() < share;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  let count = 0;
  const unique = () => `c${++count}z`;

  const step = pick([2, 2, 2, 4, 3]);
  const listStep = pick([0, 0, 2, step]);
  const gap = chance(0.1) ? '   ' : ' ';
  const commented = chance(0.8) ? 0.15 : 0;
  const linked = !plain && chance(0.3);
  const lineBreak = chance(0.15) ? '\r\n' : '\n';
  const json = !plain && chance(0.1);
  const cut = chance(0.2);
  const anchors: Tree[] = [];

  const words = [
    'a',
    'web',
    'yes',
    'no',
    '0755',
    '1.5',
    'null',
    '',
    'true',
    'a b',
    'x: y',
    'x #y',
    '- z',
    '~',
    '{}',
    '[a',
    "it's",
    'say "x"',
    '@x',
    '*.a',
    'é',
    '1:30',
    '2001-01-01',
    'https://a:80/b',
    'a,b',
    '<<',
    '?',
    '! x',
    '%',
    ' lead',
    'trail ',
    '\ttab',
    'b\\c',
    'key:',
    '#',
    '|',
    '>',
    '0x1f',
    '1_000',
    '.5',
    '=',
    '---',
    '...',
  ];
  const texts = [
    'a\nb',
    'a\nb\n',
    'x: 1\ny: |\n  z\n',
    '\nlead',
    ' space\nb',
    'a\n\n\nb\n',
    'a\n  \nb',
    'a\n\n',
    '# no comment\n# x\n',
    'a \nb',
    'tab\tx\ny\n',
    '---\nx',
  ];
  const keys = [
    'name',
    'a',
    'b',
    'c',
    'image',
    'spec',
    'yes',
    '1',
    'x y',
    'istio.io/rev',
    'on',
    '#k',
    'k:',
    'constructor',
    'null',
    "q'",
    '"',
    'a,b',
    '<<',
    '-',
  ];
  const scalar = (): Value =>
    chance(0.5)
      ? pick(words)
      : chance(0.3)
        ? pick(texts)
        : pick<Value>([1, 0, -3, 1.25, 1e21, 1e-7, true, false, null, {}, []]);

  function value(depth: number): Value {
    if (depth <= 0 || chance(0.45)) return scalar();
    if (chance(0.5)) return map(depth);
    return list(depth);
  }

  function map(depth: number, fixed: Record<string, Value> = {}): Value {
    const result: Record<string, Value> = { ...fixed };
    const size = Math.floor(random() * 5);
    for (let i = 0; i < size; i++) {
      const key = pick(keys);
      if (key !== 'name' || fixed.name === undefined) result[key] = value(depth - 1);
    }
    return result;
  }

  function list(depth: number): Value[] {
    const size = Math.floor(random() * 4) + 1;
    const kind = random();
    return Array.from({ length: size }, () =>
      kind < 0.5 ? map(depth - 1, { name: unique() }) : kind < 0.85 ? unique() : value(depth - 1),
    );
  }

  function treeOf(from: Value, inList: boolean): Tree {
    const tree: Tree = { value: from };
    if (linked && anchors.length > 0 && chance(0.15)) {
      const target = pick(anchors);
      return { value: target.value, alias: target.anchor! };
    }
    const source = anchors.length === 0 ? undefined : pick(anchors);
    const anchor = linked && chance(0.2) ? unique() : undefined;
    const comment = () => (chance(commented) ? unique() : undefined);
    if (Array.isArray(from) && from.length > 0) {
      tree.entries = from.map((item) => ({
        tree: treeOf(item, true),
        above: inList ? undefined : comment(),
        beside: comment(),
      }));
      tree.value = tree.entries.map((entry) => entry.tree.value);
    } else if (typeof from === 'object' && from !== null && !Array.isArray(from) && Object.keys(from).length > 0) {
      tree.entries = Object.entries(from).map(([key, item]) => ({
        key,
        tree: key === 'name' && typeof item === 'string' ? { value: item } : treeOf(item, false),
        above: comment(),
        beside: comment(),
      }));
      const said: Record<string, Value> = {};

      if (
        source !== undefined &&
        chance(0.3) &&
        typeof source.value === 'object' &&
        source.value !== null &&
        !Array.isArray(source.value) &&
        !('name' in source.value)
      ) {
        const at = Math.floor(random() * (tree.entries.length + 1));
        tree.entries.splice(at, 0, { tree: { value: null }, merge: source.anchor! });
        for (const entry of tree.entries)
          Object.assign(said, entry.merge === undefined ? { [entry.key!]: entry.tree.value } : source.value);
      } else for (const entry of tree.entries) said[entry.key!] = entry.tree.value;
      tree.value = said;
    }
    if (anchor !== undefined) {
      tree.anchor = anchor;
      anchors.push(tree);
    }
    return tree;
  }

  const root = treeOf(map(4, { kind: 'Pod', metadata: map(2), spec: map(3) }), false);
  delete root.anchor;

  // Writing.
  const safe = /^[a-zA-Z][a-zA-Z0-9./-]*( [a-z]+)*$/;
  const reserved = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
  const quoted = (text: string, flow: boolean): string => {
    if (json) return JSON.stringify(text);
    if (safe.test(text) && !reserved.test(text) && chance(0.7)) return text;
    if (/^[ -~]*$/.test(text) && chance(0.4)) return `'${text.replaceAll("'", "''")}'`;
    if (!plain && !flow && /^[a-z]+ [a-z]+$/.test(text) && chance(0.3))
      return text.replace(' ', '\n                                  ');
    return JSON.stringify(text);
  };
  const word = (from: Value, flow: boolean): string => {
    if (typeof from === 'string') return quoted(from, flow);
    if (from === true && !json) return pick(['true', 'yes', 'On', 'y']);
    if (from === false && !json) return pick(['false', 'no']);
    if (from === null && !json) return pick(['null', '~', ...(flow ? [] : [''])]);
    if (from === 1e21) return '1000000000000000000000.0';
    if (from === 1e-7) return json ? '0.0000001' : '1.0e-7';
    return JSON.stringify(from);
  };
  const mark = (tree: Tree) => (tree.anchor === undefined ? '' : ` &${tree.anchor}`);
  const beside = (entry: Entry) => (entry.beside === undefined ? '' : ` # ${entry.beside}`);

  function flow(tree: Tree, indent: string): string {
    if (tree.alias !== undefined) return `*${tree.alias} `;
    const prefix = tree.anchor === undefined ? '' : `&${tree.anchor} `;
    if (tree.entries === undefined) return prefix + word(tree.value, true);
    const isList = Array.isArray(tree.value);
    const [open, close] = isList ? '[]' : '{}';
    const isTall = !plain && chance(json ? 0.7 : 0.4);
    const inner = `${indent}  `;
    const written = tree.entries.map((entry) => {
      const inside = flow(entry.tree, isTall ? inner : indent);
      if (entry.merge !== undefined) return `<<: *${entry.merge} `;
      return isList ? inside : `${quoted(entry.key!, true)}: ${inside}`;
    });
    for (const entry of tree.entries) if (json || !isTall) entry.above = entry.beside = undefined;
    if (!isTall)
      return `${prefix}${open}${chance(0.3) ? ' ' : ''}${written.join(', ')}${chance(0.3) ? ' ' : ''}${close}`;
    const trailing = !json && chance(0.2);
    const lines = written.map((text, i) => {
      const entry = tree.entries![i]!;
      const above = entry.above === undefined ? '' : `${inner}# ${entry.above}\n`;
      return `${above}${inner}${text}${i < written.length - 1 || trailing ? ',' : ''}${beside(entry)}\n`;
    });
    return `${prefix}${open}\n${lines.join('')}${indent}${close}`;
  }

  function textBlock(text: string, column: number): string | undefined {
    if (!text.includes('\n') || !/^[^\s]/.test(text) || /^[ \t]+$/m.test(text) || chance(0.3)) return undefined;
    const indent = ' '.repeat(column + pick([1, 2, 2, 4]));
    const body = text.replace(/\n+$/, '');
    const ends = text.length - body.length;
    const header = ends === 0 ? '|-' : ends === 1 ? '|' : '|+';
    const lines = body.split('\n').map((line) => (line === '' ? '' : indent + line));
    return ` ${header}\n${lines.join('\n')}\n${'\n'.repeat(Math.max(0, ends - 1))}`;
  }

  /** What follows a colon or dash, with its line breaks. */
  function behind(entry: Entry, column: number, isItem: boolean): string {
    const { tree } = entry;
    if (tree.alias !== undefined) return ` *${tree.alias}${beside(entry)}\n`;
    if (typeof tree.value === 'string') {
      const block = textBlock(tree.value, column);
      if (block !== undefined) {
        if (plain) entry.beside = undefined;
        return mark(tree) + block.replace('\n', `${beside(entry)}\n`);
      }
    }
    if (tree.entries === undefined) {
      const written = word(tree.value, false);
      return `${mark(tree)}${written === '' ? '' : gap + written}${beside(entry)}\n`;
    }
    if (json || chance(0.15)) return `${gap}${flow(tree, ' '.repeat(column))}${beside(entry)}\n`;
    const isList = Array.isArray(tree.value);
    const inner = isList ? column + (isItem ? 2 : listStep) : column + (isItem ? pick([2, 2, step]) : step);
    if (isItem && tree.anchor === undefined && chance(0.85)) {
      const first = tree.entries[0]!;
      first.above = undefined;
      entry.beside = undefined;
      const at = column + 1 + gap.length;
      return gap + block(tree, at, true).slice(at);
    }
    return `${mark(tree)}${beside(entry)}\n${block(tree, inner)}`;
  }

  function block(tree: Tree, column: number, isCompact = false): string {
    const indent = ' '.repeat(column);
    const isList = Array.isArray(tree.value);
    let before = '';
    return tree
      .entries!.map((entry, i) => {
        // A comment that stands anywhere, but not below a text that it could become part of.
        const odd =
          chance(commented / 2) && !(isCompact && i === 0) && !before.includes('|')
            ? `${' '.repeat(pick([0, 1, 5, 9]))}# odd\n`
            : '';
        before = odd + written(entry, i);
        return before;
      })
      .join('');

    function written(entry: Entry, i: number): string {
      if (entry.merge !== undefined) return `${indent}<<: *${entry.merge}\n`;
      const above = entry.above === undefined ? '' : `${i > 0 && chance(0.3) ? '\n' : ''}${indent}# ${entry.above}\n`;
      const head = isList ? '-' : `${quoted(entry.key!, true)}:`;
      const own = `${indent}${head}${behind(entry, column, isList)}`;
      if (tree === root) parts.push({ key: entry.key!, text: own });
      return above + own;
    }
  }

  const parts: { key: string; text: string }[] = [];
  let text = json ? `${flow(root, '')}\n` : block(root, 0);
  if (!json && chance(0.1)) text = `# top\n${text}`;
  if (cut && !/\n\n$/.test(text)) text = text.replace(/\n$/, '');
  if (lineBreak !== '\n') text = text.replaceAll('\n', lineBreak);

  return {
    text,
    value: root.value,
    parts:
      linked || json ? [] : parts.map(({ key, text }) => ({ key, text: text.trimEnd().replaceAll('\n', lineBreak) })),
    change() {
      const comments: string[] = [];
      const rate = pick([0.05, 0.15, 0.4]);
      const note = (entry: Entry, parts: ('above' | 'beside')[]) => {
        for (const part of parts) if (entry[part] !== undefined) comments.push(entry[part]);
      };
      function changed(tree: Tree): Value {
        if (tree.entries === undefined || tree.alias !== undefined) return chance(rate) ? value(2) : tree.value;
        if (chance(rate / 3)) return value(2);
        return Array.isArray(tree.value) ? changedList(tree) : changedMap(tree);
      }
      function changedMap(tree: Tree): Value {
        if (tree.entries!.some(({ merge }) => merge !== undefined)) {
          const fields = Object.entries(tree.value as Record<string, Value>).filter(
            ([key]) => key === 'name' || !chance(rate / 2),
          );
          return Object.fromEntries(fields.map(([key, old]) => [key, key !== 'name' && chance(rate) ? value(1) : old]));
        }
        const result: Record<string, Value> = {};
        const from = comments.length;
        let stays = false;
        for (const entry of tree.entries!) {
          if (chance(rate / 2) && entry.key !== 'name') continue;
          stays = true;
          note(entry, ['above', 'beside']);
          result[entry.key!] = entry.key === 'name' ? entry.tree.value : changed(entry.tree);
        }
        while (chance(rate)) result[pick(keys)] ??= value(2);
        if (!stays) comments.length = from;
        return result;
      }
      function changedList(tree: Tree): Value {
        const from = comments.length;
        const isNamed = tree.entries!.every(
          ({ tree: { value, alias } }) =>
            alias === undefined &&
            value !== null &&
            typeof value === 'object' &&
            !Array.isArray(value) &&
            typeof value.name === 'string',
        );
        let items: Value[] = [];
        for (const entry of tree.entries!) {
          if (chance(rate / 2)) continue;
          if (isNamed) {
            note(entry, ['above', 'beside']);
            items.push(changedMap(entry.tree));
          } else if (typeof entry.tree.value === 'string' && entry.tree.alias === undefined) {
            if (/^c\d+z$/.test(entry.tree.value)) note(entry, ['above', 'beside']);
            items.push(entry.tree.value);
          } else items.push(entry.tree.value);
        }
        if (items.length === 0) comments.length = from;
        if (chance(rate))
          items = items
            .map((item) => [random(), item] as const)
            .sort(([a], [b]) => a - b)
            .map(([, item]) => item);
        while (chance(rate))
          items.splice(Math.floor(random() * (items.length + 1)), 0, isNamed ? map(2, { name: unique() }) : unique());
        return items;
      }
      const next = changedMap(root);
      return { value: next, comments };
    },
  };
}
