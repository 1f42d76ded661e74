/** A fenced block of a page, with the language behind its fence and the line it begins on. */
export interface Fence {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

/** All fenced blocks of a page. */
export function fencesOf(page: string): Fence[] {
  return [...page.matchAll(/^```(\w*)[^\n]*\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1]!,
    text: match[2]!,
    line: page.slice(0, match.index).split('\n').length,
  }));
}

/** Where a page's links lead; code is passed over. */
export function linksOf(page: string): string[] {
  const prose = page.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
}

/** The `meshwright …` command lines in a block of code, each as its words, from the command's name on. */
export function commandLinesOf(code: string): string[][] {
  const lines = code.replace(/\\\n\s*/g, ' ').split('\n');
  return lines.flatMap((line) =>
    [...line.matchAll(/(?<![\w./-])(?:npx (?:--yes )?|node bin\/)?meshwright(?:\.js)? +([a-z].*)/g)].map(([, rest]) =>
      wordsOf(rest!),
    ),
  );
}

/** A shell's words, up to where a command ends: at a pipe, a redirection, a comment, a bracket or a quote that was opened before. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [word] of text.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+|['"]/g)) {
    if (/^([|;&#>]|['"]$)/.test(word)) break;
    const closes = /^[^('"]+\)$/.test(word);
    words.push(closes ? word.slice(0, -1) : word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
    if (closes) break;
  }
  return words;
}
