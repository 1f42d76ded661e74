import type { Level } from '../base/levels.ts';
import type { Path } from '../resources/json.ts';
import type { Resource } from '../resources/resource.ts';

/** One problem, where it is, and what to do. */
export interface Finding {
  readonly code: string;
  readonly level: Level;
  readonly message: string;
  readonly analyzer: string;
  readonly resource: Resource;
  /** The field at fault. */
  readonly path: Path;
}
