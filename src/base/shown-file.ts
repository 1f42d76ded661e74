/** A file's name in messages: standard input, which is asked for as `-`, has one, too. */
export const shownFile = (name: string): string => (name === '-' ? 'stdin' : name);
