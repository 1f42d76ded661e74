import { SourceDocument } from '../resources/document.ts';
import type { JsonObject } from '../resources/json.ts';
import { Resource } from '../resources/resource.ts';
import { Validator } from '../schema/validation.ts';
import type { Origins } from './origins.ts';

/** What is wrong with an installation, each with the place of who set it. */
export interface OperatorProblems {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** True where flags alone are to blame for the errors. */
  readonly areOfFlags: boolean;
}

/** Validates an IstioOperator that was merged from profile, files and flags. */
export async function checkOperator(operator: JsonObject, origins: Origins): Promise<OperatorProblems> {
  const document = new SourceDocument({ name: '', text: '' }, { index: 0, start: 0, end: 0, line: 1 });
  const resource = new Resource(operator, document);
  const validator = await Validator.for([resource.type]);
  const problems = validator.validate(resource)?.problems ?? [];
  const told = (isWarning: boolean): string[] => {
    const some = problems.filter((problem) => problem.isWarning === isWarning);
    return [...new Set(some.map(({ path, message }) => origins.tell(path, message)))];
  };
  const areOfFlags = problems.every(({ isWarning, path }) => isWarning || origins.isOfFlag(path));
  return { errors: told(false), warnings: told(true), areOfFlags };
}
