/** One step of a path: a key of a map, or a choice among a list's items. */
export type Step = string | Selector;

/** What stands between brackets: `[0]`, `[name:discovery]`, `[30m]` or `[:30m]`. */
export interface Selector {
  /** As it was written, without the brackets. */
  readonly text: string;
  /** The item's place, from 0. Negative, or beyond the end: a new item. */
  readonly index?: number;
  /** The item is a map in which `key` is `value`. */
  readonly key?: string;
  readonly value: string;
}

/** True for a step that picks an item of a list, where others name a field. */
export const isSelector = (step: Step | undefined): step is Selector => typeof step === 'object';

/**
 * A path as IstioOperator files and `--set` write it (istio.io, Customizing the installation configuration): names parted
 * by dots, `\.` being a dot within a name, and selectors in brackets, behind a name or between dots. Within brackets dots
 * need no backslash.
 *
 * @returns the steps, or what is wrong with the path
 */
export function parsePath(text: string): readonly Step[] | string {
  const steps: Step[] = [];
  const pattern = /\[((?:\\.|[^\\\]])*)\]|((?:\\.|[^\\.[])+)|\./gsy;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const found = pattern.exec(text);
    if (found === null) return text[at] === '[' ? 'a "[" has no "]"' : 'a "\\" stands at its end';
    const [, inBrackets, name] = found;
    if (inBrackets === '') return 'there is nothing between "[" and "]"';
    if (inBrackets !== undefined) steps.push(selector(inBrackets));
    else if (name !== undefined) steps.push(unescaped(name));
  }
  if (steps.length === 0) return 'it names nothing';
  return steps;
}

function selector(written: string): Selector {
  const text = unescaped(written);
  if (/^[-+]?\d+$/.test(text)) return { text, index: Number(text), value: text };
  const pair = /^([\w-]*):(.*)$/s.exec(written);
  if (pair === null) return { text, value: text };
  const value = unescaped(pair[2]!);
  return pair[1] === '' ? { text: value, value } : { text, key: pair[1]!, value };
}

/** Only dots, colons and brackets are escaped; any other backslash is itself. */
const unescaped = (text: string): string => text.replace(/\\([.:[\]])/g, '$1');

/** Steps as they are written in one path. */
export function formatSteps(steps: readonly Step[]): string {
  let text = '';
  for (const step of steps) {
    if (isSelector(step)) text += `[${step.text}]`;
    else text += `${text && '.'}${step.replace(/[.[]/g, '\\$&')}`;
  }
  return text;
}

/** The place of the item that a selector chooses from a list of maps; undefined where there is none. */
export function selectItem(items: readonly unknown[], { index, key, value }: Selector): number | undefined {
  if (index !== undefined) return index >= 0 && index < items.length ? index : undefined;
  if (key === undefined) return undefined;
  const found = items.findIndex(
    (item) => typeof item === 'object' && item !== null && Object.hasOwn(item, key) && says(item, key, value),
  );
  return found < 0 ? undefined : found;
}

const says = (item: object, key: string, value: string): boolean =>
  String((item as Readonly<Record<string, unknown>>)[key]) === value;
