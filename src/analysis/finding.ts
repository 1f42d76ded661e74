import type { Level } from '../base/levels.ts';
import type { Position } from '../resources/document.ts';
import type { Path } from '../resources/json.ts';
import type { Resource } from '../resources/resource.ts';

/** One problem, where it is, and what to do. */
export interface Finding {
  /** `IST0101`: Istio's; `MW0001`: of this project's own. `docs/codes` has a page for each. */
  readonly code: string;
  readonly level: Level;
  /** What is wrong, with the values, and what to do. */
  readonly message: string;
  /** The id of the analyzer that found it. */
  readonly analyzer: string;
  readonly resource: Resource;
  /** The field at fault, in the resource. */
  readonly path: Path;
  /** Where in the resource's file: where the field stands, or a comment. `analyze` always gives it. */
  readonly position?: Position;
}

/** Where a finding stands in its file. */
export const positionOf = ({ position, resource, path }: Finding): Position => position ?? resource.position(path);
