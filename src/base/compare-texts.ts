/** Compares texts by their UTF-16 units, the same in every language. */
export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Equal but for the case of ASCII letters and their like. */
export const equalFold = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
