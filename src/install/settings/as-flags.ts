import { shellWord } from '../../base/shell-word.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { formatSteps, type Step } from './path.ts';

/**
 * Settings as `--set` takes them, sorted: `components.pilot.enabled=true`. Quoted for a POSIX shell where they have to be.
 */
export const asFlags = (spec: JsonObject): string[] => [...leaves([], spec)].sort().map(shellWord);

function* leaves(steps: readonly Step[], value: Json | undefined): Iterable<string> {
  const items = Array.isArray(value) ? value : undefined;
  const entries: readonly (readonly [Step, Json | undefined])[] =
    items !== undefined
      ? items.map((item, i) => [{ text: String(i), index: i, value: String(i) }, item] as const)
      : isObject(value)
        ? Object.entries(value)
        : [];
  if (entries.length > 0) {
    for (const [step, inner] of entries) yield* leaves([...steps, step], inner);
  } else if (value !== undefined && steps.length > 0) {
    // A comma needs no backslash, and one before a comma would be taken away.
    const text = typeof value === 'string' ? value.replaceAll('\\,', '\\\\,') : JSON.stringify(value);
    yield `${formatSteps(steps)}=${text}`;
  }
}
