/** What a screen reader says of the left is a guess, or nothing. */
const words: Readonly<Record<string, string>> = {
  '✔': 'ok:',
  '✘': 'failed:',
  '–': '-',
  '→': 'to',
  '…': '...',
  '’': "'",
};
const symbols = new RegExp(`[${Object.keys(words).join('')}]`, 'gu');

/** The program's own text in ASCII: words and plain punctuation in place of symbols. */
export const plainWords = (text: string): string => text.replace(symbols, (symbol) => words[symbol]!);
