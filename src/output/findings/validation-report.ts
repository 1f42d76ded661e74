import type { Finding } from '../../analysis/finding.ts';
import { schemaAnalyzerId, violationText, violationType } from '../../analysis/schema-validation.ts';
import { gatewayApiGroup } from '../../resources/gateway-api-versions.ts';
import type { Resource } from '../../resources/resource.ts';
import type { ReadProblem } from '../../resources/to-resources.ts';
import type { ResourceProblem } from '../../schema/problem.ts';
import type { Verdict } from '../../schema/validation.ts';
import { unreadableRecord, type ValidationRecord, validationRecord } from './validation-record.ts';

/** All that a formatter may know of one `validate`. */
export interface ValidationReport {
  /** Every document; only where the format shows those that are valid too. */
  readonly records: readonly ValidationRecord[];
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** Gathers what is said of the documents, one after the other; keeps no more of them than the report needs. */
export class ValidationCount implements ValidationReport {
  readonly records: ValidationRecord[] = [];
  readonly errors: Finding[] = [];
  readonly warnings: Finding[] = [];
  readonly unreadable: ReadProblem[] = [];
  /** Kinds that nothing was checked of, with how many resources each. */
  readonly unchecked = new Map<string, number>();
  readonly unknown = new Map<string, number>();
  /** True where one of the unchecked is of the Gateway API, whose definitions are not Kubernetes' own. */
  hasUncheckedGatewayApi = false;
  checked = 0;
  invalid = 0;
  /** Errors beyond `most`, and warnings. */
  moreErrors = 0;
  moreWarnings = 0;

  /**
   * @param keepRecords false where only errors and warnings are to be shown
   * @param ignoreUnknown let by resources of kinds that nothing here knows
   * @param most errors and warnings, each, to keep
   */
  constructor(
    private readonly keepRecords: boolean,
    private readonly ignoreUnknown: boolean,
    private readonly most: number,
  ) {}

  /** True when one of the problems at least is to be shown: only then need their places be found. */
  #shows(problems: readonly ResourceProblem[]): boolean {
    if (this.keepRecords) return true;
    return problems.some(({ isWarning }) => (isWarning ? this.warnings : this.errors).length < this.most);
  }

  addUnreadable(problem: ReadProblem): void {
    this.unreadable.push(problem);
    if (this.keepRecords && !this.ignoreUnknown) this.records.push(unreadableRecord(problem));
  }

  add(resource: Resource, { problems, extent }: Verdict): void {
    if (extent === 'checked') this.checked++;
    else increase(this[extent], resource.kind);
    if (extent === 'unchecked' && resource.group === gatewayApiGroup) this.hasUncheckedGatewayApi = true;
    const isLetBy = extent === 'unknown' && this.ignoreUnknown;
    const told = isLetBy ? [] : this.#shows(problems) ? inOrder(resource, problems) : problems;
    if (told.some(({ isWarning }) => !isWarning)) this.invalid++;
    if (this.keepRecords) this.records.push(validationRecord(resource, told));
    for (const problem of told) {
      if (problem.isWarning) {
        if (this.warnings.length < this.most) this.warnings.push(finding(resource, problem));
        else this.moreWarnings++;
      } else if (this.errors.length < this.most) this.errors.push(finding(resource, problem));
      else this.moreErrors++;
    }
  }
}

/** Problems as they stand in the file, one below the other. */
function inOrder(resource: Resource, problems: readonly ResourceProblem[]): readonly ResourceProblem[] {
  if (problems.length < 2) return problems;
  const placed = problems.map((problem) => ({ problem, place: problem.position ?? resource.position(problem.path) }));
  placed.sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
  return placed.map(({ problem }) => problem);
}

function finding(resource: Resource, problem: ResourceProblem): Finding {
  const { code, level } = violationType(problem);
  const { path, position } = problem;
  const place = position === undefined ? {} : { position };
  return { code, level, message: violationText(problem), analyzer: schemaAnalyzerId, resource, path, ...place };
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
