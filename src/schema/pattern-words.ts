/**
 * What a text has to be that a pattern of our schemas asks for, where that is easier said than read. Any other pattern is
 * told as it is.
 */
export const patternWords: ReadonlyMap<string, string> = new Map([
  ['^(0|[1-9][0-9]{0,9})$', 'a whole number, 0 or more'],
  ['^-?(0|[1-9][0-9]{0,9})$', 'a whole number'],
  ['^-?(0|[1-9][0-9]{0,18})$', 'a whole number'],
  ['^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?$', 'a number'],
  ['^[-+]?(0|(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)$', 'a duration, such as 30s or 1h30m'],
  [
    '^[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?$',
    'an amount, such as 2, 250m (of CPU) or 512Mi (of memory)',
  ],
  ['^[-_A-Za-z0-9]+$', 'letters, digits, "-" and "_"'],
  ['(^$|^[a-f0-9]{64}$)', '64 lowercase hex digits'],
]);
