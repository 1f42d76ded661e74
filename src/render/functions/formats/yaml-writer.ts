import { byteLength } from '../../template/model/text.ts';
import { isBreak, isUnprintable, needsQuotes, type ScalarForms, scalarForms } from './yaml-scalars.ts';

/** What is written as it is: numbers, booleans, null, and what has a tag. */
export class Bare {
  constructor(readonly text: string) {}
}

export type YamlNode = string | Bare | readonly YamlNode[] | YamlEntries;
/** A map, in the order in which it is written. */
export class YamlEntries {
  constructor(readonly entries: readonly (readonly [key: string | Bare, value: YamlNode])[]) {}
}

/** What the two generations of Go's writer, go-yaml 2 and 3, do differently. */
export interface YamlStyle {
  readonly generation: 2 | 3;
  /** Where lines are folded, in characters. */
  readonly width: number;
  /** Whether lists in maps are indented. */
  readonly indentsLists: boolean;
}

/** As sigs.k8s.io/yaml sets go-yaml 2. */
export const kubernetesStyle: YamlStyle = { generation: 2, width: 80, indentsLists: false };
/** As Helm's toYamlPretty sets go-yaml 3. */
export const prettyStyle: YamlStyle = { generation: 3, width: Number.POSITIVE_INFINITY, indentsLists: true };

const step = 2;
/** A longer key gets a line of its own, with a question mark. */
const longestSimpleKey = 128;

/** A document in block style, with the line break at its end. */
export function writeYaml(node: YamlNode, style: YamlStyle): string {
  const writer = new YamlWriter(style);
  writer.node(node, -1, 'root');
  return `${writer.out}${writer.isAtLineStart ? '' : '\n'}`;
}

/** What a node is part of, which decides whether a list in it is indented. */
type Context = 'root' | 'list' | 'map';

/** Writes nodes as libyaml's emitter does, whose translation go-yaml is. */
class YamlWriter {
  out = '';
  #column = 0;
  /** The last thing written is white space. */
  #whitespace = true;
  /** The line so far is indentation, and marks of lists and keys. */
  #indention = true;

  constructor(private readonly style: YamlStyle) {}

  get isAtLineStart(): boolean {
    return this.#column === 0;
  }

  #put(text: string): void {
    this.out += text;
    this.#column += text.length;
  }

  #break(): void {
    this.out += '\n';
    this.#column = 0;
    if (this.style.generation === 3) this.#indention = true;
  }

  #indent(indent: number): void {
    const to = Math.max(0, indent);
    if (!this.#indention || this.#column > to || (this.#column === to && !this.#whitespace)) this.#break();
    if (this.#column < to) this.#put(' '.repeat(to - this.#column));
    this.#whitespace = true;
    this.#indention = true;
  }

  #mark(mark: string, needsSpace: boolean, isIndention = false): void {
    if (needsSpace && !this.#whitespace) this.#put(' ');
    this.#put(mark);
    this.#whitespace = false;
    this.#indention &&= isIndention;
  }

  /** `indent` is that of the collection which the node is in; -1 for none. */
  node(node: YamlNode, indent: number, context: Context): void {
    if (typeof node === 'string' || node instanceof Bare) this.#scalar(node, indent, false);
    else if (node instanceof YamlEntries) this.#map(node, indent);
    else this.#list(node, indent, context);
  }

  #list(items: readonly YamlNode[], outer: number, context: Context): void {
    if (items.length === 0) {
      this.#mark('[', true);
      this.#mark(']', false);
      return;
    }
    const isIndentless = context === 'map' && !this.#indention && !this.style.indentsLists;
    const indent = outer < 0 ? 0 : isIndentless ? outer : outer + step;
    for (const item of items) {
      this.#indent(indent);
      this.#mark('-', true, true);
      this.node(item, indent, 'list');
    }
  }

  #map({ entries }: YamlEntries, outer: number): void {
    if (entries.length === 0) {
      this.#mark('{', true);
      this.#mark('}', false);
      return;
    }
    const indent = outer < 0 ? 0 : outer + step;
    for (const [key, value] of entries) {
      this.#indent(indent);
      const text = typeof key === 'string' ? key : key.text;
      if (byteLength(text) <= longestSimpleKey && !isBreak(text)) {
        this.#scalar(key, indent, true);
        this.#mark(':', false);
      } else {
        this.#mark('?', true, true);
        this.#scalar(key, indent, false);
        this.#indent(indent);
        this.#mark(':', true, true);
      }
      this.node(value, indent, 'map');
    }
  }

  #scalar(scalar: string | Bare, outer: number, isKey: boolean): void {
    const indent = outer < 0 ? step : outer + step;
    if (scalar instanceof Bare) {
      this.#mark(scalar.text, true);
      return;
    }
    const forms = scalarForms(scalar, this.style.generation);
    switch (chooseForm(scalar, forms)) {
      case 'plain':
        this.#plain(scalar, indent, !isKey);
        break;
      case 'single':
        this.#singleQuoted(scalar, indent, !isKey);
        break;
      case 'double':
        this.#doubleQuoted(scalar, indent, !isKey);
        break;
      case 'literal':
        this.#literal(scalar, indent);
        break;
    }
  }

  #mayFold(canFold: boolean, followsSpace: boolean): boolean {
    return canFold && !followsSpace && this.#column > this.style.width;
  }

  #plain(text: string, indent: number, canFold: boolean): void {
    if (!this.#whitespace) this.#put(' ');
    if (this.#column + text.length <= this.style.width || !text.includes(' ')) {
      this.#put(text);
      return;
    }
    let followsSpace = false;
    for (let i = 0; i < text.length; i++) {
      const character = text[i]!;
      if (character === ' ' && this.#mayFold(canFold, followsSpace) && text[i + 1] !== ' ') this.#indent(indent);
      else this.#put(character);
      followsSpace = character === ' ';
      if (!followsSpace) this.#indention = false;
    }
  }

  #singleQuoted(text: string, indent: number, canFold: boolean): void {
    this.#mark("'", true);
    let followsSpace = false;
    let followsBreak = false;
    for (let i = 0; i < text.length; i++) {
      const character = text[i]!;
      if (character === ' ') {
        const isInside = i > 0 && i < text.length - 1;
        if (isInside && this.#mayFold(canFold, followsSpace) && text[i + 1] !== ' ') this.#indent(indent);
        else this.#put(character);
        followsSpace = true;
      } else if (isBreak(character)) {
        this.#foreignBreak(character);
        followsBreak = true;
      } else {
        if (followsBreak) this.#indent(indent);
        this.#put(character === "'" ? "''" : character);
        this.#indention = false;
        followsSpace = false;
        followsBreak = false;
      }
    }
    this.#mark("'", false);
  }

  /** Line breaks other than a line feed are kept. */
  #foreignBreak(character: string): void {
    this.out += character;
    this.#column = 0;
    this.#indention = true;
  }

  #doubleQuoted(text: string, indent: number, canFold: boolean): void {
    this.#mark('"', true);
    // Go asks for the mark at the start of the text, wherever it is: then nothing is left as it is.
    const hasMark = text.startsWith('\ufeff');
    const last = text.length - 1;
    let followsSpace = false;
    let i = 0;
    for (const character of text) {
      if (hasMark || isUnprintable(character) || isBreak(character) || character === '"' || character === '\\') {
        this.#put(escaped(character));
        followsSpace = false;
      } else if (character === ' ') {
        if (this.#mayFold(canFold, followsSpace) && i > 0 && i < last) {
          this.#indent(indent);
          if (text[i + 1] === ' ') this.#put('\\');
          this.#indention = false;
        } else this.#put(character);
        followsSpace = true;
      } else {
        this.#put(character);
        followsSpace = false;
      }
      i += character.length;
    }
    this.#mark('"', false);
  }

  #literal(text: string, indent: number): void {
    const last = text.at(-1)!;
    const hint = /^[ \r\n\x85\u2028\u2029]/.test(text) ? String(step) : '';
    const keepsBreaks = isBreak(last) && (text.length === 1 || isBreak(text.at(-2)!));
    this.#mark(`|${hint}${isBreak(last) ? (keepsBreaks ? '+' : '') : '-'}`, true);
    this.#break();
    this.#indention = true;
    this.#whitespace = true;
    let followsBreak = true;
    for (const line of text.split(/([\n\u2028\u2029])/)) {
      if (line === '') continue;
      if (line === '\n') {
        this.#break();
        this.#indention = true;
        followsBreak = true;
      } else if (isBreak(line)) {
        this.#foreignBreak(line);
        followsBreak = true;
      } else {
        if (followsBreak) this.#indent(indent);
        this.#put(line);
        this.#indention = false;
        followsBreak = false;
      }
    }
  }
}

function chooseForm(text: string, forms: ScalarForms): 'plain' | 'single' | 'double' | 'literal' {
  if (text.includes('\n')) return forms.literal ? 'literal' : 'double';
  if (needsQuotes(text)) return 'double';
  if (forms.plain) return 'plain';
  return forms.singleQuoted ? 'single' : 'double';
}

const escapes: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\x85': 'N',
  '\xa0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
};

function escaped(character: string): string {
  const letter = escapes[character];
  if (letter !== undefined) return `\\${letter}`;
  const point = character.codePointAt(0)!;
  const [mark, digits] = point <= 0xff ? ['x', 2] : point <= 0xffff ? ['u', 4] : ['U', 8];
  return `\\${mark}${point.toString(16).toUpperCase().padStart(Number(digits), '0')}`;
}
