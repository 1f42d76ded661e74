import type { JsonObject } from './json.ts';
import { readYaml } from './yaml/read.ts';

/** YAML, in pieces that follow each other. */
export type WrittenText = readonly (string | Uint8Array)[];

const texts = new WeakMap<JsonObject, WrittenText>();

/** The YAML that an object was read from and has not been changed since; undefined where it is not known. */
export const writtenText = (object: JsonObject): WrittenText | undefined => texts.get(object);

/** What a text stands for, where it stands for another; undefined for itself. */
export type Unfold = (text: string) => WrittenText | undefined;

const lineOfSpec = 'spec:\n';
const definition = new RegExp(
  `^apiVersion: apiextensions\\.k8s\\.io/v1\nkind: CustomResourceDefinition\nmetadata:\n(?:(?: .*)?\n)+?${lineOfSpec}`,
);

/**
 * The CustomResourceDefinitions from documents that are plainly one each, and undefined for others. What is in `spec` is read
 * when it is first asked for: those of Istio's kinds are a megabyte, and an installation only passes them on.
 *
 * @param unfold for what follows `spec:`, up to the document's end
 */
export function writtenDefinitions(
  documents: readonly string[],
  unfold: Unfold = () => undefined,
): (JsonObject | undefined)[] {
  const heads = documents.map((document) => {
    const [head] = definition.exec(document) ?? [];
    // What else stands at the left would be a field beside spec, or no YAML.
    return head === undefined || /^[^ \n]/m.test(document.slice(head.length)) ? undefined : head;
  });
  // All at once, for reading a few lines by themselves is mostly getting ready for it.
  const known = heads.filter((head) => head !== undefined).map((head) => head.slice(0, -lineOfSpec.length));
  const read = readYaml(known.join('---\n'));
  return documents.map((document, i) => {
    const head = heads[i];
    if (head === undefined) return undefined;
    const body = document.endsWith('\n') ? document.slice(head.length) : `${document.slice(head.length)}\n`;
    return made(read.shift()?.value as JsonObject, head, unfold(body) ?? [body]);
  });
}

function made(fields: JsonObject, head: string, body: WrittenText): JsonObject {
  const object = { ...fields };
  let spec: JsonObject['spec'];
  Object.defineProperty(object, 'spec', {
    enumerable: true,
    get: () => {
      spec ??= (readYaml(`${lineOfSpec}${joinedText(body)}`)[0]?.value as JsonObject | undefined)?.spec;
      return spec;
    },
  });
  texts.set(object, [head, ...body]);
  return object;
}

/** A text in pieces as one. */
export const joinedText = (pieces: WrittenText): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : new TextDecoder().decode(piece))).join('');
