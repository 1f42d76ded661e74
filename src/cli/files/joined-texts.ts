import type { SourceFile } from '../../resources/document.ts';

/**
 * Texts of several files as one YAML stream: `---` between them where neither says so itself. One file alone stays as it is.
 */
export async function writeJoined(
  files: readonly SourceFile[],
  pieces: (file: SourceFile) => Iterable<string>,
  write: (piece: string) => unknown,
): Promise<void> {
  let isFirst = true;
  let last = '';
  for (const file of files) {
    const isEmpty = file.text.trim() === '';
    if (!isFirst && !isEmpty) await write(between(last, file.text));
    for (const piece of pieces(file)) {
      if (piece === '') continue;
      last = piece;
      await write(piece);
    }
    if (!isEmpty) isFirst = false;
  }
}

/** @param before what was written last */
function between(before: string, next: string): string {
  const newline = before.endsWith('\n') ? '' : '\n';
  if (/^---(?:\s|$)/.test(next)) return newline;
  // Directives stand before the `---` of their document, and behind the end of the one before.
  return next.startsWith('%') ? `${newline}...\n` : `${newline}---\n`;
}
