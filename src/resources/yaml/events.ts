import { EVENT_ID, type Event, parseEvents, SCALAR_STYLE, type ScalarEvent, YAMLException } from 'js-yaml';
import { type Limits, overLimit } from './limits.ts';
import { type Source, sourceOf } from './lines.ts';
import { explain, Unreadable } from './problem.ts';

/** Offsets in a document; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A document, parsed: events hold offsets in the text of `source`. */
export interface Parsed {
  readonly source: Source;
  readonly events: Event[];
}

/** The parser's events for one document. Throws Unreadable at what is not YAML, or is nested beyond the limit. */
export function parse(text: string, limits: Limits): Parsed {
  let source = sourceOf(text);
  // Kubernetes' reader does not mind how lines within brackets and quotes are indented; the parser does. Its complaints
  // are answered one by one, for they are few in practice, and a text made to annoy must not take long.
  for (let patience = Math.min(100, 5_000_000 / text.length); ; patience--) {
    try {
      // The parser counts scalars and keys as well; whoever reads the events counts exactly.
      return { source, events: parseEvents(source.text, { maxDepth: limits.nestingDepth + 2 }) };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const offset = Math.min(error.mark?.position ?? 0, source.text.length);
      const mended = error.reason === 'deficient indentation' && patience > 0 ? mend(source, offset) : undefined;
      if (mended === undefined) {
        const message = error.reason.includes('maxDepth')
          ? overLimit.nestingDepth(limits)
          : explain(error.reason, source.text, offset);
        throw new Unreadable(message, source, offset);
      }
      source = mended;
    }
  }
}

/** Deeper than any line that a bracket or quote opens on, in practice. */
const padding = 256;

/** The source with its line at `offset` indented, or tabs replaced; undefined when nothing is open at its start. */
function mend({ text, padding: before }: Source, offset: number): Source | undefined {
  // Of a bracket's content the complaint comes behind the bracket.
  const [all, blanks = ''] = /([ \t]*)[[{]?$/.exec(text.slice(0, offset))!;
  if (blanks.includes('\t')) {
    const start = offset - all.length;
    const spaces = ' '.repeat(blanks.length);
    return { text: text.slice(0, start) + spaces + text.slice(start + blanks.length), padding: before };
  }
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const above = text.slice(0, lineStart);
  const end = above.trimEnd();
  // The last character may be the backslash that continues a quoted line.
  if (!isOpen(end) && !isOpen(end.slice(0, -1))) return undefined;
  const line = above.split('\n').length - 1;
  return {
    text: above + ' '.repeat(padding) + text.slice(lineStart),
    padding: new Map(before).set(line, (before.get(line) ?? 0) + padding),
  };
}

/** True when a text ends within brackets or quotes. */
function isOpen(text: string): boolean {
  try {
    parseEvents(text, { maxDepth: Number.MAX_SAFE_INTEGER });
    return false;
  } catch (error) {
    return error instanceof YAMLException && error.reason.startsWith('unexpected end of the stream');
  }
}

/**
 * Where a node stands: a scalar with its quotes, a block text's `|` or `>`, the first character of a list or map.
 * Undefined for a value that is left empty.
 */
export function spanOf(event: Event, text: string): Span | undefined {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return scalarSpan(event, text);
    case EVENT_ID.ALIAS:
      return { start: event.anchorStart - 1, end: event.anchorEnd };
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return { start: event.start, end: event.start + 1 };
    default:
      return undefined;
  }
}

function scalarSpan({ valueStart, valueEnd, style }: ScalarEvent, text: string): Span | undefined {
  if (valueStart < 0) return undefined;
  switch (style) {
    case SCALAR_STYLE.PLAIN:
      return { start: valueStart, end: valueEnd };
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return { start: valueStart - 1, end: valueEnd + 1 };
    default:
      return blockHeader(text, valueStart);
  }
}

/** The `|-` or `>2` of a block text, which starts at `valueStart`, on the line before or at the end of the document. */
function blockHeader(text: string, valueStart: number): Span {
  const end = text[valueStart - 1] === '\n' ? valueStart - 1 : valueStart;
  const lineStart = text.lastIndexOf('\n', end - 1) + 1;
  const header = /([|>][-+0-9]*)(?:[ \t]+#.*)?\s*$/.exec(text.slice(lineStart, end));
  const start = lineStart + (header?.index ?? 0);
  return { start, end: start + (header?.[1]?.length ?? 1) };
}
