import { JsonSlices, type Slice } from '../../proxy/json-slices.ts';
import type { SourceFile } from '../../resources/document.ts';
import { listYaml, mapYaml, valueYaml } from '../install/manifest-yaml.ts';
import { indented } from '../text/indented.ts';

/** Characters of a value that is written at once: longer maps and lists are written entry by entry, item by item. */
const mostAtOnce = 2 ** 17;

/**
 * A file of JSON as YAML, in pieces of whole lines, each made when it is asked for: what belongs to one of them is all that is
 * held beside the text. Throws InputError before the first where the file is no JSON.
 */
export function dumpYaml(file: SourceFile, atOnce = mostAtOnce): Iterable<string> {
  const dump = new DumpYaml(new JsonSlices(file), atOnce);
  return dump.pieces();
}

class DumpYaml {
  readonly #json: JsonSlices;
  readonly #atOnce: number;

  constructor(json: JsonSlices, atOnce: number) {
    this.#json = json;
    this.#atOnce = atOnce;
  }

  pieces(): Iterable<string> {
    const whole = this.#json.whole();
    this.#check(whole);
    return this.#isLong(whole) ? this.#lines(whole, '') : [valueYaml(this.#json.parse(whole))];
  }

  /** Maps and lists alone can be written piece by piece, where there is anything in them. */
  #isLong(slice: Slice): boolean {
    if (slice.end - slice.start <= this.#atOnce) return false;
    if (this.#json.isObject(slice)) return !this.#json.entries(slice).next().done;
    return this.#json.isList(slice) && !this.#json.items(slice).next().done;
  }

  #check(slice: Slice): void {
    if (!this.#isLong(slice)) this.#json.parse(slice);
    else for (const inner of this.#inside(slice)) this.#check(inner);
  }

  #inside(slice: Slice): Iterable<Slice> {
    return this.#json.isObject(slice) ? this.#json.entries(slice) : this.#json.items(slice);
  }

  #lines(slice: Slice, indent: string): Iterable<string> {
    return this.#json.isObject(slice) ? this.#mapLines(slice, indent) : this.#listLines(slice, indent);
  }

  *#mapLines(map: Slice, indent: string): Generator<string> {
    const entries = [...this.#json.entries(map)].sort((a, b) => (a.key < b.key ? -1 : 1));
    for (const { key, ...slice } of entries) {
      if (!this.#isLong(slice)) yield indented(mapYaml({ [key]: this.#json.parse(slice) }), indent);
      else {
        yield indent + mapYaml({ [key]: null }).replace(/ null\n$/, '\n');
        yield* this.#lines(slice, this.#json.isList(slice) ? indent : `${indent}  `);
      }
    }
  }

  *#listLines(list: Slice, indent: string): Generator<string> {
    const inner = `${indent}  `;
    for (const item of this.#json.items(list)) {
      if (!this.#isLong(item)) yield indented(listYaml([this.#json.parse(item)]), indent);
      else if (this.#json.isList(item)) {
        yield `${indent}-\n`;
        yield* this.#listLines(item, inner);
      } else {
        // A map starts beside the dash.
        let start = `${indent}- `;
        for (const lines of this.#mapLines(item, inner)) {
          yield start + lines.slice(inner.length);
          start = inner;
        }
      }
    }
  }
}
