import { visible } from './visible.ts';

const html: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text that no Markdown is read into, not even an @mention, which GitHub looks for after all else. */
export const markdownText = (text: string): string =>
  visible(text)
    .replace(/[\\`*_[\]#+|~]/g, '\\$&')
    .replace(/[&<>]/g, (char) => html[char]!)
    .replaceAll('@', '@<!-- -->');

/** GitHub refuses comments above 65,536 characters; what does not fit is counted, not shown. */
export const longestComment = 60_000;

/** As many parts as fit into `room` characters, and what `left` says of the number of others. */
export function within(parts: readonly string[], room: number, left: (n: number) => string): string {
  let text = '';
  for (const [i, part] of parts.entries()) {
    if (text.length + part.length > room) return text + left(parts.length - i);
    text += part;
  }
  return text;
}
