/** How grave a finding is, gravest first. The names are istioctl's. */
export const levels = ['Error', 'Warning', 'Info'] as const;
export type Level = (typeof levels)[number];

/** True when `level` is as grave as `threshold`, or graver. */
export const atLeast = (level: Level, threshold: Level): boolean => levels.indexOf(level) <= levels.indexOf(threshold);

/** The level that `text` names in any case, or undefined. */
export const parseLevel = (text: string): Level | undefined =>
  levels.find((level) => level.toLowerCase() === text.toLowerCase());
