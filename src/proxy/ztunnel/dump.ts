import { InputError, MeshwrightError } from '../../base/errors.ts';
import { shownFile } from '../../base/shown-file.ts';
import type { SourceFile } from '../../resources/document.ts';
import { isObject, type JsonObject } from '../../resources/json.ts';
import { JsonSlices, type Slice } from '../json-slices.ts';

/** The parts of a dump. */
const parts = ['workloads', 'services', 'policies', 'certificates', 'workloadState'] as const;
export type Part = (typeof parts)[number];

/** The answer of ztunnel's `/config_dump`. Only the parts that are asked for are parsed. */
export class ZtunnelDump {
  readonly #json: JsonSlices;
  readonly #slices = new Map<Part, Slice>();
  readonly #name: string;

  /** Throws InputError where the file is no such dump: with the place, where it is no JSON. */
  constructor(readonly file: SourceFile) {
    this.#json = new JsonSlices(file);
    this.#name = shownFile(file.name);
    const start = /\S/.exec(file.text)?.index;
    if (start === undefined) throw new InputError(`${this.#name} is empty`);
    const whole = { start, end: file.text.length };
    if (!this.#json.isObject(whole)) throw this.#json.problem(start, 'a dump of ztunnel starts with { here');
    for (const { key, ...slice } of this.#json.entries(whole)) {
      const part = parts.find((one) => one.toLowerCase() === key.toLowerCase());
      if (part !== undefined) this.#slices.set(part, slice);
      else if (key === 'configs') throw new InputError(`${this.#name} is a dump of Envoy: "proxy-config" reads it`);
    }
    if (this.#slices.size === 0) throw new InputError(`${this.#name} is no dump of ztunnel: it holds no ${parts[0]}`);
  }

  /** Throws MeshwrightError where the dump lacks the part. */
  demand(part: Part): void {
    if (!this.#slices.has(part)) throw new MeshwrightError(`${this.#name} holds no ${part}`);
  }

  /** What the dump holds of a part, in its order. Early versions of ztunnel write maps where later ones write lists. */
  all(part: Part): readonly JsonObject[] {
    const slice = this.#slices.get(part);
    const value = slice === undefined ? [] : this.#json.parse(slice);
    return (Array.isArray(value) ? value : Object.values(value ?? {})).filter(isObject);
  }
}
