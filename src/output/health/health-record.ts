import { categories } from '../../health/check.ts';
import { countProblems, type Outcome } from '../../health/run-checks.ts';

/** What `check` writes, whatever the format. */
export interface HealthReport {
  readonly outcomes: readonly Outcome[];
  /** The API server's URL, and the kubeconfig context. */
  readonly server: string;
  readonly context: string | undefined;
}

/** The page about a check, in this package. */
export const pageOf = (id: string): string => `docs/checks/${id}.md`;

/** The report as plain data. */
export function healthRecord({ outcomes, server, context }: HealthReport) {
  const counts = countProblems(outcomes);
  return {
    server,
    context: context ?? null,
    summary: {
      errors: counts.Error,
      warnings: counts.Warning,
      infos: counts.Info,
      unknown: outcomes.filter(({ status }) => status === 'unknown').length,
    },
    checks: outcomes.map(({ check: { id, category, title }, status, problems, detail, unread }) => ({
      id,
      category: categories[category],
      title,
      status,
      ...(detail !== '' && { detail }),
      problems: problems.map((problem) => ({ ...problem })),
      ...(unread.length > 0 && { unread: unread.map((one) => ({ ...one })) }),
      page: pageOf(id),
    })),
  };
}
