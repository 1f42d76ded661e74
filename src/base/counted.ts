/** `1 file`, `3 files`: a number of things, for a message. */
export const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
