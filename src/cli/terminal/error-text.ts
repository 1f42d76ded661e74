import { visibleLines } from '../../output/text/visible.ts';

/** An error's message, in which nothing is hidden: it may quote a file, and the file may be hostile. Lines stay lines. */
export const errorText = (message: string): string => `Error: ${visibleLines(message)}`;
