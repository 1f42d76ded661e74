import type { JsonObject } from './json.ts';
import { readYaml } from './yaml/read.ts';

const texts = new WeakMap<JsonObject, string>();

/** The YAML that an object was read from and has not been changed since; undefined where it is not known. */
export const writtenText = (object: JsonObject): string | undefined => texts.get(object);

const definition =
  /^apiVersion: apiextensions\.k8s\.io\/v1\nkind: CustomResourceDefinition\nmetadata:\n(?:(?: .*)?\n)+?spec:\n/;

/**
 * A CustomResourceDefinition from a document that is plainly one, or undefined. Its `spec` is read when it is first asked
 * for: those of Istio's kinds are a megabyte, and an installation only passes them on.
 */
export function writtenDefinition(document: string): JsonObject | undefined {
  const [head] = definition.exec(document) ?? [];
  // What else stands at the left would be a field beside spec, or no YAML.
  if (head === undefined || /^[^ \n]/m.test(document.slice(head.length))) return undefined;
  const [{ value } = {}] = readYaml(head.slice(0, -'spec:\n'.length));
  const object = { ...(value as JsonObject) };
  let spec: JsonObject['spec'];
  Object.defineProperty(object, 'spec', {
    enumerable: true,
    get: () => {
      spec ??= (readYaml(document)[0]?.value as JsonObject | undefined)?.spec;
      return spec;
    },
  });
  texts.set(object, document.endsWith('\n') ? document : `${document}\n`);
  return object;
}
