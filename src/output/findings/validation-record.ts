import { formatPath } from '../../resources/json.ts';
import type { Resource } from '../../resources/resource.ts';
import type { ReadProblem } from '../../resources/to-resources.ts';
import type { ResourceProblem } from '../../schema/problem.ts';

/** One resource, or a document that is none, as `validate -o json` shows it. Lines and columns count from 1. */
export interface ValidationRecord {
  /** `Kind namespace/name`; empty for a document that could not be read. */
  readonly origin: string;
  /** The path as the user gave it, `-` for standard input. */
  readonly file: string;
  readonly line: number;
  readonly valid: boolean;
  readonly errors: readonly ProblemRecord[];
  readonly warnings: readonly ProblemRecord[];
}

export interface ProblemRecord {
  /** `schema`: an API server refuses it too; `semantic`: Istio does; `syntax`: it cannot be read. */
  readonly source: ResourceProblem['source'] | 'syntax';
  /** The field, as `spec.http[0].match`. */
  readonly path: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** One resource's verdict as plain data. */
export function validationRecord(resource: Resource, problems: readonly ResourceProblem[]): ValidationRecord {
  const record = ({ source, path, message, position }: ResourceProblem): ProblemRecord => {
    const { line, column } = position ?? resource.position(path);
    return { source, path: formatPath(path), message, line, column };
  };
  const errors = problems.filter(({ isWarning }) => !isWarning).map(record);
  const warnings = problems.filter(({ isWarning }) => isWarning).map(record);
  const { line } = resource.position([]);
  const file = resource.document.file.name;
  return { origin: resource.origin, file, line, valid: errors.length === 0, errors, warnings };
}

/** A document that could not be read at all. */
export function unreadableRecord({ file, line = 1, column = 1, message }: ReadProblem): ValidationRecord {
  const error: ProblemRecord = { source: 'syntax', path: '', message, line, column };
  return { origin: '', file, line, valid: false, errors: [error], warnings: [] };
}
