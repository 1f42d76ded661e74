import type { Json } from '../../resources/json.ts';

/** The value of a JSON text; undefined for what is none. */
export function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
