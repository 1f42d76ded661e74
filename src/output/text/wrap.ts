import { displayWidth } from './display-width.ts';

/**
 * `text` broken at blanks into lines of at most `width` columns; a longer word keeps a line to itself. No line starts
 * with `::`: GitHub's runner would take it for a workflow command, and the text may come from a hostile file.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(/ +(?!::)/)) {
    const size = displayWidth(word);
    if (line !== '' && used + 1 + size > width) {
      lines.push(line);
      line = '';
    }
    used = line === '' ? size : used + 1 + size;
    line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}
