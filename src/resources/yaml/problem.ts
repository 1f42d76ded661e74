import { Lines, type Place, type Source } from './lines.ts';

/** Why a document cannot be read, in words that say what to do; line and column count from 1, in the file. */
export interface YamlProblem extends Place {
  readonly message: string;
}

/** Thrown within the reader at what it cannot read; `readYaml` turns it into the document's problem. */
export class Unreadable extends Error {
  constructor(
    message: string,
    readonly source: Source,
    readonly offset: number,
  ) {
    super(message);
  }

  /** `firstLine` is the document's. */
  problem(firstLine: number): YamlProblem {
    return { message: this.message, ...new Lines(this.source, firstLine).place(this.offset) };
  }
}

/** What the parser says, by a part of it, and what we say instead. */
const wordings: readonly (readonly [theirs: string, ours: string])[] = [
  ['tab characters', 'a tab is used as indentation, which YAML does not allow: use spaces'],
  ['bad indentation of a mapping', 'this line is indented differently from the map entries around it: align it'],
  ['bad indentation of a sequence', 'this line is indented differently from the list items around it: align it'],
  ['bad explicit indentation', 'the indentation number of a block text must be 1 to 9'],
  [
    'deficient indentation',
    'this continues a value of the lines above, but is not indented deeper than its key: indent it',
  ],
  ['multiline key', 'a map key must fit on one line: is a colon missing here, or is the line above not closed?'],
  [
    "expected ':' after",
    'this line has no colon: write it as key: value, or indent it when it belongs to the line above',
  ],
  ['after the key-value separator', 'a space is missing after the colon'],
  ['within a single quoted', "the ' that opens this text is never closed: add the closing '"],
  ['within a double quoted', 'the " that opens this text is never closed: add the closing "'],
  ['within a flow collection', 'a { or [ is never closed: add the missing } or ]'],
  [
    'missed comma',
    'a comma is missing between two entries of this { } or [ ], or quotes around a text with a colon in it',
  ],
  ["but found ','", 'there is nothing between two commas: remove one'],
  ['unknown escape', 'a backslash in double quotes starts an unknown escape: write \\\\, or use single quotes'],
  ['hexadecimal', 'a \\x, \\u or \\U in double quotes needs 2, 4 or 8 hexadecimal digits'],
  ['undeclared tag handle', 'the tag here has a prefix that no %TAG line declares'],
  ['tag', 'the tag here is not one that YAML allows: remove it'],
  ['YAML version', 'Kubernetes reads YAML 1.1 only: remove the %YAML line'],
  ['directive', 'a line that starts with % must be a complete %YAML or %TAG line, followed by ---'],
  ['end of the stream or a document separator', 'this does not belong to the value above: is the indentation right?'],
  ['line break is expected', 'the text after | or > must start on the next line'],
  ['valid JSON character', 'a control character stands here: remove it'],
  ['anchor', 'an anchor must be &name, and one is enough'],
];

/** Our words for a complaint of the parser at `offset`, which is often about a text that needs quotes. */
export function explain(complaint: string, text: string, offset: number): string {
  if (complaint.includes('alias node')) return unquotedStar;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  const next = text.charAt(offset);
  if (/\{\{.*\}\}/.test(text.slice(lineStart).split('\n', 1)[0]!)) return unrendered;
  if (/[@`%]/.test(next) && /(?:^|[:,[{-])\s*$/.test(before))
    return `a text must not start with ${next}: put it in quotes`;
  if (complaint.includes('bad indentation') && next === ':' && /:\s[^"']*$/.test(before)) {
    return 'a text with a colon and a blank in it must stand in quotes';
  }
  if (complaint.includes('bad indentation') && /["']\s*$/.test(before))
    return 'nothing may follow the closing quote: quote all of it';
  return reword(complaint);
}

/** What `{{ … }}` outside of quotes comes from: no reader of YAML gets past it. */
export const unrendered =
  'this is a template, such as of a Helm chart, and no manifest yet: render it, and read what comes of it';

export const unreadableAnchor =
  'a name behind & holds only letters, digits, _ and -: put the text in quotes if it is none';
/** What Kubernetes' reader and the parser say of a star, which is hardly ever meant so. */
export const unquotedStar = 'a * begins an alias here: put the text in quotes, as in "*.example.com"';

/** Our words for a complaint of the parser. */
export function reword(complaint: string): string {
  const found = wordings.find(([theirs]) => complaint.includes(theirs));
  return found?.[1] ?? 'this is not valid YAML: check the indentation, quotes and colons here and on the line above';
}
