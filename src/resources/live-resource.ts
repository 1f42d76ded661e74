import { SourceDocument, type SourceFile } from './document.ts';
import type { JsonObject } from './json.ts';
import { Resource, type ResourceOptions } from './resource.ts';

/** An object of a cluster in place of a file. Few have findings, so that most are never written. */
class LiveFile implements SourceFile {
  readonly name = '';
  readonly isLive = true;
  readonly #write: () => string;
  #text: string | undefined;

  constructor(write: () => string) {
    this.#write = write;
  }

  get text(): string {
    this.#text ??= this.#write();
    return this.#text;
  }
}

const wholeText = { index: 0, start: 0, end: Number.POSITIVE_INFINITY, line: 1 };

/**
 * A resource that was read from a cluster. Positions in it are those in the YAML that `write` gives.
 *
 * @param object with apiVersion, kind and metadata
 */
export const liveResource = (
  object: JsonObject,
  write: (object: JsonObject) => string,
  options?: ResourceOptions,
): Resource => new Resource(object, new SourceDocument(new LiveFile(() => write(object)), wholeText), options);
