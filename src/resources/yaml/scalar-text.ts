import { getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { spanOf } from './events.ts';

/** Throws Unreadable with a message for people, at an offset in the document; by default at the last event. */
export type Refuse = (message: string, offset?: number) => never;

/** What a scalar of `document` says, its quotes and indentation taken off; refused where Kubernetes would refuse it. */
export function scalarText(event: ScalarEvent, document: string, refuse: Refuse): string {
  const text = getScalarValue(document, event);
  if (event.style === SCALAR_STYLE.DOUBLE_QUOTED && !event.fast) checkEscapes(event, document, refuse);
  if (event.style !== SCALAR_STYLE.LITERAL_BLOCK && event.style !== SCALAR_STYLE.FOLDED_BLOCK) return text;
  const startsWithTab = /^(?: *\r?\n)* *\t/.test(document.slice(event.valueStart, event.valueEnd));
  if (startsWithTab && !hasWidth(event, document))
    refuse('a block text must not start with a tab: use spaces, or give its indentation as in |2', event.valueStart);
  if (event.indent === 0 && text !== '') refuse('indent the lines of this text by a space or more');
  // When a block text's last line lacks a line break, because the file ends, Kubernetes adds none.
  const isCut = event.valueEnd === document.length && !/[\r\n]$/.test(document);
  return isCut && text.endsWith('\n') ? text.slice(0, -1) : text;
}

/** True when a block text says how deep it is indented: `|2`. */
function hasWidth(event: ScalarEvent, document: string): boolean {
  const { start, end } = spanOf(event, document)!;
  return /[1-9]/.test(document.slice(start, end));
}

/** Escapes that the parser takes and Kubernetes does not. */
function checkEscapes({ valueStart, valueEnd }: ScalarEvent, text: string, refuse: Refuse): void {
  for (let at = text.indexOf('\\', valueStart); at >= 0 && at < valueEnd; at = text.indexOf('\\', at + 2)) {
    const letter = text[at + 1];
    if (letter === '/') refuse('\\/ is no escape in YAML 1.1: write / alone', at);
    const digits = letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
    const code = Number.parseInt(text.slice(at + 2, at + 2 + digits) || '0', 16);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
      refuse('this escape is no Unicode character: write the character itself, or \\U and 8 digits', at);
  }
}

/** Within brackets, YAML 1.1 reads some colons and question marks otherwise than the parser does. */
export function checkFlowScalar({ valueStart, valueEnd }: ScalarEvent, document: string, refuse: Refuse): void {
  if (valueStart < 0) return;
  if (document[valueStart] === ':' || document.slice(valueStart, valueEnd).includes('?'))
    refuse('quote this text: within brackets it must not start with a colon or hold a question mark');
  if (document[valueEnd] === ':' && /[,[\]{}]/.test(document[valueEnd + 1] ?? ''))
    refuse('a space is missing after the colon', valueEnd);
}
