import { shownFile } from '../base/shown-file.ts';
import { isObject, type JsonObject, type Path } from '../resources/json.ts';
import type { ReadDocument } from './read-document.ts';

/** What came of one object of the input. Lines and columns count from 1. */
export interface Outcome {
  /** `skipped`: left alone by policy, or for want of a Pod template. `same`: it is already as it would be made. */
  readonly what: 'changed' | 'same' | 'skipped' | 'failed';
  readonly file: string;
  /** `Kind namespace/name`; empty for a document that cannot be read. */
  readonly origin: string;
  /** Why it was skipped or failed, or what its user should know of the change; empty where there is nothing to say. */
  readonly reason: string;
  /** Skipped because another revision, or a tag, is asked for. */
  readonly isOtherRevision?: boolean;
  /** Failed because its text is no YAML. */
  readonly isUnreadable?: boolean;
  /** Looked up when it is asked for: most objects need none. */
  position(): { readonly line: number; readonly column: number };
}

type Told = Pick<Outcome, 'what'> & Partial<Pick<Outcome, 'reason' | 'isOtherRevision'>>;

/** An outcome of an object; `path`, from the document's root, leads to what the reason is about. */
export const outcomeOf = (document: ReadDocument, object: JsonObject, path: Path, told: Told): Outcome => ({
  reason: '',
  ...told,
  file: document.file.name,
  origin: originOf(object),
  position: () => document.position(path),
});

/** The outcome of a document, or a file, that cannot be read. */
export const unreadable = (file: string, reason: string, line = 1, column = 1): Outcome => ({
  what: 'failed',
  file,
  origin: '',
  reason,
  isUnreadable: true,
  position: () => ({ line, column }),
});

/** `Deployment shop/cart`, without what is not written. */
export function originOf({ kind, metadata }: JsonObject): string {
  const { name, generateName, namespace }: JsonObject = isObject(metadata) ? metadata : {};
  const shown = [name, generateName].find((one) => typeof one === 'string' && one !== '') ?? '';
  const full = typeof namespace === 'string' && namespace !== '' ? `${namespace}/${shown}` : `${shown}`;
  return `${String(kind)} ${full}`.trimEnd();
}

/** `file:line:column: Kind namespace/name: reason`. */
export function describeOutcome({ file, origin, reason, position }: Outcome): string {
  const { line, column } = position();
  return [`${shownFile(file)}:${line}:${column}`, origin, reason].filter((part) => part !== '').join(': ');
}
