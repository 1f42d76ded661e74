/** The flags that a help text lists, short and long. */
export const flagsIn = (help: string): string[] =>
  help.split('\n').flatMap((line) => {
    const [, short, long] = /^ {2}(?:(-\w), )?(--[\w-]+)/.exec(line) ?? [];
    return [short, long].filter((flag) => flag !== undefined);
  });
