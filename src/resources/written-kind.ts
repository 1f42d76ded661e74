const line = /^kind:.*$/gm;
const plain = /^kind:[ \t]+([A-Za-z][\w-]*)[ \t]*\r?$/;

/**
 * The kind of a document, where its text shows it without being read: a line `kind: Name` that is not set in, in a document
 * that is neither JSON nor in quotes. Undefined says nothing: such a document may be of any kind.
 */
export function writtenKind(text: string): string | undefined {
  const lines = text.match(line);
  const [, kind] = lines?.length === 1 ? (plain.exec(lines[0]) ?? []) : [];
  return kind !== undefined && startsWithName.test(text) ? kind : undefined;
}

/** The first line that is no comment, marker or directive starts with a name: the document is a map in block style. */
const startsWithName = /^(?:[ \t]*(?:#.*)?\r?\n|%.*\n|---[ \t]*(?:#.*)?\r?\n)*[A-Za-z]/;
