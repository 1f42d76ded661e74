/** Problems as one message: a single one by itself, several below a heading. */
export const listed = (heading: string, lines: readonly string[]): string =>
  lines.length === 1 ? lines[0]! : `${heading}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
