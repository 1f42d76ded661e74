/** What a flag lists that is given several times, or once with commas. Empty parts count for nothing. */
export const commaList = (texts: readonly string[] = []): string[] =>
  texts.flatMap((text) => text.split(',')).filter((text) => text.trim() !== '');

/**
 * The paths that a flag lists in the same way. Empty ones stay, for reading to refuse: where a variable is unset
 * (`-f "$FILE"`), a command must not go on with the other files, or with a cluster, as if nothing had been named.
 */
export const pathList = (texts: readonly string[] = []): string[] => texts.flatMap((text) => text.split(','));
