import { COLLECTION_STYLE, EVENT_ID, type Event } from 'js-yaml';

/**
 * The first tab that starts a line, or follows its indentation, outside of texts and brackets: Kubernetes' reader
 * refuses it even on lines that are otherwise blank, the parser only where it would decide something. -1 for none.
 */
export function findIndentingTab(text: string, events: readonly Event[]): number {
  const tabs = [...text.matchAll(/^ *\t/gm)].map((match) => match.index + match[0].length - 1);
  if (tabs.length === 0) return -1;
  const inside = insideSpans(text, events);
  let next = 0;
  for (const tab of tabs) {
    while (next < inside.length && inside[next]!.end < tab) next++;
    if (next >= inside.length || inside[next]!.start > tab) return tab;
  }
  return -1;
}

/** The stretches of texts and of brackets, in order; none overlap. */
function insideSpans(text: string, events: readonly Event[]): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  /** The closing bracket of each open collection, empty for block style. */
  const open: string[] = [];
  /** Brackets open. */
  let depth = 0;
  let flowStart = 0;
  let behind = 0;
  for (const event of events) {
    if (event.type === EVENT_ID.SCALAR && event.valueStart >= 0) {
      if (depth === 0) spans.push({ start: event.valueStart, end: event.valueEnd });
      behind = event.valueEnd + 1;
    } else if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
      const isFlow = event.style === COLLECTION_STYLE.FLOW;
      if (isFlow && depth++ === 0) flowStart = event.start;
      if (isFlow) behind = event.start + 1;
      // A pair in a list, `[a: b]`, is a map without brackets.
      const bracket = text[event.start];
      open.push(!isFlow ? '' : bracket === '[' ? ']' : bracket === '{' ? '}' : ',');
    } else if (event.type === EVENT_ID.DOCUMENT) open.push('');
    else if (event.type === EVENT_ID.POP) {
      const bracket = open.pop();
      if (!bracket) continue;
      if (bracket !== ',') behind = Math.max(text.indexOf(bracket, behind), behind - 1) + 1;
      if (--depth === 0) spans.push({ start: flowStart, end: behind });
    }
  }
  return spans;
}
