import type { Position } from './document.ts';
import type { Path } from './json.ts';
import type { Resource } from './resource.ts';

/**
 * Finds places of a text in the file that holds it as a field's value: the file's line and column for those of the text.
 * Where the file does not have the text line by line, as after `|`, each place is that of the whole text.
 *
 * @param text the value at `path`
 */
export function placesInText(resource: Resource, path: Path, text: string): (position: Position) => Position {
  const whole = resource.position(path);
  const own = text.split('\n');
  const file = resource.document.file.text.split('\n').slice(whole.line);
  return ({ line, column, endLine, endColumn }) => {
    const indent = indentOf(own[line - 1], file[line - 1]);
    if (indent === undefined) return whole;
    return {
      line: whole.line + line,
      column: indent + column,
      endLine: whole.line + endLine,
      endColumn: indent + endColumn,
    };
  };
}

/** How far a line of the text is set in in the file; undefined when it is not that line. */
function indentOf(line = '', inFile = ''): number | undefined {
  const end = inFile.endsWith('\r') ? inFile.slice(0, -1) : inFile;
  if (line === '' || !end.endsWith(line)) return undefined;
  const indent = end.length - line.length;
  return end.slice(0, indent).trim() === '' ? indent : undefined;
}
