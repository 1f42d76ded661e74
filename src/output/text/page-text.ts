import { wrap } from './wrap.ts';

/** What begins an item of a list, with the blanks behind it. */
const marker = /^ *(?:[-*]|\d+\.) +/;
/** Lines that stay as they are: headings, tables, code that is set in. */
const fixed = /^(?:#|\||\s*$| {4})/;

/**
 * A page in Markdown for a terminal: paragraphs and items of lists that are too wide are broken anew at blanks. Code and tables stay
 * as they are, and so does all of it where there is no terminal.
 */
export function pageText(page: string, columns: number | undefined): string {
  if (columns === undefined) return page;
  const lines: string[] = [];
  let paragraph: string[] = [];
  let isCode = false;
  const end = (): void => {
    if (paragraph.length > 0) lines.push(...broken(paragraph, columns));
    paragraph = [];
  };
  for (const line of page.split('\n')) {
    const isFence = line.startsWith('```');
    if (isFence || isCode || fixed.test(line) || marker.test(line)) end();
    if (isFence) isCode = !isCode;
    if (isFence || isCode || fixed.test(line)) lines.push(line);
    else paragraph.push(line);
  }
  end();
  return lines.join('\n');
}

function broken(paragraph: readonly string[], columns: number): readonly string[] {
  if (paragraph.every((line) => line.length <= columns)) return paragraph;
  const text = paragraph.map((line) => line.trim()).join(' ');
  const [head = ''] = marker.exec(paragraph[0]!) ?? [];
  const body = text.slice(head.trimStart().length);
  const indent = ' '.repeat(head.length);
  return wrap(body, Math.max(1, columns - head.length)).map((line, i) => (i === 0 ? head : indent) + line);
}
