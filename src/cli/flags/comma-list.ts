/** What a flag lists that is given several times, or once with commas. */
export const commaList = (texts: readonly string[] = []): string[] =>
  texts.flatMap((text) => text.split(',')).filter((text) => text !== '');
