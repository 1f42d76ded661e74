import { UsageError } from '../../base/errors.ts';
import { commaList } from './comma-list.ts';

/**
 * Reads what a flag was given as `a=1,b=2`, once or several times: later ones win. Throws UsageError for what has no `=`.
 *
 * @param flag its name, for the error
 */
export function keyValues(flag: string, texts: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    commaList(texts).map((pair): [string, string] => {
      const equals = pair.indexOf('=');
      if (equals < 1) throw new UsageError(`${flag} takes key=value, not "${pair}"`);
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
}
