import type { SourceFile } from '../../resources/document.ts';
import { scanYamlLines, type YamlComment, type YamlLines } from './yaml-comments.ts';

/** A comment that silences findings: `# meshwright-ignore IST0101, IST0132: reason`. */
export interface SuppressionComment {
  /** As written: `meshwright-ignore` or `meshwright-ignore-file`; anything else that begins so silences nothing. */
  readonly directive: string;
  /** In upper case; `*` stands for all. Empty when the comment names none, and so silences nothing. */
  readonly codes: readonly string[];
  readonly reason: string | undefined;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  /** The lines whose findings it silences, both included; undefined when it stands above nothing. */
  readonly covers: LineRange | undefined;
}

interface LineRange {
  readonly from: number;
  readonly to: number;
}

const word = 'meshwright-ignore';
const code = String.raw`(?:\*|[A-Za-z]+\d+)`;
const directive = new RegExp(
  String.raw`^#+\s*(${word}[\w-]*)(?:\s+(${code}(?:[\s,]+${code})*))?(?![\w*])\s*:?\s*(.*)$`,
);

/**
 * The suppressing comments of a YAML file. At the end of a field's line a comment holds for that line; on a line of its
 * own, for the next line, other comments passed over, unless a blank line parts them; above a document's first line (or
 * behind its `---`), for the whole document; and `meshwright-ignore-file`, wherever it stands, for the whole file.
 */
export function suppressionComments({ name, text }: SourceFile): SuppressionComment[] {
  if (!text.includes(word) || name.toLowerCase().endsWith('.json')) return [];
  const lines = scanYamlLines(text);
  return lines.comments.flatMap((comment) => {
    const [whole, given, codes = '', reason] = directive.exec(comment.text) ?? [];
    if (whole === undefined || given === undefined) return [];
    return {
      directive: given,
      codes: codes
        .toUpperCase()
        .split(/[\s,]+/)
        .filter(Boolean),
      reason: reason?.trim() || undefined,
      line: comment.line,
      column: comment.column,
      endColumn: comment.column + comment.text.trimEnd().length,
      covers: coveredBy(given, comment, lines),
    };
  });
}

function coveredBy(given: string, { line }: YamlComment, { kinds }: YamlLines): LineRange | undefined {
  if (given === `${word}-file`) return { from: 1, to: kinds.length - 1 };
  if (given !== word) return undefined;
  if (kinds[line] === 'marker') return { from: line, to: documentEnd(line, kinds) };
  if (kinds[line] === 'content') return { from: line, to: line };
  let next = line + 1;
  while (kinds[next] === 'comment') next++;
  const isFirst = kinds.lastIndexOf('content', line) < documentStart(line, kinds);
  // A comment above the `---` of a document speaks of that document, unless it ends the one before.
  if (isFirst && (kinds[next] === 'content' || kinds[next] === 'marker')) {
    return { from: next, to: documentEnd(next, kinds) };
  }
  return kinds[next] === 'content' ? { from: next, to: next } : undefined;
}

/** The first line of the document that `line` is in, behind its marker. */
const documentStart = (line: number, kinds: YamlLines['kinds']): number => kinds.lastIndexOf('marker', line) + 1;

/** The last line of the document that begins on `line` or before it. */
function documentEnd(line: number, kinds: YamlLines['kinds']): number {
  const next = kinds.indexOf('marker', line + 1);
  return (next < 0 ? kinds.length : next) - 1;
}
