import type { Style } from '../../output/style.ts';
import { wrap } from '../../output/text/wrap.ts';
import type { FieldHelp, FieldSummary } from '../../schema/field-help.ts';

/** How far a field's summary is set in below its name. */
const indent = '      ';

/**
 * A field, or a whole kind, explained for reading.
 *
 * @param name what stands first: `VirtualService.spec.hosts`
 * @param note what stands beside the name, its type above all
 * @param width of the screen, in columns
 */
export function fieldText(name: string, note: string, help: FieldHelp, width: number, style: Style): string {
  const { descriptions, facts, fields } = help;
  const labels = Math.max(...facts.map(([label]) => label.length)) + 3;
  const sections = [
    `${style.bold(name)}${note && `  ${style.dim(note)}`}`,
    ...descriptions.map((text) => wrap(text, width).join('\n')),
    facts
      .map(([label, value], i) => hang((label === facts[i - 1]?.[0] ? '' : `${label}:`).padEnd(labels), value, width))
      .join('\n'),
    fields.length === 0 ? '' : `Fields:\n${fieldList(fields, width, style)}`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function fieldList(fields: readonly FieldSummary[], width: number, style: Style): string {
  const names = Math.max(...fields.map(({ name }) => name.length));
  const lines = fields.flatMap((field) => [
    `  ${style.bold(field.name)}${' '.repeat(names - field.name.length + 2)}${style.dim(fieldNote(field))}`,
    ...(field.summary === '' ? [] : wrap(field.summary, width - indent.length).map((line) => indent + line)),
  ]);
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** `list of strings, required`. */
export const fieldNote = ({
  type,
  isRequired,
  isDeprecated,
}: Pick<FieldSummary, 'type' | 'isRequired' | 'isDeprecated'>): string =>
  [type, isRequired && 'required', isDeprecated && 'deprecated'].filter((word) => word).join(', ');

/** A label, and a text beside it, its further lines set in by as much. */
const hang = (label: string, text: string, width: number): string =>
  label + wrap(text, Math.max(width - label.length, 20)).join(`\n${' '.repeat(label.length)}`);
