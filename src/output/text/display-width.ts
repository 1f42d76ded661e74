/** Two columns wide: East Asian Wide and Fullwidth (Unicode annex 11, in whole blocks), and emoji drawn as pictures. */
const wide =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;
/** No column of their own: marks on the character before, joiners, Hangul vowels and finals, skin tones. */
const zero = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff\p{Emoji_Modifier}]/u;
/** Half of a flag. */
const regional = /\p{Regional_Indicator}/u;
const joiner = '\u200d';
const drawAsPicture = '\ufe0f';

/** How many columns of a terminal `text` takes. Control characters must be gone (`visible`). */
export function displayWidth(text: string): number {
  if (isPlain(text)) return text.length;
  let width = 0;
  let last = 0;
  let joined = false;
  for (const char of text) {
    if (char === drawAsPicture && last === 1) {
      width += 1;
      last = 2;
    } else if (!joined && !zero.test(char)) {
      last = wide.test(char) && !regional.test(char) ? 2 : 1;
      width += last;
    }
    joined = char === joiner;
  }
  return width;
}

/** A text whose characters take a column each. */
const isPlain = (text: string): boolean => /^[ -~]*$/.test(text);

/** As much of the start of `text` as fits into `width` columns, in whole characters as readers count them. */
export const startWithin = (text: string, width: number): string =>
  isPlain(text) ? text.slice(0, width) : within(graphemes(text), width).join('');

/** As much of the end of `text` as fits into `width` columns. */
export const endWithin = (text: string, width: number): string =>
  isPlain(text)
    ? text.slice(Math.max(0, text.length - width))
    : within(graphemes(text).reverse(), width).reverse().join('');

let segmenter: Intl.Segmenter | undefined;

/** The segmenter takes 13 ms to make, so only the first line that has to be cut makes it. */
function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function within(characters: readonly string[], width: number): string[] {
  let left = width;
  const taken: string[] = [];
  for (const character of characters) {
    left -= displayWidth(character);
    if (left < 0) break;
    taken.push(character);
  }
  return taken;
}
