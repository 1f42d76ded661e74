import { objectAt, textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';

/** The path that a route takes, on one line: `/api*`, `PathPrefix:/api`, `/login`, `regex ^/v[0-9]+`. */
export function pathOf(match: JsonObject | undefined): string {
  const prefix = textAt(match, 'prefix');
  const segments = textAt(match, 'pathSeparatedPrefix');
  const regex = objectAt(match, 'safeRegex');
  return [
    prefix && `${prefix}*`,
    segments && `PathPrefix:${segments}`,
    textAt(match, 'path'),
    regex && `regex ${textAt(regex, 'regex')}`,
  ]
    .filter(Boolean)
    .join(' ');
}
