import { isObject } from '../../src/resources/json.ts';
import type { Answer } from './api-client.ts';

/** A cause without a field: others kept the server from looking further. */
const unchecked = 'some validation rules were not checked';

/**
 * What an answer refuses, as `field: what the server says of it`, sorted; nothing when it accepts. Throws where a request
 * is refused for something other than fields.
 */
export function rejections({ status, body }: Answer): string[] {
  if (status < 300) return [];
  const { message, details } = isObject(body) ? body : {};
  const unknown = `${message}`.includes('strict decoding error')
    ? [...`${message}`.matchAll(/unknown field "([^"]*)"/g)].map(([, field]) => `${field}: unknown field`)
    : [];
  const causes = isObject(details) && Array.isArray(details.causes) ? details.causes.filter(isObject) : [];
  const told = causes
    .filter((cause) => !`${cause.message}`.includes(unchecked))
    .map((cause) => `${fieldOf(`${cause.field}`, `${cause.message}`)}: ${cause.message}`);
  const found = [...unknown, ...told];
  if (found.length === 0) throw new Error(`HTTP ${status}: ${JSON.stringify(body)}`);
  return found.sort();
}

/** Of oneOf the server names the field in its message only. */
function fieldOf(field: string, message: string): string {
  return (field === '<nil>' && /"([^"]+)" must validate/.exec(message)?.[1]) || field;
}
