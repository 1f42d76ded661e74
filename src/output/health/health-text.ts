import { counted } from '../../base/counted.ts';
import type { Level } from '../../base/levels.ts';
import { categories } from '../../health/check.ts';
import { countProblems, type Outcome } from '../../health/run-checks.ts';
import type { Style } from '../style.ts';
import { visible } from '../text/visible.ts';
import { wrap } from '../text/wrap.ts';
import type { HealthReport } from './health-record.ts';

/** Problems of one check that are told; the rest are counted. */
const most = 20;
const narrowest = 40;

/** A health report for people: a line for each check below its category, and what is wrong below that. */
export function healthText({ outcomes }: HealthReport, style: Style, columns?: number): string {
  const width = columns === undefined ? Number.POSITIVE_INFINITY : Math.max(columns, narrowest);
  const lines: string[] = [];
  for (const [key, heading] of Object.entries(categories)) {
    const own = outcomes.filter(({ check }) => check.category === key);
    if (own.length === 0) continue;
    lines.push(style.bold(heading), ...own.flatMap((one) => outcomeLines(one, style, width)), '');
  }
  return style.spell(`${lines.join('\n')}\n${style.bold(summary(outcomes))}\n`);
}

function outcomeLines({ check, status, problems, detail, unread }: Outcome, style: Style, width: number): string[] {
  const sign = signOf(status, problems[0]?.level, style);
  const note = detail === '' ? '' : style.dim(` (${visible(detail)})`);
  const below = (text: string, indent: string): string[] =>
    wrap(visible(text), width - indent.length).map((line) => indent + line);
  return [
    `  ${sign} ${style.dim(check.id)} ${check.title}${note}`,
    ...problems.slice(0, most).flatMap(({ level, subject, message, hint }) => {
      const [head = '', ...rest] = below(`${level}${subject === '' ? '' : ` ${subject}`}: ${message}`, '      ');
      return [
        head.replace(level, style.level(level, level)),
        ...rest,
        ...below(`${style.sign('→', 'hint:')} ${hint}`, '        '),
      ];
    }),
    ...(problems.length > most ? [`      and ${problems.length - most} more (-o json has them all)`] : []),
    ...unread.flatMap(({ reason, rule }) => [
      ...below(`unknown: ${reason}`, '      '),
      ...(rule === undefined
        ? []
        : below(`${style.sign('→', 'hint:')} This rule of a Role lets you read it: ${rule}`, '        ')),
    ]),
  ];
}

const signs: Readonly<Record<Level, string>> = { Error: '✘', Warning: '!', Info: 'i' };

function signOf(status: Outcome['status'], gravest: Level | undefined, style: Style): string {
  if (gravest !== undefined) return style.level(gravest, style.sign(signs[gravest], `${gravest.toLowerCase()}:`));
  if (status === 'unknown') return style.level('Warning', style.sign('?', 'unknown:'));
  return status === 'ok' ? style.added(style.sign('✔', 'ok:')) : style.dim(style.sign('–', 'skipped:'));
}

function summary(outcomes: readonly Outcome[]): string {
  const counts = countProblems(outcomes);
  const unknown = outcomes.filter(({ status }) => status === 'unknown').length;
  const parts = [
    ...(counts.Error > 0 ? [counted(counts.Error, 'error')] : []),
    ...(counts.Warning > 0 ? [counted(counts.Warning, 'warning')] : []),
    ...(counts.Info > 0 ? [counted(counts.Info, 'info')] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ];
  return `${parts.length === 0 ? 'No problems' : parts.join(', ')} in ${counted(outcomes.length, 'check')}`;
}
