import { visible } from '../text/visible.ts';

/** Loggers with their levels, a line for each, as Envoy writes them. */
export const loggersText = (loggers: ReadonlyMap<string, string>): string =>
  `active loggers:\n${Array.from(loggers, ([name, level]) => `  ${visible(name)}: ${visible(level)}\n`).join('')}`;
