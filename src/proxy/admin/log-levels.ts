import { UsageError } from '../../base/errors.ts';
import { orList } from '../../base/list-names.ts';
import { didYouMean } from '../../base/nearest.ts';

/** Levels of Envoy's loggers, which istioctl takes for ztunnel, too; and a short form that it takes. */
const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];
const shortForms: Readonly<Record<string, string>> = { warn: 'warning' };

/** Levels to set: that of all loggers first, if any, and then those of single ones. */
export interface LevelChange {
  readonly all: string | undefined;
  readonly loggers: ReadonlyMap<string, string>;
}

/**
 * Reads `debug`, `http:debug,redis=trace`, `info,http:debug`. What stands before `::` in a logger's name is passed over where
 * `withScopes` is not set, as istioctl does it.
 *
 * @throws UsageError for what is no level
 */
export function parseLevels(text: string, { withScopes = false } = {}): LevelChange {
  let all: string | undefined;
  const loggers = new Map<string, string>();
  for (const part of text.split(',').map((one) => one.trim())) {
    const [, logger, level] = /^(?:(.+)[:=])?(.*)$/.exec(part) as unknown as [string, string | undefined, string];
    const known = shortForms[level] ?? level;
    if (!levels.includes(known)) {
      throw new UsageError(`--level takes ${orList(levels)}, not "${level}".${didYouMean(level, levels)}`);
    }
    const name = withScopes ? logger : logger?.slice(logger.lastIndexOf('::') + 1).replace(/^:/, '');
    if (name === undefined || name === allLoggers) all = known;
    else loggers.set(name, known);
  }
  return { all, loggers };
}

/** istioctl's name for all loggers: `level:debug` is as `debug`. */
const allLoggers = 'level';
