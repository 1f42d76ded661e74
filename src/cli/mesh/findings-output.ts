import { counted } from '../../base/counted.ts';
import { UsageError } from '../../base/errors.ts';
import type { Level } from '../../base/levels.ts';
import { didYouMean } from '../../base/nearest.ts';
import { findingsFormat, findingsFormatNames } from '../../output/findings/findings-formats.ts';
import type { FindingsReport, FormatOptions } from '../../output/findings/findings-report.ts';
import { unadorned } from '../../output/text/look.ts';
import { writeFileWhole } from '../files/write-file.ts';
import type { Io } from '../io.ts';

/** One `-o`: a format, on standard output or in a file. */
export interface OutputTarget {
  readonly format: string;
  readonly file?: string;
}

/** Reads `json` or `sarif=out.sarif`, each at most one of them on stdout. Throws UsageError for anything else. */
export function parseOutputs(texts: readonly string[]): OutputTarget[] {
  const targets = texts.map((text): OutputTarget => {
    const equals = text.indexOf('=');
    const format = (equals < 0 ? text : text.slice(0, equals)).toLowerCase();
    if (findingsFormat(format) === undefined) {
      const names = findingsFormatNames.join(', ');
      throw new UsageError(
        `there is no output format "${format}": ${names}.${didYouMean(format, findingsFormatNames)}`,
      );
    }
    if (equals < 0) return { format };
    if (equals === text.length - 1) throw new UsageError(`--output ${text} names no file after "="`);
    return { format, file: text.slice(equals + 1) };
  });
  const onStdout = targets.filter(({ file }) => file === undefined);
  if (onStdout.length > 1) {
    const names = onStdout.map(({ format }) => format).join(' and ');
    throw new UsageError(
      `${names} cannot both go to standard output: give one a file, as in -o ${onStdout[1]!.format}=FILE`,
    );
  }
  const twice = targets.find(({ file }, i) => file !== undefined && targets.findIndex((one) => one.file === file) < i);
  if (twice !== undefined) throw new UsageError(`two formats cannot both go to ${twice.file}: give each its own file`);
  return targets;
}

/** How findings look on standard output. */
export const findingsLook = ({ look }: Pick<Io, 'look'>): FormatOptions => ({ ...look, width: look.columns });

/** Says of a report without findings that there are some, of lower levels. */
export function noteHidden(io: Pick<Io, 'note'>, hidden: number, threshold: Level): void {
  const are = `${counted(hidden, 'finding')} ${hidden === 1 ? 'is' : 'are'}`;
  io.note(`note: nothing to show: ${are} below --output-threshold ${threshold}`);
}

/** Writes the report in every format asked for: files first, so that stdout stays empty when one cannot be written. */
export async function writeFindings(io: Io, targets: readonly OutputTarget[], report: FindingsReport): Promise<void> {
  const texts = await Promise.all(
    targets.map(async ({ format, file }) => {
      const formatter = await findingsFormat(format)!.load();
      return formatter(report, file === undefined ? findingsLook(io) : unadorned);
    }),
  );
  for (const [i, { file }] of targets.entries()) if (file !== undefined) writeFileWhole(file, texts[i]!, io.cwd);
  for (const [i, { file }] of targets.entries()) if (file === undefined) await io.write(texts[i]!);
}
